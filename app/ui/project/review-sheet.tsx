import { criterionMarks, evidenceMarks, findingReasonMax } from '#app/domain/milestone/review.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { MilestoneView, ReportView } from '#app/services/project/queries/sheet.server.ts'
import { SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { findingOn } from './findings.tsx'
import { Ratio } from './report-body.tsx'

/** The reviewer's sheet: each criterion, each figure with its band, each piece of evidence, and the words. */
export function ReviewSheet({ milestone, report }: { milestone: MilestoneView; report: ReportView }) {
  const t = useT()
  const criteria = milestone.criteria.filter(({ isRetired }) => !isRetired)
  const stored = (part: 'NARRATIVE' | 'FIGURE' | 'CRITERION' | 'EVIDENCE', id: string) => {
    const finding = findingOn(report.findings, part, id)
    return { mark: finding?.mark ?? '', reason: finding?.reason ?? '' }
  }
  const form = useFormState('review', {
    narrative: stored('NARRATIVE', report.id).reason,
    figures: milestone.indicators.map(({ id }) => stored('FIGURE', id)),
    criteria: criteria.map(({ id }) => stored('CRITERION', id)),
    evidence: report.evidence.map(({ id }) => stored('EVIDENCE', id)),
  })
  const change = (name: string) => (
    <TextField form={form} name={name} label={t('report.review.changeHere')} maxLength={findingReasonMax} optional />
  )
  return (
    <Sheet labelledBy="review">
      <h2 id="review">{t('report.review.title')}</h2>
      <p>{t('report.review.lead')}</p>
      <PostForm form={form} version={report.version}>
        {criteria.map(({ id, text }, index) => (
          <fieldset key={id} className="row">
            <legend>
              {t('report.review.criterion', { number: index + 1 })} <Typed>{text}</Typed>
            </legend>
            <input type="hidden" name={`criteria[${index}].id`} value={id} />
            <SelectField
              form={form}
              name={`criteria[${index}].mark`}
              label={t('report.review.judgement')}
              optional
              placeholder={t('report.review.notYet')}
              options={criterionMarks.map((mark) => ({ value: mark, label: t(`report.review.mark.${mark}`) }))}
            />
            <TextField
              form={form}
              name={`criteria[${index}].reason`}
              label={t('report.review.reason')}
              maxLength={findingReasonMax}
              optional={t('report.review.unlessMet')}
            />
          </fieldset>
        ))}
        {milestone.indicators.map(({ id, name, unit, target }, index) => (
          <fieldset key={id} className="row">
            <legend>
              <Typed>
                {name} · {unit}
              </Typed>{' '}
              <Ratio actual={report.figures[id]} target={target} />
            </legend>
            <input type="hidden" name={`figures[${index}].id`} value={id} />
            {change(`figures[${index}].reason`)}
          </fieldset>
        ))}
        {report.evidence.map(({ id, title, kind }, index) => (
          <fieldset key={id} className="row">
            <legend>
              {t(`milestone.evidenceKind.${kind}`)} · <Typed>{title}</Typed>
            </legend>
            <input type="hidden" name={`evidence[${index}].id`} value={id} />
            <SelectField
              form={form}
              name={`evidence[${index}].mark`}
              label={t('report.review.judgement')}
              optional
              placeholder={t('report.review.notYet')}
              options={evidenceMarks.map((mark) => ({ value: mark, label: t(`report.review.mark.${mark}`) }))}
            />
            <TextField
              form={form}
              name={`evidence[${index}].reason`}
              label={t('report.review.reason')}
              maxLength={findingReasonMax}
              optional={t('report.review.unlessCounts')}
            />
          </fieldset>
        ))}
        <TextArea
          form={form}
          name="narrative"
          label={t('report.review.onWords')}
          max={findingReasonMax}
          rows={3}
          optional
        />
        <Submit quiet>{t('report.review.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}
