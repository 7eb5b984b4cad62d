import { criteriaMax, criterionMax, evidenceKinds } from '#app/domain/milestone/terms.ts'
import { useT } from '#app/i18n/provider.tsx'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

/** What a milestone is judged by and what must be shown. `name`: the milestone's fields, as in milestones[0]. */
export function TermsFields({ form, name }: { form: FormState; name: string }) {
  const t = useT()
  return (
    <>
      <TextArea
        form={form}
        name={`${name}.criteria`}
        label={t('milestone.terms.criteria')}
        hint={t('milestone.terms.criteriaHint')}
        max={criteriaMax * criterionMax}
        rows={5}
        optional
      />
      <CheckGroup
        form={form}
        name={`${name}.evidence`}
        label={t('milestone.terms.evidence')}
        hint={t('milestone.terms.evidenceHint')}
        options={evidenceKinds.map((kind) => ({ value: kind, label: t(`milestone.evidenceKind.${kind}`) }))}
      />
    </>
  )
}
