import type { StageView } from '#app/domain/venture/stages.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'

/** Where a call with stages stands, in plain words with dates: the same to everybody. */
export function StagePath({ stages }: { stages: readonly StageView[] }) {
  const t = useT()
  const td = useDynamicT()
  if (stages.length === 0) return null
  return (
    <Sheet labelledBy="stages">
      <h2 id="stages">{t('venture.stages.title')}</h2>
      <ol className="path">
        {stages.map((stage) => (
          <li
            key={stage.code}
            className={stage.state === 'done' ? 'done' : stage.state === 'now' ? 'now' : undefined}
            aria-current={stage.state === 'now' ? 'step' : undefined}
          >
            <When stage={stage} />
            {td(`venture.stage.${stage.code}`)}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

/** Since when or until when, or in a word why there is no date. */
function When({ stage: { state, from, until } }: { stage: StageView }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  if (state === 'passedBy') return <span className="when">{t('venture.stages.passedBy')}</span>
  if (state === 'ahead' || from === null)
    return <span className="when">{t(state === 'now' ? 'venture.stages.next' : 'venture.stages.ahead')}</span>
  const first = dayOfInstant(from)
  const last = until === null ? null : dayOfInstant(until)
  return (
    <time dateTime={from}>
      {last === null
        ? t('venture.stages.since', { day: first })
        : last === first
          ? first
          : t('venture.stages.span', { from: first, until: last })}
    </time>
  )
}
