import { addDays, addYears, type Day } from '../shared/day.ts'

/** The numbers of the rules of rating in force on a day; dated data. Years; `noticeDays` working days. */
export type RatingRule = {
  readonly validFrom: Day
  readonly registeredYears: number
  readonly validityYears: number
  readonly againYears: number
  readonly stepFromGrade: number
  readonly stepYears: number
  readonly cleanYears: number
  readonly noticeDays: number
  readonly plaqueFromGrade: number
}

/** From `fromPoints`, below `toPoints`. Grade 0: none. */
export type RatingBand = { readonly grade: number; readonly fromPoints: number; readonly toPoints: number }

export const grades = [1, 2, 3, 4, 5] as const
export const pointsMax = 1_000

/** What is wrong with bands: a gap or an overlap at a point, or more points for less; null where each point has exactly one grade. */
export function faultOfBands(bands: readonly RatingBand[]): { at: number } | null {
  const sorted = bands.toSorted((a, b) => a.fromPoints - b.fromPoints)
  let next = 0
  let lower = -1
  for (const { grade, fromPoints, toPoints } of sorted) {
    if (fromPoints !== next || toPoints <= fromPoints || grade <= lower) return { at: fromPoints }
    next = toPoints
    lower = grade
  }
  return next === pointsMax + 1 ? null : { at: next }
}

/** The grade that so many points make, 0 for none. @throws RangeError where the bands leave the points out. */
export function gradeOf(points: number, bands: readonly RatingBand[]): number {
  const band = bands.find(({ fromPoints, toPoints }) => fromPoints <= points && points < toPoints)
  if (band === undefined) throw new RangeError(`no grade for ${points} points`)
  return band.grade
}

/** The last day of a rating that counts from this day. */
export const lastDayOf = (validFrom: Day, { validityYears }: Pick<RatingRule, 'validityYears'>): Day =>
  addDays(addYears(validFrom, validityYears), -1)
