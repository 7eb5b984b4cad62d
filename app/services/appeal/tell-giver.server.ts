import { z } from 'zod'
import { anonymous } from '#app/domain/shared/actor.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { codeText, readGiver } from '#app/services/shared/giver.server.ts'

const asked = z.union([z.object({ giftId: z.uuid() }), z.object({ pledgeId: z.uuid(), state: z.string() })])

/**
 * Writes to a giver what became of their promise. PostgreSQL asks for it in the transaction of the change itself, whoever made it
 * (follow_pledge); the address is read here, where the site's secret is known.
 */
export async function tellGiver(db: Db, keys: Keys, payload: unknown): Promise<void> {
  const about = asked.parse(payload)
  await ('giftId' in about ? askGiver(db, keys, about.giftId) : tellOfPledge(db, keys, about))
}

type Told = { pledgeId: string; state: string }

async function tellOfPledge(db: Db, keys: Keys, { pledgeId, state }: Told): Promise<void> {
  const pledge = await db.pledge.findUnique({ where: { id: pledgeId }, include: { appeal: true } })
  if (pledge === null) return
  const { name, email } = readGiver(keys, pledge)
  if (email === '') return
  const { appeal } = pledge
  const to = { to: email, locale: pledge.locale === 'EN' ? ('en' as const) : ('zh-CN' as const) }
  const values = {
    name,
    appealTitle: appeal.title,
    amountFen: (pledge.receivedFen ?? pledge.amountFen).toString(),
    url: letterPaths.pledges(),
  }
  const teller = { actor: anonymous, now: new Date(), requestId: 'worker', ip: '' }
  await db.$transaction(async (tx) => {
    switch (state) {
      case 'PLEDGED':
        return sendLetter(tx, teller, {
          ...to,
          template: 'pledgeMade',
          values: {
            ...values,
            bankText: appeal.bankText,
            dueOn: dayOfDate(pledge.dueOn),
            codeText: codeText(keys, pledge),
            url: letterPaths.pledge(codeText(keys, pledge)),
          },
        })
      case 'RECEIVED':
        return sendLetter(tx, teller, { ...to, template: 'pledgeReceived', values })
      case 'PASSED':
        return sendLetter(tx, teller, { ...to, template: 'pledgePassed', values })
      case 'REFUND_DUE':
        return sendLetter(tx, teller, {
          ...to,
          template: 'pledgeToReturn',
          values: { ...values, whyKey: `appeal.why.${appeal.stopCode ?? 'LATE'}`, reason: appeal.stateReason },
        })
      case 'REFUNDED':
        return sendLetter(tx, teller, { ...to, template: 'pledgeReturned', values })
      case 'EXPIRED':
      case 'RELEASED':
        return sendLetter(tx, teller, {
          ...to,
          template: 'pledgeEnded',
          values: {
            ...values,
            whyKey: `appeal.why.${state === 'EXPIRED' ? 'EXPIRED' : (appeal.stopCode ?? 'CANCELLED')}`,
          },
        })
      default:
        return undefined
    }
  })
}

/** The giver of a thing is asked whether what was written of it is so. */
async function askGiver(db: Db, keys: Keys, giftId: string): Promise<void> {
  const gift = await db.gift.findUnique({
    where: { id: giftId },
    include: { project: { select: { title: true, organization: { select: { name: true } } } } },
  })
  if (gift?.state !== 'STATED') return
  const { name, email } = readGiver(keys, gift)
  const teller = { actor: anonymous, now: new Date(), requestId: 'worker', ip: '' }
  await db.$transaction((tx) =>
    sendLetter(tx, teller, {
      to: email,
      locale: gift.locale === 'EN' ? 'en' : 'zh-CN',
      template: 'giftStated',
      values: {
        name,
        organizationName: gift.project.organization.name,
        projectTitle: gift.project.title,
        what: gift.what,
        valueFen: gift.valueFen.toString(),
        url: letterPaths.gift(codeText(keys, gift)),
      },
    }),
  )
}
