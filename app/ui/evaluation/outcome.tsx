import { evaluationMax } from '#app/domain/evaluation/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { EvaluationPage } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** What the supplier says of it; its own people say it here, while they may. */
export function Replies({ page }: { page: EvaluationPage }) {
  const t = useT()
  const { day, instant } = useFormat()
  const form = useFormState('reply')
  if (page.submittedAt === null || page.sheet === null) return null
  return (
    <Sheet labelledBy="replies">
      <h2 id="replies">{t('evaluation.reply.title')}</h2>
      {page.replies.length === 0 && !page.isReplyOpen ? <p>{t('evaluation.reply.none')}</p> : null}
      {page.replies.map((reply) => (
        <div key={reply.round}>
          <p className="meta">{t('evaluation.reply.round', { round: reply.round, at: instant(reply.repliedAt) })}</p>
          <TypedText text={reply.text} />
        </div>
      ))}
      {page.isReplyOpen ? (
        page.may.reply ? (
          <PostForm form={form} version={page.version}>
            <p>{t('evaluation.reply.lead', { day: day(page.replyDueOn ?? '') })}</p>
            <TextArea form={form} name="text" label={t('evaluation.reply.text')} max={evaluationMax.summary} rows={6} />
            <Submit>{t('evaluation.reply.submit')}</Submit>
          </PostForm>
        ) : (
          <p>{t('evaluation.reply.until', { day: day(page.replyDueOn ?? '') })}</p>
        )
      ) : null}
    </Sheet>
  )
}

/** What a failed one asks to have put right. */
export function Fixing({ page }: { page: EvaluationPage }) {
  const t = useT()
  const { day, instant } = useFormat()
  const form = useFormState('fixed')
  const { fix } = page
  if (fix === null) return null
  return (
    <Sheet labelledBy="fix">
      <h2 id="fix">{t('evaluation.fix.title')}</h2>
      <p>{t('evaluation.fix.until', { day: day(fix.dueOn) })}</p>
      <TypedText text={fix.list} />
      {fix.fixedAt === null ? (
        <p>{t('evaluation.fix.open')}</p>
      ) : (
        <>
          <p>
            <strong>{t('evaluation.fix.done', { at: instant(fix.fixedAt) })}</strong>
          </p>
          <TypedText text={fix.note} />
        </>
      )}
      <p>{t('evaluation.fix.again')}</p>
      {page.may.reportFixed ? (
        <PostForm form={form} version={page.version}>
          <TextArea form={form} name="note" label={t('evaluation.fix.note')} max={evaluationMax.note} rows={5} />
          <Submit>{t('evaluation.fix.submit')}</Submit>
        </PostForm>
      ) : null}
    </Sheet>
  )
}
