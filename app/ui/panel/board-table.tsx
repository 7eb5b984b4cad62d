import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { Scroll } from '#app/ui/scroll.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { BidName } from './bid-name.tsx'

type Cell = 'elsewhere' | 'waiting' | 'declared' | 'conflict' | 'draft' | 'submitted'
type BoardView = {
  bids: readonly {
    id: string
    code: string
    organization: string
    plan: number | null
    group: string
    counted: number
  }[]
  seats: readonly {
    id: string
    code: string
    state: 'SEATED' | 'RECUSED'
    isChair: boolean
    group: string
    cells: readonly Cell[]
  }[]
  groups: readonly string[]
  quorum: number
  belowQuorum: readonly string[]
}

const tones: Record<Cell, Tone> = {
  elsewhere: 'plain',
  waiting: 'wait',
  declared: 'plain',
  conflict: 'due',
  draft: 'wait',
  submitted: 'open',
}

/** How far each judge is with each bid, group by group. States only: scores are nobody's before the panel closes. */
export function BoardTable({ board }: { board: BoardView }) {
  const t = useT()
  return (
    <>
      {board.belowQuorum.length === 0 ? null : (
        <p className="notice">{t('panel.board.belowQuorum', { bids: board.belowQuorum.join(' · ') })}</p>
      )}
      {board.groups.length === 0 ? (
        <GroupBoard board={board} group="" caption={t('panel.board.caption')} />
      ) : (
        board.groups.map((group) => (
          <section key={group}>
            <h3>{t('panel.group.name', { group })}</h3>
            {board.bids.some((bid) => bid.group === group) ? (
              <GroupBoard
                board={board}
                group={group}
                caption={`${t('panel.group.name', { group })} · ${t('panel.board.caption')}`}
              />
            ) : (
              <p>{t('panel.group.noBids')}</p>
            )}
          </section>
        ))
      )}
    </>
  )
}

function GroupBoard({ board, group, caption }: { board: BoardView; group: string; caption: string }) {
  const t = useT()
  const td = useDynamicT()
  const places = board.bids.flatMap((bid, index) => (group === '' || bid.group === group ? [index] : []))
  const bids = places.flatMap((index) => board.bids[index] ?? [])
  const seats = board.seats.filter((seat) => group === '' || seat.group === group)
  const labelOf = ({ code, organization, plan }: BoardView['bids'][number]) =>
    plan === null ? `${code} ${organization}` : t('panel.blind.plan', { number: plan })
  return (
    <Scroll label={caption}>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('panel.board.judge')}</th>
            {bids.map((bid) => (
              <th scope="col" key={bid.id}>
                <BidName bid={bid} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.id}>
              <th scope="row">
                {seat.code}
                {seat.isChair ? ` · ${t('panel.chair')}` : ''}
              </th>
              {bids.map((bid, index) => {
                const cell = seat.cells[places[index] ?? 0] ?? 'waiting'
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
            {bids.map((bid) => (
              <td key={bid.id} data-label={labelOf(bid)}>
                {bid.counted}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Scroll>
  )
}
