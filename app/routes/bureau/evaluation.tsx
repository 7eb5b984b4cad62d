import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  appointForm,
  cancelForm,
  confirmForm,
  evaluationMax,
  replaceForm,
  returnForm,
} from '#app/domain/evaluation/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { appointEvaluator, cancelEvaluation } from '#app/services/evaluation/commission.server.ts'
import { replaceEvaluator } from '#app/services/evaluation/replace.server.ts'
import { confirmEvaluation, returnEvaluation } from '#app/services/evaluation/decide-evaluation.server.ts'
import { type EvaluationPage, readEvaluation } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { EvaluationHead } from '#app/ui/evaluation/evaluation-head.tsx'
import { Samples, Visits } from '#app/ui/evaluation/on-the-spot.tsx'
import { Fixing, Replies } from '#app/ui/evaluation/outcome.tsx'
import { Seats } from '#app/ui/evaluation/seats.tsx'
import { SheetTable } from '#app/ui/evaluation/sheet-table.tsx'
import { DateField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) => {
  const page = orNotFound(await readEvaluation(ctx, id))
  // Whoever evaluates works on a page of their own.
  return page.may.write || page.may.declare ? goTo(ctx, paths.evaluation(id)) : page
})

export const action = pageAction(
  { may: 'officer', params },
  {
    appoint: on(appointForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await appointEvaluator(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauEvaluation(id), 'evaluation.toast.appointed') : outcome
    }),
    replace: on(replaceForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await replaceEvaluator(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauEvaluation(id), 'evaluation.toast.replaced') : outcome
    }),
    cancel: on(cancelForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await cancelEvaluation(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauEvaluation(id), 'evaluation.toast.cancelled') : outcome
    }),
    confirm: on(confirmForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await confirmEvaluation(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauEvaluation(id), 'evaluation.toast.confirmed') : outcome
    }),
    giveBack: on(returnForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await returnEvaluation(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauEvaluation(id), 'evaluation.toast.returned') : outcome
    }),
  },
)

export const meta = pageMeta<EvaluationPage>(
  (t, { kind, project }) => `${t(`evaluation.kind.${kind}`)} · ${project.title}`,
)

export default function BureauEvaluation() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { instant } = useFormat()
  const { decision } = page
  return (
    <Page crumbs={[{ to: paths.bureauProject(page.project.id), text: page.project.title }]}>
      <EvaluationHead page={page} />
      {decision === null ? null : (
        <Sheet>
          {decision.reason === '' ? null : (
            <>
              <h2>{t(page.state === 'CANCELLED' ? 'evaluation.decide.cancelled' : 'evaluation.decide.returned')}</h2>
              <TypedText text={decision.reason} />
            </>
          )}
          <p className="meta">
            {t(`evaluation.state.${page.state}`)}{' '}
            <Typed>{t('evaluation.decide.by', { name: decision.byName, at: instant(decision.at) })}</Typed>
          </p>
        </Sheet>
      )}
      <Seats page={page} />
      {page.sheet === null ? null : (
        <>
          <SheetTable sheet={page.sheet} />
          <Visits page={page} />
          <Samples page={page} />
          <Replies page={page} />
          <Fixing page={page} />
        </>
      )}
      {page.may.decide ? <Decide page={page} /> : null}
      {page.may.cancel ? <Cancel page={page} /> : null}
      {page.contentSha256 === null || page.sheet === null ? null : (
        <section className="sheet signed">
          <p className="hash">
            {t('evaluation.sign.hash')}
            <br />
            {page.contentSha256}
          </p>
        </section>
      )}
    </Page>
  )
}

/** Confirming, once the supplier was heard; or back to the evaluators. */
function Decide({ page }: { page: EvaluationPage }) {
  const t = useT()
  const { day } = useFormat()
  const confirm = useFormState('confirm')
  const giveBack = useFormState('giveBack')
  return (
    <Sheet labelledBy="decide">
      <h2 id="decide">{t('evaluation.decide.title')}</h2>
      {page.isReplyOpen ? (
        <p>{t('evaluation.decide.waits', { day: day(page.replyDueOn ?? '') })}</p>
      ) : (
        <PostForm form={confirm} version={page.version}>
          <p>{t('evaluation.decide.lead')}</p>
          {page.passes === false ? (
            <>
              <TextArea
                form={confirm}
                name="fixList"
                label={t('evaluation.decide.fixList')}
                hint={t('evaluation.decide.fixListHint')}
                max={evaluationMax.summary}
                rows={6}
              />
              <DateField form={confirm} name="fixDueOn" label={t('evaluation.decide.fixDueOn')} />
            </>
          ) : null}
          <Submit>{t('evaluation.decide.confirm')}</Submit>
        </PostForm>
      )}
      <details open={giveBack.wasRefused ? true : undefined}>
        <summary>{t('evaluation.decide.returnTitle')}</summary>
        <PostForm form={giveBack} version={page.version}>
          <TextArea
            form={giveBack}
            name="reason"
            label={t('evaluation.decide.returnReason')}
            max={evaluationMax.note}
            rows={4}
          />
          <Submit quiet>{t('evaluation.decide.return')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

function Cancel({ page }: { page: EvaluationPage }) {
  const t = useT()
  const form = useFormState('cancel')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('evaluation.cancel.open')}</summary>
        <p>{t('evaluation.cancel.lead')}</p>
        <PostForm form={form} version={page.version}>
          <TextArea form={form} name="reason" label={t('evaluation.cancel.reason')} max={evaluationMax.note} rows={3} />
          <Submit quiet>{t('evaluation.cancel.submit')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
