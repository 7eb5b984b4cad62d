import type { Figures as View, Share } from '#app/domain/voice/figures.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Figures } from '#app/ui/figures.tsx'

/** How many answered, the mean, who was satisfied and who knew; `null`: too few to show. */
export function VoiceFigures({ figures }: { figures: View | null }) {
  const t = useT()
  if (figures === null) return <p>{t('voice.figures.tooFew')}</p>
  const { n, mean, satisfied, awareness } = figures
  const interval = ({ low, high }: Share) => t('voice.figures.interval', { low, high })
  return (
    <>
      <Figures
        items={[
          { label: t('voice.figures.n'), value: t('voice.figures.people', { count: n }) },
          { label: t('voice.figures.mean'), value: t('voice.figures.outOf', { mean }) },
          {
            label: t('voice.figures.satisfied'),
            value: t('voice.figures.percent', { percent: satisfied.percent }),
            note: (
              <>
                {interval(satisfied)}
                <br />
                {t('voice.figures.satisfiedNote')}
              </>
            ),
          },
          awareness === null
            ? { label: t('voice.figures.awareness'), value: '—', note: t('voice.figures.noAwareness') }
            : {
                label: t('voice.figures.awareness'),
                value: t('voice.figures.percent', { percent: awareness.percent }),
                note: (
                  <>
                    {interval(awareness)}
                    <br />
                    {t('voice.figures.awarenessNote', { count: awareness.n })}
                  </>
                ),
              },
        ]}
      />
      <p className="hint">{t('voice.figures.intervalExplained')}</p>
    </>
  )
}

/** One line of the same, for lists. */
export function VoiceLine({ figures }: { figures: View | null }) {
  const t = useT()
  if (figures === null) return null
  const { mean, satisfied } = figures
  return (
    <ul className="meta">
      <li>
        {t('voice.figures.mean')} {t('voice.figures.outOf', { mean })}
      </li>
      <li>
        {t('voice.figures.satisfied')} {t('voice.figures.percent', { percent: satisfied.percent })}
      </li>
      <li>{t('voice.figures.interval', { low: satisfied.low, high: satisfied.high })}</li>
    </ul>
  )
}
