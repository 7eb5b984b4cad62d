import { type DueKind, isStillDue } from '#app/domain/call/due-events.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { lockCall } from '../store.server.ts'
import { doDueEvent } from './do-due-event.server.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date; most?: number }

const attemptsMax = 20

/**
 * Does what is due, one thing a transaction, until nothing is left; answers how many. Whoever claims a row holds its lock until
 * it is done, and everybody else passes it by: two workers never do the same thing, and a worker that dies leaves it undone.
 * The hour is the database's; this process's clock is never asked.
 */
export async function workDueEvents(db: Db, { toldNow, most = 500 }: Options = {}): Promise<number> {
  for (let done = 0; done < most; done += 1) if (!(await workOne(db, toldNow))) return done
  return most
}

type Claimed = { id: string; kind: DueKind; call_id: string; now: Date }

async function workOne(db: Db, toldNow: Date | undefined): Promise<boolean> {
  let claimed: Claimed | undefined
  try {
    return await db.$transaction(
      async (tx) => {
        if (toldNow !== undefined)
          await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
        claimed = await claim(tx)
        if (claimed === undefined) return false
        await perform(tx, claimed)
        await tx.$executeRaw`UPDATE due_event SET done_at = clock(), error = '' WHERE id = ${claimed.id}::uuid`
        return true
      },
      { timeout: 20_000, maxWait: 10_000 },
    )
  } catch (error) {
    if (claimed === undefined) throw error
    // Rolled back whole; tried again in a later round, later and later.
    const reason = error instanceof Error ? error.message.slice(0, 500) : String(error)
    await db.$executeRaw`UPDATE due_event SET attempts = attempts + 1, error = ${reason} WHERE id = ${claimed.id}::uuid AND done_at IS NULL`
    throw error
  }
}

async function claim(tx: Tx): Promise<Claimed | undefined> {
  const [row] = await tx.$queryRaw<Claimed[]>`
    UPDATE due_event SET claimed_at = clock() WHERE id = (
      SELECT id FROM due_event
      WHERE done_at IS NULL AND NOT EXISTS (SELECT 1 FROM call c WHERE c.id = call_id AND c.suspended_at IS NOT NULL) AND attempts < ${attemptsMax} AND due_at + attempts * attempts * interval '1 minute' <= clock()
      ORDER BY due_at, id FOR UPDATE SKIP LOCKED LIMIT 1)
    RETURNING id, kind, call_id, clock() AS now`
  return row
}

async function perform(tx: Tx, { kind, call_id: callId, now }: Claimed): Promise<void> {
  const call = await lockCall(tx, callId)
  // A deadline that moved is planned anew; a call that has moved on needs nothing.
  if (call === null || !isStillDue(kind, call.state)) return
  const teller: Teller = { actor: anonymous, now, requestId: `due:${kind}`, ip: '' }
  await doDueEvent(tx, teller, kind, call)
}
