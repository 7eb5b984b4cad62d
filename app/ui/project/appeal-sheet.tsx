import { useT } from '#app/i18n/provider.tsx'
import type { ReviewStanding } from '#app/services/project/queries/review-standing.server.ts'
import type { ReportView } from '#app/services/project/queries/sheet.server.ts'
import { RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** A rejection, until when it may be objected to, the objection, and the answer. */
export function AppealSheet({ report, standing }: { report: ReportView; standing: ReviewStanding }) {
  const t = useT()
  const { day, instant } = useFormat()
  const appeal = useFormState('appeal')
  const answer = useFormState('answerAppeal')
  const settle = useFormState('settle')
  if (report.state !== 'REJECTED') return null
  return (
    <Sheet labelledBy="appeal">
      <h2 id="appeal">{t('report.appeal.title')}</h2>
      {report.appeal === null ? (
        standing.appealUntil === null ? null : (
          <p>{t('report.appeal.until', { day: day(standing.appealUntil) })}</p>
        )
      ) : (
        <>
          <p className="meta">{t('report.appeal.filed', { at: instant(report.appeal.filedAt) })}</p>
          <TypedText text={report.appeal.reason} />
          {report.appeal.isUpheld === null ? (
            <p>{t('report.appeal.waits')}</p>
          ) : (
            <>
              <h3>{report.appeal.isUpheld ? t('report.appeal.upheld') : t('report.appeal.dismissed')}</h3>
              <TypedText text={report.appeal.answer} />
            </>
          )}
        </>
      )}
      {standing.mayAppeal ? (
        <PostForm form={appeal}>
          <TextArea form={appeal} name="reason" label={t('report.appeal.reason')} max={1000} rows={5} />
          <Submit>{t('report.appeal.file')}</Submit>
        </PostForm>
      ) : null}
      {standing.mayDecideAppeal ? (
        <PostForm form={answer}>
          <RadioGroup
            form={answer}
            name="then"
            label={t('report.appeal.decide')}
            options={[
              { value: 'uphold', label: t('report.appeal.uphold'), hint: t('report.appeal.upholdHint') },
              { value: 'dismiss', label: t('report.appeal.dismiss'), hint: t('report.appeal.dismissHint') },
            ]}
          />
          <TextArea form={answer} name="answer" label={t('report.appeal.answer')} max={1000} rows={4} />
          <Submit>{t('report.appeal.send')}</Submit>
        </PostForm>
      ) : null}
      {standing.maySettle ? (
        <>
          <p>{t('report.appeal.settleLead')}</p>
          <ActionButton form={settle}>{t('report.appeal.settle')}</ActionButton>
        </>
      ) : null}
    </Sheet>
  )
}
