import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { Scroll } from '#app/ui/scroll.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { BidName } from './bid-name.tsx'

type Cell = 'waiting' | 'declared' | 'conflict' | 'draft' | 'submitted'
type BoardView = {
  bids: readonly { id: string; code: string; organization: string; plan: number | null; counted: number }[]
  seats: readonly { id: string; code: string; state: 'SEATED' | 'RECUSED'; isChair: boolean; cells: readonly Cell[] }[]
  quorum: number
  belowQuorum: readonly string[]
}

const tones: Record<Cell, Tone> = {
  waiting: 'wait',
  declared: 'plain',
  conflict: 'due',
  draft: 'wait',
  submitted: 'open',
}

/** How far each judge is with each bid. States only: scores are nobody's before the panel closes. */
export function BoardTable({ board }: { board: BoardView }) {
  const t = useT()
  const td = useDynamicT()
  const labelOf = ({ code, organization, plan }: BoardView['bids'][number]) =>
    plan === null ? `${code} ${organization}` : t('panel.blind.plan', { number: plan })
  return (
    <>
      {board.belowQuorum.length === 0 ? null : (
        <p className="notice">{t('panel.board.belowQuorum', { bids: board.belowQuorum.join(' · ') })}</p>
      )}
      <Scroll label={t('panel.board.caption')}>
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('panel.board.judge')}</th>
              {board.bids.map((bid) => (
                <th scope="col" key={bid.id}>
                  <BidName bid={bid} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.seats.map((seat) => (
              <tr key={seat.id}>
                <th scope="row">
                  {seat.code}
                  {seat.isChair ? ` · ${t('panel.chair')}` : ''}
                </th>
                {board.bids.map((bid, index) => {
                  const cell = seat.cells[index] ?? 'waiting'
                  return (
                    <td key={bid.id} data-label={labelOf(bid)}>
                      {seat.state === 'RECUSED' ? (
                        <Tag tone="plain">{t('panel.state.RECUSED')}</Tag>
                      ) : (
                        <Tag tone={tones[cell]}>{td(`panel.cell.${cell}`)}</Tag>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">
                {t('panel.board.counted')}
                <br />
                <small>{t('panel.board.quorum', { quorum: board.quorum })}</small>
              </th>
              {board.bids.map((bid) => (
                <td key={bid.id} data-label={labelOf(bid)}>
                  {bid.counted}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Scroll>
    </>
  )
}
