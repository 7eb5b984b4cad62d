import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { OwnStages } from '#app/services/venture/queries/venture-bid.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { PitchPlace } from '#app/ui/venture/pitch-place.tsx'
import { adviceTones, budgetTones } from '#app/ui/venture/tones.ts'

/** What of the stages is this organization's own: its slot, its reviewed budget, the advice to it. */
export function OwnStagesSheet({ id, own: { pitch, budget, advice } }: { id: string; own: OwnStages }) {
  const t = useT()
  const format = useFormat()
  if (pitch === null && budget === null && advice === null) return null
  return (
    <Sheet labelledBy="own-stages">
      <h2 id="own-stages">{t('venture.own.title')}</h2>
      <ul className="tasks">
        {budget === null ? null : (
          <li>
            <A to={paths.ngoBudgetReview(id)}>{t('venture.stage.budgetReview')}</A>
            <Tag tone={budgetTones[budget]}>{t(`venture.budget.state.${budget}`)}</Tag>
          </li>
        )}
        {advice === null ? null : (
          <li>
            <A to={paths.ngoAdvice(id)}>{t('venture.stage.optimisation')}</A>
            <Tag tone={adviceTones[advice]}>{t(`venture.advice.state.${advice}`)}</Tag>
          </li>
        )}
      </ul>
      {pitch === null ? null : (
        <>
          <h3>{t('venture.stage.pitch')}</h3>
          <ul className="meta">
            <li>{format.deadline(pitch.at)}</li>
            <li>{t('venture.pitch.each', { minutes: pitch.minutes })}</li>
            <PitchPlace place={pitch.place} link={pitch.link} />
          </ul>
        </>
      )}
    </Sheet>
  )
}
