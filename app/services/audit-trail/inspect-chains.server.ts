import { anonymous } from '#app/domain/shared/actor.ts'
import type { Fault } from '#app/domain/audit-trail/verify.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { verify } from './verify.server.ts'

/** Checks everything and keeps what was found; a fault, if there is one the first, is answered and written to every administrator. */
export async function inspectChains(db: Db): Promise<Fault | undefined> {
  const { rows, faults } = await verify(db)
  const [fault] = faults
  await db.chainInspection.create({
    data: {
      rowCount: BigInt(rows.audit + rows.event + rows.ledger),
      faultCount: BigInt(faults.length),
      fault: fault === undefined ? Prisma.DbNull : fault,
    },
  })
  if (fault !== undefined) await tellOfFault(db, faults.length)
  return fault
}

async function tellOfFault(db: Db, count: number): Promise<void> {
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
