import { dueEventsOf } from '#app/domain/call/due-events.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { readRuleEvents } from './rule-events.server.ts'

/**
 * Writes down when things fall due in the calls that are under way. Called before each round: what is new is added, what has
 * moved (an amended deadline, a corrected calendar) is moved, what is done stays done.
 */
export async function planDueEvents(db: Db): Promise<void> {
  const calls = await db.call.findMany({ where: { state: { in: ['PUBLISHED', 'SCORED'] } } })
  if (calls.length === 0) return
  const calendar = await readCalendar(db)
  const events = await readRuleEvents(
    db,
    calls.map(({ id }) => id),
  )
  const planned: { kind: string; callId: string; dueAt: string }[] = []
  for (const call of calls) {
    if (call.publishedAt === null) continue
    const book = await readBookOf(db, call, dayOf(call.publishedAt))
    for (const { kind, dueAt } of dueEventsOf({ ...call, events: events.get(call.id) ?? {} }, book, calendar))
      planned.push({ kind, callId: call.id, dueAt: dueAt.toISOString() })
  }
  await db.$executeRaw`
    INSERT INTO due_event (kind, call_id, due_at)
    SELECT kind, "callId", "dueAt" FROM jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) AS p (kind text, "callId" uuid, "dueAt" timestamptz)
    ON CONFLICT (kind, call_id) DO UPDATE SET due_at = EXCLUDED.due_at
      WHERE due_event.done_at IS NULL AND due_event.due_at <> EXCLUDED.due_at`
}
