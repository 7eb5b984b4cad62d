import { useT } from '#app/i18n/provider.tsx'
import type { PanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { PitchPlace } from '#app/ui/venture/pitch-place.tsx'
import { BidName } from './bid-name.tsx'

/** The order of the pitches; a bid this judge is in conflict with has its slot and no name. */
export function PitchSheet({ pitch, bids }: { pitch: NonNullable<PanelPage['pitch']>; bids: PanelPage['bids'] }) {
  const t = useT()
  const { deadline, instant } = useFormat()
  return (
    <Sheet labelledBy="pitch">
      <h2 id="pitch">{t('venture.stage.pitch')}</h2>
      <ul className="meta">
        <li>{deadline(pitch.startsAt)}</li>
        <li>{t('venture.pitch.each', { minutes: pitch.minutes })}</li>
        <PitchPlace place={pitch.place} link={pitch.link} />
      </ul>
      {bids.some(({ plan }) => plan !== null) ? <p className="notice">{t('venture.pitch.blindJudge')}</p> : null}
      <ol className="plain-list">
        {pitch.slots.map((slot) => {
          const bid = bids.find(({ id, declared }) => id === slot.bidId && declared !== null)
          return (
            <li key={slot.bidId}>
              <time dateTime={slot.startsAt}>{instant(slot.startsAt)}</time>{' '}
              {bid === undefined ? '—' : <BidName bid={bid} />}
            </li>
          )
        })}
      </ol>
    </Sheet>
  )
}
