import { compareWarnings } from '#app/domain/warning/compare.ts'
import { findWarnings, type WarningLevel } from '#app/domain/warning/find-warnings.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { WorkingCalendar } from '#app/domain/shared/working-days.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { atOnce, type FactsOf, readFacts } from './read-facts.server.ts'

type Looked = { projects: number; opened: number; ended: number }
type Today = { now: Date; today: Day; calendar: WorkingCalendar }

const firstId = '00000000-0000-0000-0000-000000000000'
/** Held until the end of the transaction: two looks at once would find the same twice. */
const lock = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('warning-look', 0))`

async function lookAtAll(tx: Tx, now: Date, bodyIds?: readonly string[]): Promise<Looked> {
  const context: Today = { now, today: dayOf(now), calendar: await readCalendar(tx) }
  const looked: Looked = { projects: 0, opened: 0, ended: 0 }
  for (let after = firstId; ;) {
    const rows = await readFacts(tx, after, bodyIds)
    const changed = await lookAt(tx, rows, context)
    looked.projects += rows.length
    looked.opened += changed.opened
    looked.ended += changed.ended
    const last = rows.at(-1)
    if (last === undefined || rows.length < atOnce) return looked
    after = last.projectId
  }
}

/** Opens, keeps and ends what follows from these facts. */
async function lookAt(tx: Tx, rows: readonly FactsOf[], { now, today, calendar }: Today) {
  const ids = rows.map(({ projectId }) => projectId)
  const known = await tx.warning.findMany({ where: { projectId: { in: ids }, endedAt: null } })
  let opened = 0
  let ended = 0
  for (const { projectId, facts } of rows) {
    const own = known
      .filter((row) => row.projectId === projectId)
      .map(({ id, code, subject, level, closedAt }) => ({
        id,
        code,
        subject,
        level: level as WarningLevel,
        isClosed: closedAt !== null,
      }))
    const changes = compareWarnings(own, isOver(facts) ? [] : findWarnings(facts, today, calendar))
    if (changes.end.length > 0)
      await tx.warning.updateMany({ where: { id: { in: changes.end } }, data: { endedAt: now, seenAt: now } })
    for (const { id, found } of changes.keep)
      await tx.warning.update({ where: { id }, data: { level: found.level, figures: found.figures, seenAt: now } })
    if (changes.open.length > 0)
      await tx.warning.createMany({
        data: changes.open.map(({ since, ...found }) => ({
          ...found,
          projectId,
          since: dateOfDay(since),
          openedAt: now,
          seenAt: now,
        })),
      })
    opened += changes.open.length
    ended += changes.end.length
  }
  return { opened, ended }
}

/** A project that came to its end has nothing left to be warned of. */
const isOver = ({ state }: { state: string }) => state === 'COMPLETED'

/** An official looks now, at the projects of their own bodies. */
export const lookNow = (ctx: Context) =>
  transact<Looked>(ctx, async (tx) => {
    const bodyIds = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER')
    if (bodyIds.length === 0) return refuse('forbidden')
    await lock(tx)
    return ok(await lookAtAll(tx, ctx.now, bodyIds))
  })

/**
 * Once a day, in the first round after midnight, every project is looked at. Answers whether it was this call that did. `toldNow`: only
 * with an owner's connection, the hour the database is to believe (tests).
 */
export const keepWatch = (db: Db, { toldNow }: { toldNow?: Date } = {}): Promise<boolean> =>
  db.$transaction(
    async (tx) => {
      if (toldNow !== undefined)
        await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
      const [due] = await tx.$queryRaw<{ now: Date; day: string }[]>`
        SELECT clock() AS now, today()::text AS day WHERE pg_try_advisory_xact_lock(hashtextextended('warning-look', 0))
          AND NOT EXISTS (SELECT 1 FROM warning_round WHERE day >= today())`
      if (due === undefined) return false
      const looked = await lookAtAll(tx, due.now)
      await tx.warningRound.create({ data: { day: new Date(`${due.day}T00:00:00Z`), doneAt: due.now, ...looked } })
      return true
    },
    { timeout: 120_000, maxWait: 10_000 },
  )
