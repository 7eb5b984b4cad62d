import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { PanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { BidName } from './bid-name.tsx'

/** How far the discussion of a bid is; a discussed one without minutes still waits for them. */
export function StateTag({ state, isOwed }: { state: 'none' | 'open' | 'closed'; isOwed: boolean }) {
  const t = useT()
  if (state === 'closed' && isOwed) return <Tag tone="due">{t('panel.discussion.state.owed')}</Tag>
  return (
    <Tag tone={state === 'open' ? 'due' : state === 'closed' ? 'open' : 'plain'}>
      {t(`panel.discussion.state.${state}`)}
    </Tag>
  )
}

/** What the panel is discussing now, and how far each bid is; kept fresh where JavaScript runs. */
export function Discussing({ page }: { page: PanelPage }) {
  const t = useT()
  const { discussions, call } = page
  if (discussions === null || page.panel.state === 'FORMING') return null
  const { now, states, owed } = discussions
  const bids = page.bids.filter(({ declared }) => declared === 'NONE')
  const listed = bids.filter(({ id }) => page.discussable.includes(id) || states[id] !== undefined)
  const current = now === null || now === 'hidden' ? undefined : bids.find(({ id }) => id === now.bidId)
  return (
    <Sheet labelledBy="discussing">
      <h2 id="discussing">{t('panel.discussion.title')}</h2>
      <p>{t('panel.discussion.intro')}</p>
      <div id="discussing-now" data-refresh="20" data-state={JSON.stringify(now)} aria-live="polite">
        {now === 'hidden' ? (
          <p>{t('panel.discussion.hidden')}</p>
        ) : current === undefined ? (
          <p>{t(page.discussable.length > 0 ? 'panel.discussion.choose' : 'panel.discussion.nothing')}</p>
        ) : (
          <p className="notice">
            <strong>{t('panel.discussion.now')}</strong>{' '}
            <A to={paths.panelDiscussion(call.id, current.id)}>
              <BidName bid={current} />
            </A>
          </p>
        )}
        {listed.length === 0 ? null : (
          <ul className="tasks">
            {listed.map((bid) => (
              <li key={bid.id}>
                <A to={paths.panelDiscussion(call.id, bid.id)}>
                  <BidName bid={bid} />
                </A>
                <StateTag state={states[bid.id] ?? 'none'} isOwed={owed.includes(bid.id)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  )
}
