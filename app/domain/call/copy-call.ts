import { addDays, type Day } from '../shared/day.ts'

const dayCount = (from: Day, to: Day) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

type Term = { startsOn: Day; endsOn: Day }

/** Milestones of a copied call keep their place in the term, not their dates: half-way stays half-way, the end stays the end. */
export function moveIntoTerm<Row extends { dueOn: Day }>(rows: readonly Row[], from: Term, to: Term): Row[] {
  const before = Math.max(1, dayCount(from.startsOn, from.endsOn))
  const after = dayCount(to.startsOn, to.endsOn)
  return rows.map((row) => {
    const share = Math.min(1, Math.max(0, dayCount(from.startsOn, row.dueOn) / before))
    return { ...row, dueOn: addDays(to.startsOn, Math.round(share * after)) }
  })
}
