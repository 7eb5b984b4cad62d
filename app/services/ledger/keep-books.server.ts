import { anonymous } from '#app/domain/shared/actor.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { log } from '#app/services/shared/log.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date }

/**
 * Once a day, in the first round after midnight: the day's digest is made, and every rule of the books is checked against every
 * line. A broken rule is written to every administrator. Answers whether it was this call that checked.
 */
export async function keepBooks(db: Db, { toldNow }: Options = {}): Promise<boolean> {
  const inTransaction = <Result>(work: (tx: Tx) => Promise<Result>) =>
    db.$transaction(
      async (tx) => {
        if (toldNow !== undefined)
          await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
        return work(tx)
      },
      { timeout: 120_000, maxWait: 10_000 },
    )
  // Two transactions: entries wait for the digest, and must not wait for the check.
  await inTransaction(makeAnchor)
  return inTransaction(inspect)
}

async function makeAnchor(tx: Tx): Promise<void> {
  const [missing] = await tx.$queryRaw<object[]>`
    SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ledger_anchor WHERE day >= (clock() AT TIME ZONE 'Asia/Shanghai')::date)`
  if (missing !== undefined) await tx.$queryRaw`SELECT day::text FROM ledger_anchor_today()`
}

async function inspect(tx: Tx): Promise<boolean> {
  // Another worker that is at it already is left to it.
  const [due] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT clock() AS now WHERE pg_try_advisory_xact_lock(hashtextextended('ledger-night', 0)) AND NOT EXISTS (
      SELECT 1 FROM ledger_inspection
      WHERE asked_by_id IS NULL AND inspected_at >= date_trunc('day', clock() AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai')`
  if (due === undefined) return false
  const [made] = await tx.$queryRaw<{ id: string }[]>`SELECT ledger_inspect(NULL)::text AS id`
  const { breaches } = await tx.ledgerInspection.findUniqueOrThrow({ where: { id: made?.id ?? '' } })
  if (breaches > 0n) await tellOfBreaches(tx, due.now, breaches)
  return true
}

async function tellOfBreaches(tx: Tx, now: Date, breaches: bigint): Promise<void> {
  log.fatal({ breaches: breaches.toString() }, 'a rule of the ledger is broken')
  const teller: Teller = { actor: anonymous, now, requestId: 'ledger-night', ip: '' }
  const administrators = await tx.account.findMany({
    where: { isAdministrator: true, state: 'ACTIVE' },
    select: { email: true, locale: true },
  })
  for (const { email, locale } of administrators)
    await sendLetter(tx, teller, {
      to: email,
      locale: locale === 'EN' ? 'en' : 'zh-CN',
      template: 'ledgerBroken',
      values: { countText: breaches.toString(), inspectedAt: now.toISOString(), url: '/finance/books' },
    })
}
