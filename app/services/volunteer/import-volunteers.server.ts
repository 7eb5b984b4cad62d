import type { ImportRow } from '#app/domain/import/arrange.ts'
import { checkRow, findTwice, type Judged } from '#app/domain/import/judge.ts'
import { volunteerRow, type VolunteerRow } from '#app/domain/import/rows.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, type Outcome } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { markOf, volunteerData } from './sealed-rows.server.ts'

const hex = (mark: Uint8Array) => Buffer.from(mark).toString('hex')

/** What a file of volunteers would do to an organization's register as it is now. The same name with the same contact is there already. */
export async function planVolunteerImport(db: Tx, ctx: Context, organizationId: string, rows: readonly ImportRow[]) {
  const today = dayOf(ctx.now)
  const checked = rows.map((row) => checkRow(row, volunteerRow))
  const keyOf = (typed: VolunteerRow) => hex(markOf(ctx.keys, organizationId, typed))
  const known = await db.volunteer.findMany({
    where: { organizationId, mark: { not: null } },
    select: { mark: true },
  })
  const marks = new Set(known.flatMap(({ mark }) => (mark === null ? [] : hex(mark))))
  const twice = findTwice(checked, keyOf, 'name')
  const good: VolunteerRow[] = []
  const judged = checked.map(({ row, typed, problems: found }): Judged => {
    const problems = [...found, ...[twice.get(row.number) ?? []].flat()]
    if (typed !== undefined && typed.consentOn > today)
      problems.push({ column: 'consentOn', code: 'volunteer.consent-ahead' })
    if (typed === undefined || problems.length > 0) return { ...row, verdict: 'ERROR', problems, changes: [] }
    const isKnown = marks.has(keyOf(typed))
    if (!isKnown) good.push(typed)
    return { ...row, verdict: isKnown ? 'SAME' : 'ADD', problems, changes: [] }
  })
  const write = async (tx: Tx, accountId: string): Promise<Outcome> => {
    const by = { organizationId, recordedById: accountId }
    await tx.volunteer.createMany({ data: good.map((typed) => volunteerData(ctx, by, typed)) })
    return ok()
  }
  return { judged, write }
}
