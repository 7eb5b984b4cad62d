import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { NeedBehind } from '#app/services/need/queries/needs-behind.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { StoryLine } from './story-line.tsx'

/** What residents asked for before there was a call: the beginning of the line that a project ends. */
export function NeedsBehind({ needs }: { needs: readonly NeedBehind[] }) {
  const t = useT()
  const { number, day, dayOfInstant } = useFormat()
  if (needs.length === 0) return null
  return (
    <Sheet labelledBy="needs-behind">
      <h2 id="needs-behind">{t('need.story.behind')}</h2>
      {needs.map((need) => (
        <div key={need.needNo}>
          <h3>
            <A to={paths.need(need.needNo)}>
              <Typed>{need.title}</Typed>
            </A>
          </h3>
          <ul className="meta">
            <li>{need.needNo}</li>
            <li>{need.regionName}</li>
            <li>{t('need.supporters', { count: number(need.supporters) })}</li>
          </ul>
          <StoryLine
            steps={[
              { key: 'raised', mark: 'done', when: dayOfInstant(need.raisedAt), what: t('need.story.raised') },
              ...need.steps.map(({ step, heldOn }) => ({
                key: step,
                mark: 'done' as const,
                when: day(heldOn),
                what: t(`need.passed.${step}`),
              })),
            ]}
          />
        </div>
      ))}
    </Sheet>
  )
}
