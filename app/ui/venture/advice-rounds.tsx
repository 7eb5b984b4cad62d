import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { AdvicePage } from '#app/services/venture/queries/venture-bid.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** What was advised, what the organization changed, and when it was accepted. */
export function AdviceRounds({ rounds }: Pick<AdvicePage, 'rounds'>) {
  const t = useT()
  const td = useDynamicT()
  const { instant } = useFormat()
  return rounds.map((round) => (
    <Sheet key={round.number} labelledBy={`round-${round.number}`}>
      <h2 id={`round-${round.number}`}>{t('venture.advice.round', { number: round.number })}</h2>
      <p className="note">
        {td(`venture.advice.source.${round.source}`)} · {instant(round.advisedAt)}
      </p>
      {round.asksChange ? null : <p>{t('venture.advice.noChange')}</p>}
      <TypedText text={round.advice} />
      {round.answeredAt === null ? null : (
        <>
          <h3>{t('venture.advice.answer', { at: instant(round.answeredAt) })}</h3>
          <TypedText text={round.answer} />
        </>
      )}
      {round.acceptedAt === null ? null : (
        <p>
          <strong>{t('venture.advice.accepted', { at: instant(round.acceptedAt) })}</strong>
        </p>
      )}
    </Sheet>
  ))
}
