import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { PanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { A } from '#app/ui/link.tsx'

export function WhatNow({ page }: { page: PanelPage }) {
  const t = useT()
  const { call, panel, progress, nextBidId } = page
  if (panel.state === 'CLOSED') {
    return (
      <>
        <p>{t('panel.page.closed')}</p>
        <p>
          <A to={paths.panelSigning(call.id)}>{t('panel.page.signed')}</A>
        </p>
        {page.hasResult ? <A to={paths.callResult(call.callNo)}>{t('panel.page.result')}</A> : null}
      </>
    )
  }
  if (panel.state === 'SIGNING') {
    return (
      <>
        <p>{t('panel.page.signingText')}</p>
        <p>
          <A className="button" to={paths.panelSigning(call.id)}>
            {t('panel.page.signing')}
          </A>
        </p>
      </>
    )
  }
  if (page.group !== null && !page.group.hasBids) return null
  if (page.bids.length === 0 && panel.state === 'FORMING') return <p>{t('panel.page.beforeOpening')}</p>
  if (progress.pending > 0) return null
  if (panel.state === 'FORMING') return <p>{t('panel.page.notStarted')}</p>
  if (page.toConform > 0) {
    return (
      <>
        <p>{t(page.speaks ? 'panel.page.conformFirst' : 'panel.page.conformWait')}</p>
        <p>
          <A className="button" to={paths.panelReview(call.id)}>
            {t('review.goConform')}
          </A>
        </p>
      </>
    )
  }
  if (page.sample === 'owed')
    return (
      <>
        <p>{t('panel.sample.first')}</p>
        <p>
          <A className="button" to={paths.panelSample(call.id)}>
            {t('panel.sample.go')}
          </A>
        </p>
      </>
    )
  if (nextBidId !== null)
    return (
      <p>
        <A className="button" to={paths.panelBid(call.id, nextBidId)}>
          {t('panel.page.next')}
        </A>
      </p>
    )
  return <AllHandedIn page={page} />
}

/** Nothing left to score: to the discussion, out of the room, or, for the chair, on to the end. */
function AllHandedIn({ page }: { page: PanelPage }) {
  const t = useT()
  const { call, discussions, board } = page
  const now = discussions?.now ?? null
  if (now === 'hidden') return <p className="notice">{t('panel.discussion.hidden')}</p>
  if (now !== null)
    return (
      <>
        <p>{t('panel.discussion.nowText')}</p>
        <p>
          <A className="button" to={paths.panelDiscussion(call.id, now.bidId)}>
            {t('panel.discussion.join')}
          </A>
        </p>
      </>
    )
  if (page.speaks && (discussions?.owed.length ?? 0) > 0)
    return <p className="notice">{t('panel.discussion.minutesNow')}</p>
  if (!page.may.close || board?.isComplete !== true) return <p>{t('panel.page.allDone')}</p>
  return <p>{t(discussions === null ? 'panel.page.allIn' : 'panel.discussion.allIn')}</p>
}
