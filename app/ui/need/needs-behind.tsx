import { compareDays, dayOf, toDay } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { NeedBehind } from '#app/services/need/queries/needs-behind.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { StoryLine, type StoryStep } from '#app/ui/story-line.tsx'

/** What residents asked for and resolved, by day: the beginning of the line that a project ends. */
export function useNeedSteps() {
  const t = useT()
  const { number, day, dayOfInstant } = useFormat()
  return (needs: readonly NeedBehind[]): StoryStep[] =>
    needs
      .flatMap(({ needNo, title, raisedAt, supporters, steps }) => {
        const named = (
          <A to={paths.need(needNo)}>
            <Typed>{title}</Typed>
          </A>
        )
        return [
          {
            on: dayOf(new Date(raisedAt)),
            step: {
              key: needNo,
              mark: 'done' as const,
              when: dayOfInstant(raisedAt),
              what: (
                <>
                  {t('need.story.raised')} {named}
                </>
              ),
              note: `${needNo} · ${t('need.supporters', { count: number(supporters) })}`,
            },
          },
          ...steps.map(({ step, heldOn }) => ({
            on: toDay(heldOn),
            step: {
              key: `${needNo}-${step}`,
              mark: 'done' as const,
              when: day(heldOn),
              what: t(`need.passed.${step}`),
              // One need speaks for itself.
              ...(needs.length > 1 ? { note: <Typed>{title}</Typed> } : {}),
            },
          })),
        ]
      })
      .toSorted((one, other) => compareDays(one.on, other.on))
      .map(({ step }) => step)
}

/** On the page of a call, what comes before it. */
export function NeedsBehind({ needs }: { needs: readonly NeedBehind[] }) {
  const t = useT()
  const steps = useNeedSteps()(needs)
  if (steps.length === 0) return null
  return (
    <Sheet labelledBy="needs-behind">
      <h2 id="needs-behind">{t('need.story.behind')}</h2>
      <StoryLine steps={steps} />
    </Sheet>
  )
}
