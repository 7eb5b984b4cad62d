import { belowTargets, purposeMax } from '#app/domain/appeal/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { PurposeOption } from '#app/services/appeal/queries/bureau-appeals.server.ts'
import { DateField, MoneyField, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

/** What an appeal says, new or changed. */
export function AppealFields({ form, options }: { form: FormState; options: readonly PurposeOption[] }) {
  const t = useT()
  return (
    <>
      <SelectField
        form={form}
        name="for"
        label={t('appeal.inside.for')}
        hint={t('appeal.inside.forHint')}
        placeholder={t('appeal.inside.choose')}
        options={options.map(({ value, kind, name }) => ({
          value,
          label: `${t(`appeal.inside.kind.${kind}`)} · ${name}`,
        }))}
      />
      <TextField form={form} name="title" label={t('appeal.inside.name')} />
      <TextArea
        form={form}
        name="purpose"
        label={t('appeal.purpose')}
        hint={t('appeal.inside.purposeHint')}
        max={purposeMax}
        rows={5}
      />
      <MoneyField form={form} name="target" label={t('appeal.target')} hint={t('appeal.inside.targetHint')} />
      <DateField form={form} name="opensOn" label={t('appeal.inside.opensOn')} />
      <DateField form={form} name="endsOn" label={t('appeal.inside.endsOn')} />
      <RadioGroup
        form={form}
        name="belowTarget"
        label={t('appeal.inside.below')}
        options={belowTargets.map((value) => ({ value, label: t(`appeal.inside.belowChoice.${value}`) }))}
      />
      <TextField
        form={form}
        name="approvalNo"
        label={t('appeal.approval')}
        hint={t('appeal.inside.approvalHint')}
        optional
      />
      <TextField form={form} name="approvedByName" label={t('appeal.approvedBy')} optional />
      <TextField form={form} name="raiserName" label={t('appeal.raiser')} hint={t('appeal.inside.raiserHint')} />
      <TextField
        form={form}
        name="raiserLicence"
        label={t('appeal.inside.licence')}
        hint={t('appeal.inside.licenceHint')}
        optional
      />
      <TextField form={form} name="partnerName" label={t('appeal.inside.partner')} optional />
      <TextField form={form} name="partnerLicence" label={t('appeal.inside.partnerLicence')} optional />
      <TextArea
        form={form}
        name="bankText"
        label={t('appeal.inside.bank')}
        hint={t('appeal.inside.bankHint')}
        optional
        max={300}
        rows={3}
      />
    </>
  )
}
