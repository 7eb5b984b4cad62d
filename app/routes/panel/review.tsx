import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { admitForm, askForm, findForm, nothingForm, rejectForm } from '#app/domain/panel/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { askClarification, findOnPrice } from '#app/services/panel/clarify.server.ts'
import { readReviewPage, type ReviewPage } from '#app/services/panel/queries/review-page.server.ts'
import { admitRest, reviewBid } from '#app/services/panel/review-bid.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { AdmitRest, ReviewList } from '#app/ui/panel/review-list.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid() })
const stage = 'CONFORMITY'

export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: { callId } }) => ({
  page: orNotFound(await readReviewPage(ctx, callId, stage)),
}))

export const action = pageAction(
  { may: 'expert', params },
  {
    admit: on(admitForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await reviewBid(ctx, { callId, stage, ...input, cause: null, reason: '' })
      return outcome.ok ? redirectWithToast(ctx, paths.panelReview(callId), 'review.toast.admitted') : outcome
    }),
    admitRest: on(nothingForm, async ({ ctx, params: { callId } }) => {
      const outcome = await admitRest(ctx, { callId, stage })
      return outcome.ok ? redirectWithToast(ctx, paths.panelReview(callId), 'review.toast.admitted') : outcome
    }),
    reject: on(rejectForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await reviewBid(ctx, { callId, stage, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panelReview(callId), 'review.toast.rejected') : outcome
    }),
    ask: on(askForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await askClarification(ctx, { callId, kind: stage, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panelReview(callId), 'review.toast.asked') : outcome
    }),
    askPrice: on(askForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await askClarification(ctx, { callId, kind: 'LOW_PRICE', ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panelReview(callId), 'review.toast.asked') : outcome
    }),
    find: on(findForm, async ({ ctx, params: { callId }, input: { finding, ...told } }) => {
      const outcome = await findOnPrice(ctx, { callId, isAccepted: finding === 'ACCEPTED', ...told })
      return outcome.ok ? redirectWithToast(ctx, paths.panelReview(callId), 'review.toast.found') : outcome
    }),
  },
)

export const meta = pageMeta<{ page: ReviewPage }>(
  (t, { page }) => `${t('review.title.CONFORMITY')} · ${page.call.title}`,
)

export default function ConformityPage() {
  const { page } = useLoaderData<typeof loader>()
  const t = useT()
  const { call, counts } = page
  return (
    <Page
      crumbs={[
        { to: paths.panels(), text: t('panel.inbox.title') },
        { to: paths.panel(call.id), text: call.title },
      ]}
    >
      <Sheet>
        <h1>{t('review.title.CONFORMITY')}</h1>
        <p>
          <Typed>{call.title}</Typed>
        </p>
        <p>{t('review.intro.CONFORMITY')}</p>
        <Figures
          items={[
            { label: t('review.state.admitted'), value: counts.admitted },
            { label: t('review.state.waiting'), value: counts.waiting },
            { label: t('review.state.rejected'), value: counts.rejected },
            { label: t('review.minimum'), value: counts.minimum },
          ]}
        />
        {page.hidden === 0 ? null : <p className="notice">{t('review.hidden', { count: page.hidden })}</p>}
        {page.isFailed ? <p className="notice">{t('review.failed', { minimum: counts.minimum })}</p> : null}
        <AdmitRest page={page} />
        <p>
          <A to={paths.panel(call.id)}>{t('panel.desk.back')}</A>
        </p>
      </Sheet>
      <ReviewList page={page} bidTo={(bidId) => paths.panelBid(call.id, bidId)} />
    </Page>
  )
}
