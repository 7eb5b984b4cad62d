import { anonymous } from '#app/domain/shared/actor.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { log } from '#app/services/shared/log.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date }
type Due = { id: string; accountId: string; name: string; email: string; isEnglish: boolean; hasDuties: boolean }

/**
 * Carries out the closings whose day has come, each in a transaction of its own, and writes to the address for the last time. Where a
 * duty came in between, the account stays and its owner hears why. Answers how many were closed.
 */
export async function keepClosings(db: Db, { toldNow }: Options = {}): Promise<number> {
  const due = await db.$transaction(async (tx) => {
    await tellClock(tx, toldNow)
    return tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM account_closing WHERE called_off_at IS NULL AND erased_at IS NULL AND erase_on <= today() ORDER BY erase_on, id`
  })
  let closed = 0
  for (const { id } of due)
    await db.$transaction(
      async (tx) => {
        await tellClock(tx, toldNow)
        closed += await settle(tx, id, toldNow ?? new Date())
      },
      { timeout: 60_000 },
    )
  if (closed > 0) log.info({ closed }, 'accounts were closed')
  return closed
}

async function tellClock(tx: Tx, toldNow: Date | undefined): Promise<void> {
  if (toldNow !== undefined) await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
}

/** One closing, if nobody else has it in hand and it was not called off meanwhile. @returns 1 where the account was closed */
async function settle(tx: Tx, id: string, now: Date): Promise<0 | 1> {
  const [due] = await tx.$queryRaw<Due[]>`
    SELECT c.id, a.id AS "accountId", a.name, a.email::text, a.locale = 'EN' AS "isEnglish", EXISTS (SELECT 1 FROM account_duties(a.id)) AS "hasDuties"
    FROM account_closing c JOIN account a ON a.id = c.account_id
    WHERE c.id = ${id}::uuid AND c.called_off_at IS NULL AND c.erased_at IS NULL FOR UPDATE OF c SKIP LOCKED`
  if (due === undefined) return 0
  const ctx = { actor: anonymous, now, requestId: 'worker', ip: '' }
  const { accountId, name, email: to } = due
  const locale = due.isEnglish ? 'en' : 'zh-CN'
  const fact = { entity: 'account', entityId: accountId }
  if (due.hasDuties) {
    await tx.accountClosing.updateMany({ where: { id }, data: { calledOffAt: now, wasStopped: true } })
    const url = letterPaths.closeAccount()
    await sendLetter(tx, ctx, { to, locale, template: 'closingStopped', values: { name, url } })
    await record(tx, ctx, { ...fact, type: 'account.closing-stopped' })
    return 0
  }
  const [erased] = await tx.$queryRaw<{ closedNo: number }[]>`SELECT account_erase(${id}::uuid) AS "closedNo"`
  const noText = String(erased?.closedNo ?? 0).padStart(6, '0')
  await sendLetter(tx, ctx, { to, locale, template: 'accountClosed', values: { noText, url: letterPaths.privacy() } })
  await record(tx, ctx, { ...fact, type: 'account.erased', data: { no: noText } })
  return 1
}
