import { z } from 'zod'

const named = { nameZh: z.string().min(1), nameEn: z.string().min(1) }
/** Hundredths of a point: 25 points are 2500. */
const points = z.number().int().min(0).max(10_000)
/** A ratio in hundredths of a percent, closed below and open above: [8000, 10000). */
const ratio = { fromBps: z.number().int().min(0), belowBps: z.number().int().min(1).nullable() }

const scale = z.discriminatedUnion('way', [
  /** What was reached, of what was planned; the band gives the points. */
  z.strictObject({
    code: z.string(),
    way: z.literal('RATIO'),
    bands: z.array(z.strictObject({ ...named, ...ratio })).min(2),
  }),
  /** One of a few findings. */
  z.strictObject({ code: z.string(), way: z.literal('CHOICE'), bands: z.array(z.strictObject(named)).min(2) }),
  /** A share of the item's points in whole percent, judged freely; the bands only name it. */
  z.strictObject({
    code: z.string(),
    way: z.literal('FACTOR'),
    bands: z.array(z.strictObject({ ...named, ...ratio })).min(2),
  }),
])
export type Scale = z.output<typeof scale>

const item = z.strictObject({
  code: z.string(),
  ...named,
  points,
  scale: z.string(),
  /** One for each band of the scale; a factor has none. */
  bandPoints: z.array(points).exactOptional(),
})
export type Item = z.output<typeof item>

export const gradeCodes = ['EXCELLENT', 'GOOD', 'PASS', 'FAIL'] as const
export type GradeCode = (typeof gradeCodes)[number]

/** Three levels, what each third-level item is measured by, and what a total is called. */
export const setContent = z.strictObject({
  scales: z.array(scale).min(1),
  firsts: z
    .array(
      z.strictObject({
        code: z.string(),
        ...named,
        points,
        seconds: z.array(z.strictObject({ code: z.string(), ...named, points, thirds: z.array(item).min(1) })).min(1),
      }),
    )
    .min(1),
  /** From the best down, closed below and open above. */
  grades: z.array(
    z.strictObject({ code: z.enum(gradeCodes), from: points, below: points.nullable(), passes: z.boolean() }),
  ),
})
export type SetContent = z.output<typeof setContent>

export const itemsOf = ({ firsts }: SetContent): Item[] =>
  firsts.flatMap(({ seconds }) => seconds.flatMap(({ thirds }) => thirds))

export type SetProblem = { code: 'sum' | 'twice' | 'scale' | 'bandPoints' | 'bands' | 'grades'; at: string }

/** What is wrong with a set; empty for one that can be used. PostgreSQL refuses the same (`evaluation_set_problem`). */
export function problemsOf(content: SetContent): SetProblem[] {
  const found: SetProblem[] = []
  const sumsTo = (whole: number, parts: readonly { points: number }[], at: string) => {
    if (parts.reduce((sum, part) => sum + part.points, 0) !== whole) found.push({ code: 'sum', at })
  }
  sumsTo(10_000, content.firsts, '')
  for (const first of content.firsts) {
    sumsTo(first.points, first.seconds, first.code)
    for (const second of first.seconds) sumsTo(second.points, second.thirds, second.code)
  }
  const seen = new Set<string>()
  for (const { code } of [
    ...content.firsts,
    ...content.firsts.flatMap(({ seconds }) => seconds),
    ...itemsOf(content),
  ]) {
    if (seen.has(code)) found.push({ code: 'twice', at: code })
    seen.add(code)
  }
  for (const each of content.scales) {
    if (each.way !== 'CHOICE' && !isGapless(each.bands)) found.push({ code: 'bands', at: each.code })
  }
  for (const each of itemsOf(content)) {
    const measure = content.scales.find(({ code }) => code === each.scale)
    if (measure === undefined) found.push({ code: 'scale', at: each.code })
    else if (!fits(each, measure)) found.push({ code: 'bandPoints', at: each.code })
  }
  const grades = content.grades.map(({ from, below }) => ({ fromBps: from, belowBps: below }))
  if (!isGapless(grades) || !isFallingOff(content.grades)) found.push({ code: 'grades', at: '' })
  return found
}

/** From the best band down to zero: each begins where the one above it ends, and the first is open above. */
function isGapless(bands: readonly { fromBps: number; belowBps: number | null }[]): boolean {
  return bands.every(({ fromBps, belowBps }, index) => {
    const above = bands[index - 1]
    const isJoined = above === undefined ? belowBps === null : belowBps === above.fromBps && fromBps < above.fromBps
    return isJoined && (index < bands.length - 1 ? fromBps > 0 : fromBps === 0)
  })
}

/** What passes is above what does not. */
const isFallingOff = (grades: readonly { passes: boolean }[]) =>
  grades.length > 1 && grades.every(({ passes }, index) => index === 0 || !passes || grades[index - 1]?.passes === true)

function fits({ points: whole, bandPoints }: Item, measure: Scale): boolean {
  // A whole percent of whole points is a whole number of hundredths.
  if (measure.way === 'FACTOR') return bandPoints === undefined && whole % 100 === 0
  if (bandPoints?.length !== measure.bands.length) return false
  return bandPoints.every((each, index) => (index === 0 ? each === whole : each < (bandPoints[index - 1] ?? 0)))
}
