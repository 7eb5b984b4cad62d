import { policyAreas } from '#app/domain/policy-document/areas.ts'
import { policyMax } from '#app/domain/policy-document/schema.ts'
import { policyKinds, policyLevels } from '#app/domain/policy-document/terms.ts'
import { useT } from '#app/i18n/provider.tsx'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { DateField, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

/** What an administrator writes of a document. */
export function PolicyFields({ form }: { form: FormState }) {
  const t = useT()
  return (
    <>
      <TextField
        form={form}
        name="titleZh"
        label={t('policy-document.label.titleZh')}
        maxLength={policyMax.titleZh}
        autoComplete="off"
      />
      <TextField
        form={form}
        name="titleEn"
        label={t('policy-document.label.titleEn')}
        maxLength={policyMax.titleEn}
        autoComplete="off"
      />
      <TextField
        form={form}
        name="documentNo"
        label={t('policy-document.label.documentNo')}
        hint={t('policy-document.hint.documentNo')}
        maxLength={policyMax.documentNo}
        autoComplete="off"
        optional
      />
      <SelectField
        form={form}
        name="kind"
        label={t('policy-document.label.kind')}
        options={policyKinds.map((kind) => ({ value: kind, label: t(`policy-document.kind.${kind}`) }))}
        placeholder={t('policy-document.choose')}
      />
      <TextField
        form={form}
        name="issuerZh"
        label={t('policy-document.label.issuerZh')}
        maxLength={policyMax.issuerZh}
        autoComplete="off"
      />
      <TextField
        form={form}
        name="issuerEn"
        label={t('policy-document.label.issuerEn')}
        maxLength={policyMax.issuerEn}
        autoComplete="off"
      />
      <RadioGroup
        form={form}
        name="level"
        label={t('policy-document.label.level')}
        options={policyLevels.map((level) => ({ value: level, label: t(`policy-document.level.${level}`) }))}
      />
      <TextField
        form={form}
        name="regionCode"
        label={t('policy-document.label.regionCode')}
        hint={t('policy-document.hint.regionCode')}
        inputMode="numeric"
        maxLength={6}
        className="short"
        autoComplete="off"
        optional
      />
      <TextField
        form={form}
        name="placeZh"
        label={t('policy-document.label.placeZh')}
        maxLength={policyMax.placeZh}
        autoComplete="off"
        optional
      />
      <TextField
        form={form}
        name="placeEn"
        label={t('policy-document.label.placeEn')}
        maxLength={policyMax.placeEn}
        autoComplete="off"
        optional
      />
      <DateField form={form} name="issuedOn" label={t('policy-document.label.issuedOn')} optional />
      <TextField
        form={form}
        name="issuedYear"
        label={t('policy-document.label.issuedYear')}
        hint={t('policy-document.hint.issuedYear')}
        inputMode="numeric"
        maxLength={4}
        className="short"
        autoComplete="off"
        optional
      />
      <DateField form={form} name="inForceFrom" label={t('policy-document.label.inForceFrom')} optional />
      <DateField
        form={form}
        name="inForceUntil"
        label={t('policy-document.label.inForceUntil')}
        hint={t('policy-document.hint.inForceUntil')}
        optional
      />
      <TextArea
        form={form}
        name="summaryZh"
        label={t('policy-document.label.summaryZh')}
        max={policyMax.summaryZh}
        rows={3}
      />
      <TextArea
        form={form}
        name="summaryEn"
        label={t('policy-document.label.summaryEn')}
        max={policyMax.summaryEn}
        rows={3}
      />
      <TextField
        form={form}
        name="sourceUrl"
        label={t('policy-document.label.sourceUrl')}
        hint={t('policy-document.hint.sourceUrl')}
        maxLength={policyMax.sourceUrl}
        inputMode="url"
        autoComplete="off"
        optional
      />
      <TextArea
        form={form}
        name="citedAs"
        label={t('policy-document.label.citedAs')}
        hint={t('policy-document.hint.citedAs')}
        max={policyMax.citedAs}
        rows={3}
      />
      <CheckGroup
        form={form}
        name="areas"
        label={t('policy-document.label.areas')}
        hint={t('policy-document.hint.areas')}
        options={policyAreas.map((area) => ({ value: area, label: t(`policy-document.area.${area}`) }))}
      />
      <RadioGroup
        form={form}
        name="isConfirmed"
        label={t('policy-document.label.isConfirmed')}
        options={[
          { value: 'yes', label: t('policy-document.confirmed.yes') },
          { value: 'no', label: t('policy-document.confirmed.no') },
        ]}
      />
    </>
  )
}
