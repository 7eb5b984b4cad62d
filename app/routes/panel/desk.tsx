import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { agreeForm, draftSheetForm, submitSheetForm } from '#app/domain/panel/schema.ts'
import { needsReason } from '#app/domain/panel/score-sheet.ts'
import { autosaved, wantsJson } from '#app/http/autosaved.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { agreeMark } from '#app/services/panel/agree-mark.server.ts'
import { readScoringDesk, type ScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { saveSheet, submitSheet } from '#app/services/panel/save-sheet.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { BidName } from '#app/ui/panel/bid-name.tsx'
import { AgreedMarks } from '#app/ui/panel/desk-agreed.tsx'
import { Extras } from '#app/ui/panel/desk-extras.tsx'
import { Scores } from '#app/ui/panel/desk-scores.tsx'
import { Confirm, Finished } from '#app/ui/panel/desk-sheet.tsx'

const params = z.object({ callId: z.uuid(), bidId: z.uuid() })

export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: where, url }) => {
  const desk = orNotFound(await readScoringDesk(ctx, where))
  if (desk.kind === 'declare-first') throw goTo(ctx, paths.panel(where.callId))
  if (desk.kind === 'sample-first') throw goTo(ctx, paths.panelSample(where.callId))
  const isWhole = desk.criteria.every(
    ({ points, reason, maxPoints }) =>
      points !== '' && (reason !== '' || !needsReason(desk.reasons, points, maxPoints)),
  )
  return { desk, isConfirming: url.searchParams.get('step') === 'confirm' && desk.mayScore && isWhole }
})

const confirmStep = (callId: string, bidId: string) => `${paths.panelBid(callId, bidId)}?step=confirm`

export const action = pageAction(
  { may: 'expert', params },
  {
    save: on(draftSheetForm, async ({ ctx, params: where, input, request }) => {
      const outcome = await saveSheet(ctx, { ...where, ...input })
      if (!outcome.ok) return outcome
      if (wantsJson(request)) return autosaved({ version: outcome.version, savedAt: ctx.now })
      return redirectWithToast(ctx, paths.panelBid(where.callId, where.bidId), 'panel.toast.saved')
    }),
    saveNext: on(draftSheetForm, async ({ ctx, params: where, input }) => {
      const outcome = await saveSheet(ctx, { ...where, ...input })
      if (!outcome.ok) return outcome
      return redirectWithToast(ctx, await nextPath(ctx, where), 'panel.toast.saved')
    }),
    review: on(draftSheetForm, async ({ ctx, params: where, input }) => {
      const outcome = await saveSheet(ctx, { ...where, ...input, asWhole: true })
      return outcome.ok ? goTo(ctx, confirmStep(where.callId, where.bidId)) : outcome
    }),
    agree: on(agreeForm, async ({ ctx, params: where, input }) => {
      const outcome = await agreeMark(ctx, { ...where, ...input })
      if (!outcome.ok) return outcome
      return redirectWithToast(ctx, paths.panelBid(where.callId, where.bidId), 'panel.toast.agreedMark')
    }),
    submit: on(submitSheetForm, async ({ ctx, params: where, input }) => {
      const outcome = await submitSheet(ctx, { ...where, ...input })
      return outcome.ok ? redirectWithToast(ctx, await nextPath(ctx, where), 'panel.toast.submitted') : outcome
    }),
  },
)

/** On to the next bid that this judge has not handed in; after the last one, back to the list. */
async function nextPath(ctx: Parameters<typeof readScoringDesk>[0], where: { callId: string; bidId: string }) {
  const desk = await readScoringDesk(ctx, where)
  return desk?.kind === 'desk' && desk.nextBidId !== null
    ? paths.panelBid(where.callId, desk.nextBidId)
    : paths.panel(where.callId)
}

export const meta = pageMeta<{ desk: ScoringDesk }>(
  (t, { desk: { bid } }) =>
    `${t('panel.desk.title')} · ${bid.plan === null ? `${bid.code} ${bid.organization}` : t('panel.blind.plan', { number: bid.plan })}`,
)

export default function ScoringDeskPage() {
  const { desk, isConfirming } = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const { call, bid, progress } = desk
  return (
    <Page
      crumbs={[
        { to: paths.panels(), text: t('panel.inbox.title') },
        { to: paths.panel(call.id), text: call.title },
      ]}
    >
      <Sheet>
        <h1>
          <BidName bid={bid} />
        </h1>
        <p>
          {t('panel.desk.progress', { done: progress.done, total: progress.total })}
          {desk.nextBidId === null || isConfirming ? null : (
            <>
              {' '}
              · <A to={paths.panelBid(call.id, desk.nextBidId)}>{t('panel.desk.skip')}</A>
            </>
          )}
          {' · '}
          <A to={paths.panel(call.id)}>{t('panel.desk.back')}</A>
        </p>
        <Figures
          items={[
            {
              label: t('panel.desk.price'),
              value: bid.priceFen === null ? t('panel.desk.noPrice') : format.money(bid.priceFen),
            },
            { label: t('panel.desk.ceiling'), value: format.money(call.ceilingFen) },
          ]}
        />
        {bid.plan === null ? null : <p className="notice">{t('panel.blind.notice')}</p>}
        <Extras desk={desk} />
      </Sheet>
      {isConfirming ? <Confirm desk={desk} /> : desk.mayScore ? <Scores desk={desk} /> : <Finished desk={desk} />}
      {desk.agreed.length === 0 ? null : <AgreedMarks desk={desk} />}
    </Page>
  )
}
