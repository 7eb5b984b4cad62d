import { anonymous } from '#app/domain/shared/actor.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { tellBody, tellTenant } from './store.server.ts'
import { tellSignedUp } from './training.server.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date }

const batch = 50

/** What falls due by itself: who signed up is reminded within two days of a training, both sides before a term ends. Each once. */
export const keepIncubations = (db: Db, { toldNow }: Options = {}): Promise<number> =>
  db.$transaction(
    async (tx) => {
      if (toldNow !== undefined)
        await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
      const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock() AS now`
      const teller: Teller = { actor: anonymous, now: clock?.now ?? new Date(), requestId: 'incubations', ip: '' }
      let told = 0
      const trainings = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM incubator_training WHERE reminded_at IS NULL AND cancelled_at IS NULL AND starts_at > clock()
          AND starts_at < clock() + interval '2 days' ORDER BY starts_at LIMIT ${atMost(batch)} FOR UPDATE SKIP LOCKED`
      for (const { id } of trainings) {
        await tx.incubatorTraining.updateMany({ where: { id }, data: { remindedAt: teller.now } })
        const training = await tx.incubatorTraining.findUniqueOrThrow({ where: { id } })
        const base = await tx.incubator.findUniqueOrThrow({ where: { id: training.incubatorId } })
        for (const signup of await tx.trainingSignup.findMany({ where: { trainingId: id, cancelledAt: null } }))
          await tellSignedUp(tx, teller, training, base.nameZh, signup, 'reminder')
        told += 1
      }
      const ending = await tx.$queryRaw<{ id: string }[]>`
        SELECT i.id FROM incubation i WHERE i.state = 'ACTIVE' AND i.reminded_at IS NULL
          AND i.to_on <= today() + (incubator_rule_on(today())).expiry_days ORDER BY i.to_on LIMIT ${atMost(batch)} FOR UPDATE SKIP LOCKED`
      for (const { id } of ending) {
        await tx.incubation.updateMany({ where: { id }, data: { remindedAt: teller.now } })
        const incubation = await tx.incubation.findUniqueOrThrow({ where: { id } })
        const base = await tx.incubator.findUniqueOrThrow({ where: { id: incubation.incubatorId } })
        await tellTenant(tx, teller, { incubation, base }, 'ending')
        await tellBody(tx, teller, { incubation, base }, 'ending', ['OFFICER'])
        told += 1
      }
      return told
    },
    { timeout: 60_000, maxWait: 10_000 },
  )
