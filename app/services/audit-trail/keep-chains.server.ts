import { anonymous } from '#app/domain/shared/actor.ts'
import type { Fault } from '#app/domain/audit-trail/verify.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { log } from '#app/services/shared/log.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { verify } from './verify.server.ts'

const rowsAtATime = 10_000

/** Every round: links what has been written, and after midnight in Beijing makes the day's digest and checks everything. */
export async function keepChains(db: Db): Promise<void> {
  const [linked] = await db.$queryRaw<{ rows: bigint }[]>`SELECT chain_advance(${rowsAtATime}::int) AS rows`
  const [due] = await db.$queryRaw<{ digest: boolean; inspection: boolean }[]>`
    SELECT NOT EXISTS (SELECT 1 FROM chain_digest WHERE day >= today()) AS digest,
      NOT EXISTS (SELECT 1 FROM chain_inspection WHERE inspected_at >= today()::timestamp AT TIME ZONE 'Asia/Shanghai') AS inspection`
  // What was there before there were chains is linked piece by piece; its digest waits for all of it.
  if (due === undefined || (linked?.rows ?? 0n) >= BigInt(rowsAtATime)) return
  if (due.digest) await db.$queryRaw`SELECT day::text FROM chain_digest_today()`
  if (due.inspection) await inspectChains(db)
}

/** Checks everything and keeps what was found; a fault is written to every administrator. */
export async function inspectChains(db: Db): Promise<void> {
  const { rows, faults } = await verify(db)
  const [fault] = faults
  await db.chainInspection.create({
    data: {
      rowCount: BigInt(rows.audit + rows.event + rows.ledger),
      faultCount: BigInt(faults.length),
      fault: fault === undefined ? Prisma.DbNull : fault,
    },
  })
  if (fault !== undefined) await tellOfFault(db, fault, faults.length)
}

async function tellOfFault(db: Db, fault: Fault, count: number): Promise<void> {
  log.fatal({ ...fault, count }, 'the chain of the records is broken')
  const now = new Date()
  const teller = { actor: anonymous, now, requestId: 'chain-night', ip: '' }
  const administrators = await db.account.findMany({
    where: { isAdministrator: true, state: 'ACTIVE' },
    select: { email: true, locale: true },
  })
  await db.$transaction(async (tx) => {
    for (const { email, locale } of administrators)
      await sendLetter(tx, teller, {
        to: email,
        locale: locale === 'EN' ? 'en' : 'zh-CN',
        template: 'chainBroken',
        values: { countText: String(count), inspectedAt: now.toISOString(), url: '/admin/audit' },
      })
  })
}
