import { organizationKinds } from '#app/domain/organization/schema.ts'
import { serviceFields } from '#app/domain/account/schema.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { type Option, RadioGroup, SelectField, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

type Fields = { form: FormState; regions: readonly Option[] }

/** Names of these fields for the summary of what is wrong. */
export function useOrganizationLabels(): Readonly<Record<string, string>> {
  const t = useT()
  return {
    organizationName: t('organization.label.name'),
    kind: t('organization.label.kind'),
    creditCode: t('organization.label.creditCode'),
    regionId: t('organization.label.region'),
    fields: t('organization.label.fields'),
    contactName: t('organization.label.contactName'),
    contactPhone: t('organization.label.contactPhone'),
  }
}

/** What an organization says of itself when it registers. */
export function RegistrationFields({ form, regions }: Fields) {
  const t = useT()
  const word = useDynamicT()
  return (
    <>
      <TextField
        form={form}
        name="organizationName"
        label={t('organization.label.name')}
        hint={t('organization.label.nameHint')}
        autoComplete="organization"
      />
      <RadioGroup
        form={form}
        name="kind"
        label={t('organization.label.kind')}
        options={organizationKinds.map((kind) => ({ value: kind, label: word(`organization.kind.${kind}`) }))}
      />
      <TextField
        form={form}
        name="creditCode"
        label={t('organization.label.creditCode')}
        hint={t('organization.label.creditCodeHint')}
        spellCheck={false}
        autoComplete="off"
        optional={t('organization.label.creditCodeOptional')}
      />
      <PlaceAndFields form={form} regions={regions} />
      <ContactFields form={form} />
    </>
  )
}

export function PlaceAndFields({ form, regions }: Fields) {
  const t = useT()
  return (
    <>
      <SelectField
        form={form}
        name="regionId"
        label={t('organization.label.region')}
        options={regions}
        placeholder={t('organization.label.chooseRegion')}
      />
      <ServiceFields form={form} />
    </>
  )
}

export function ServiceFields({ form }: { form: FormState }) {
  const t = useT()
  const word = useDynamicT()
  return (
    <CheckGroup
      form={form}
      name="fields"
      label={t('organization.label.fields')}
      hint={t('organization.label.fieldsHint')}
      options={serviceFields.map((field) => ({ value: field, label: word(`common.field.${field}`) }))}
    />
  )
}

export function ContactFields({ form }: { form: FormState }) {
  const t = useT()
  return (
    <div className="two">
      <TextField form={form} name="contactName" label={t('organization.label.contactName')} autoComplete="name" />
      <TextField
        form={form}
        name="contactPhone"
        label={t('organization.label.contactPhone')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
      />
    </div>
  )
}
