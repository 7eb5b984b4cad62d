import type { Scored } from './ask-all.ts'
import { type Breach, floors } from './floors.ts'
import { engines, type Measured, meansOf, worstOf } from './measure.ts'
import { queryClasses } from './queries/shape.ts'

const worstCount = 10
const shownAnswers = 5

const number = (value: number) => value.toFixed(3)

/** A line per class and one for all: mean nDCG@10 of both engines, with the floor where it is not kept. */
export function tableOf(measured: Measured, breaches: readonly Breach[]): string[] {
  const means = engines.map((engine) => meansOf(measured[engine]))
  const row = (name: string, count: string, cells: readonly string[]) =>
    `${name.padEnd(20)}${count.padStart(5)}${cells.map((cell) => cell.padStart(14)).join('')}`
  const line = (name: 'all' | (typeof queryClasses)[number]) => {
    const count = measured.Meilisearch.filter(({ query }) => name === 'all' || query.of === name).length
    const below = breaches.filter((breach) => breach.name === name)
    const note = below.map(({ engine }) => `  below ${number(floors[engine][name])} for ${engine}`).join('')
    const cells = means.map((mean) => number(mean[name]))
    return `${row(name, String(count), cells)}${note}`
  }
  return [row('nDCG@10', 'n', engines), ...queryClasses.map(line), line('all')]
}

/** What was asked, what came with its grade, and what should have come first. */
function cardOf({ query, score, answers, isNear }: Scored): string[] {
  const came = answers.slice(0, shownAnswers).map(({ key, title }) => `${query.judged.get(key) ?? 0} ${title}`)
  const missed = [...query.judged].filter(
    ([key, grade]) => grade === 3 && !answers.some((answer) => answer.key === key),
  )
  return [
    `${number(score)}  ${query.q}  (${query.of}, ${query.index}${isNear ? ', said to be near' : ''})`,
    ...(came.length === 0 ? ['       nothing came'] : came.map((text) => `       ${text}`)),
    ...(missed.length === 0 ? [] : [`       missing: ${missed.map(([key]) => key).join(' ')}`]),
  ]
}

export const worstReport = (measured: Measured): string[] =>
  engines.flatMap((engine) => {
    const worst = worstOf(measured[engine])
    const others = worst.slice(worstCount).filter(({ score }) => score === 0)
    return [
      '',
      `The ten worst of ${engine} (grade, title):`,
      ...worst.slice(0, worstCount).flatMap(cardOf),
      ...(others.length === 0
        ? []
        : [`Also 0.000 (${others.length}): ${others.map(({ query }) => query.q).join(' · ')}`]),
    ]
  })

/** For comparing two runs by machine: the means, and every query with its first ten answers. */
export const jsonOf = (measured: Measured) =>
  Object.fromEntries(
    engines.map((engine) => [
      engine,
      {
        means: meansOf(measured[engine]),
        queries: measured[engine].map(({ query, score, answers, isNear }) => ({
          q: query.q,
          class: query.of,
          index: query.index,
          score,
          isNear,
          answers: answers.slice(0, 10).map(({ key }) => ({ key, grade: query.judged.get(key) ?? 0 })),
        })),
      },
    ]),
  )
