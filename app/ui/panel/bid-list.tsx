import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { PanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { BidName } from './bid-name.tsx'

export function PanelBids({ page }: { page: PanelPage }) {
  const t = useT()
  const td = useDynamicT()
  const mayRead = page.panel.state !== 'FORMING'
  return (
    <Sheet labelledBy="bids">
      <h2 id="bids">{t('panel.page.list')}</h2>
      <ul className="tasks">
        {page.bids.map((bid) => {
          const isConflict = bid.declared !== null && bid.declared !== 'NONE'
          const cell = isConflict
            ? 'conflict'
            : bid.declared === null
              ? 'waiting'
              : bid.sheet === 'SUBMITTED'
                ? 'submitted'
                : bid.sheet === 'DRAFT'
                  ? 'draft'
                  : 'declared'
          const name = <BidName bid={bid} />
          return (
            <li key={bid.id}>
              {mayRead && bid.declared === 'NONE' ? (
                <A to={paths.panelBid(page.call.id, bid.id)}>{name}</A>
              ) : (
                <span>{name}</span>
              )}
              <Tag tone={cell === 'submitted' ? 'open' : cell === 'conflict' ? 'due' : 'wait'}>
                {td(`panel.cell.${cell}`)}
              </Tag>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}
