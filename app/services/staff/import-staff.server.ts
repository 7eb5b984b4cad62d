import type { ImportRow } from '#app/domain/import/arrange.ts'
import { checkRow, findTwice, type Judged, type Problem } from '#app/domain/import/judge.ts'
import { staffRow, type StaffRow } from '#app/domain/import/rows.ts'
import { staffCountMax } from '#app/domain/staff/schema.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { ok, type Outcome } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import { certificateData, markOfNumber, staffData } from './sealed-rows.server.ts'

const findKnown = (db: Tx, organizationId: string) =>
  db.staffMember.findMany({
    where: { organizationId },
    // Who is employed comes first: of two rows of one person, a file means that one.
    orderBy: [{ untilOn: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    include: { certificates: { where: { withdrawnAt: null }, select: { kind: true, numberMark: true } } },
  })
type Known = Awaited<ReturnType<typeof findKnown>>[number]
type Plan = { row: StaffRow; known: Known | undefined; addsCertificate: boolean }

const hex = (mark: Uint8Array) => Buffer.from(mark).toString('hex')

/**
 * What a file of staff would do to an organization's list as it is now. The same name with the same first day is the same person: a cell
 * that says something else changes it, an empty cell changes nothing, and consent stays as it was recorded.
 */
export async function planStaffImport(db: Tx, ctx: Context, organizationId: string, rows: readonly ImportRow[]) {
  const today = dayOf(ctx.now)
  const known = await findKnown(db, organizationId)
  const byPerson = new Map([...known].reverse().map((one) => [keyOf(one.name, dayOfDate(one.fromOn)), one]))
  const holders = new Map(
    known.flatMap(({ id, certificates }) =>
      certificates.flatMap(({ kind, numberMark }) => (numberMark === null ? [] : [[`${kind} ${hex(numberMark)}`, id]])),
    ),
  )
  const checked = rows.map((row) => checkRow(row, staffRow))
  const twice = findTwice(checked, ({ name, fromOn }) => keyOf(name, fromOn), 'name')
  const numbers = findTwice(checked, (row) => certificateKey(ctx, organizationId, row), 'certificateNumber')
  const plans = new Map<number, Plan>()
  const count = { all: known.length }

  const judged = checked.map(({ row, typed, problems: found }): Judged => {
    const problems = [...found, ...[twice, numbers].flatMap((some) => some.get(row.number) ?? [])]
    const result = (verdict: Judged['verdict'], changes: string[] = []): Judged => ({
      ...row,
      verdict,
      problems,
      changes,
    })
    if (typed === undefined) return result('ERROR')
    const say = (column: string, code: string) => problems.push({ column, code })
    if (typed.consentOn > today) say('consentOn', 'staff.consent-ahead')
    for (const column of ['fromOn', 'untilOn'] as const)
      if ((typed[column] ?? today) > addDays(today, 366)) say(column, 'staff.ahead')
    if ((typed.issuedOn ?? today) > today) say('issuedOn', 'staff.ahead')
    const person = byPerson.get(keyOf(typed.name, typed.fromOn))
    const certificate = certificateKey(ctx, organizationId, typed)
    const holder = certificate === undefined ? undefined : holders.get(certificate)
    if (holder !== undefined && holder !== person?.id) say('certificateNumber', 'staff.certificate-known')
    if (person === undefined && count.all >= staffCountMax) say('name', 'import.full')
    if (problems.length > 0) return result('ERROR')
    const addsCertificate = certificate !== undefined && holder === undefined
    plans.set(row.number, { row: typed, known: person, addsCertificate })
    if (person === undefined) {
      count.all += 1
      return result('ADD')
    }
    const changes = changedColumns(typed, person, addsCertificate)
    return changes.length === 0 ? result('SAME') : result('CHANGE', changes)
  })
  const single = oneHead(judged, plans, known)
  const good = single.flatMap((one) => (one.verdict === 'ERROR' ? [] : (plans.get(one.number) ?? [])))
  return {
    judged: single,
    write: (tx: Tx, accountId: string) => writeStaff(tx, ctx, { organizationId, accountId }, good),
  }
}

const keyOf = (name: string, fromOn: string) => `${name} ${fromOn}`

const certificateOf = ({ certificateKind, certificateNumber, issuedOn, validUntil }: StaffRow) =>
  certificateKind === undefined || issuedOn === undefined
    ? undefined
    : { kind: certificateKind, number: certificateNumber, issuedOn, validUntil }

function certificateKey(ctx: Context, organizationId: string, row: StaffRow): string | undefined {
  const certificate = certificateOf(row)
  return certificate === undefined
    ? undefined
    : `${certificate.kind} ${hex(markOfNumber(ctx.keys, organizationId, certificate))}`
}

function changedColumns(row: StaffRow, known: Known, addsCertificate: boolean): string[] {
  const until = known.untilOn === null ? undefined : dayOfDate(known.untilOn)
  return [
    row.post === known.post ? [] : 'post',
    row.postTitle === '' || row.postTitle === known.postTitle ? [] : 'postTitle',
    row.untilOn === undefined || row.untilOn === until ? [] : 'untilOn',
    addsCertificate ? 'certificateNumber' : [],
  ].flat()
}

/** One head at a time, once all of it is written: whoever would be a second one is refused. */
function oneHead(judged: readonly Judged[], plans: ReadonlyMap<number, Plan>, known: readonly Known[]): Judged[] {
  const after = new Map(
    known.filter(({ post, untilOn }) => post === 'HEAD' && untilOn === null).map(({ id }) => [id, 0]),
  )
  for (const plan of plans.values())
    if (plan.known !== undefined && (plan.row.post !== 'HEAD' || plan.row.untilOn !== undefined))
      after.delete(plan.known.id)
  return judged.map((one) => {
    const plan = plans.get(one.number)
    if (plan?.row.post !== 'HEAD' || plan.row.untilOn !== undefined || one.verdict === 'ERROR') return one
    if (plan.known?.untilOn != null) return one
    const id = plan.known?.id ?? `row ${one.number}`
    const isSecond = [...after.keys()].some((other) => other !== id)
    after.set(id, one.number)
    const problem: Problem = { column: 'post', code: 'staff.head-already' }
    return isSecond ? { ...one, verdict: 'ERROR', problems: [problem], changes: [] } : one
  })
}

async function writeStaff(
  tx: Tx,
  ctx: Context,
  by: { organizationId: string; accountId: string },
  plans: readonly Plan[],
): Promise<Outcome> {
  const changed = plans.flatMap((plan) =>
    plan.known === undefined || changedColumns(plan.row, plan.known, false).length === 0
      ? []
      : { ...plan, known: plan.known },
  )
  // Who hands the lead over comes before who takes it: PostgreSQL looks after each row.
  const inTurn = [...changed].sort((a, b) => Number(leads(a)) - Number(leads(b)))
  for (const { row, known } of inTurn) {
    const { count } = await tx.staffMember.updateMany({
      where: { id: known.id, version: known.version },
      data: {
        post: row.post,
        postTitle: row.postTitle === '' ? known.postTitle : row.postTitle,
        ...(row.untilOn === undefined ? {} : { untilOn: dateOfDay(row.untilOn) }),
        version: { increment: 1 },
      },
    })
    if (count === 0) return stale()
  }
  const added = plans.filter((plan) => plan.known === undefined).map((plan) => ({ ...plan, id: crypto.randomUUID() }))
  await tx.staffMember.createMany({
    data: added.map(({ id, row }) => ({
      id,
      ...staffData(ctx, by, row),
      untilOn: row.untilOn === undefined ? null : dateOfDay(row.untilOn),
    })),
  })
  const certified = [
    ...added,
    ...plans.flatMap((plan) => (plan.known === undefined ? [] : { ...plan, id: plan.known.id })),
  ]
  await tx.staffCertificate.createMany({
    data: certified.flatMap(({ id, row, addsCertificate }) => {
      const certificate = addsCertificate ? certificateOf(row) : undefined
      return certificate === undefined ? [] : certificateData(ctx, by, id, certificate)
    }),
  })
  return ok()
}
const leads = ({ row }: Plan) => row.post === 'HEAD' && row.untilOn === undefined
