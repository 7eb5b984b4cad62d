import { internalRules, taxStatuses } from '#app/domain/organization/profile.ts'
import { useT } from '#app/i18n/provider.tsx'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { DateField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

/** What is on the certificate of registration, and what the organization works with. All of it may be left for later. */
export function RegistrationFacts({ form }: { form: FormState }) {
  const t = useT()
  return (
    <>
      <div className="two">
        <TextField
          form={form}
          name="legalRepresentative"
          label={t('organization.label.legalRepresentative')}
          maxLength={40}
          optional
        />
        <TextField
          form={form}
          name="supervisingUnit"
          label={t('organization.label.supervisingUnit')}
          maxLength={80}
          optional
        />
      </div>
      <TextArea form={form} name="businessScope" label={t('organization.label.businessScope')} max={600} optional />
      <div className="two">
        <TextField
          form={form}
          name="registeredFen"
          label={t('organization.label.registeredFen')}
          hint={t('organization.label.yuanHint')}
          inputMode="decimal"
          optional
        />
        <TextField
          form={form}
          name="spaceSqm"
          label={t('organization.label.spaceSqm')}
          hint={t('organization.label.spaceHint')}
          inputMode="numeric"
          optional
        />
      </div>
      <TextArea
        form={form}
        name="venues"
        label={t('organization.label.venues')}
        hint={t('organization.label.venuesHint')}
        max={400}
        optional
      />
      <RadioGroup
        form={form}
        name="taxStatus"
        label={t('organization.label.taxStatus')}
        options={taxStatuses.map((value) => ({ value, label: t(`organization.tax.${value}`) }))}
      />
      <DateField form={form} name="taxExemptUntil" label={t('organization.label.taxExemptUntil')} optional />
      <CheckGroup
        form={form}
        name="internalRules"
        label={t('organization.label.internalRules')}
        hint={t('organization.label.internalRulesHint')}
        options={internalRules.map((value) => ({ value, label: t(`organization.rule.${value}`) }))}
      />
    </>
  )
}
