import { cite } from '#app/domain/rule-book/cite.ts'
import { deadlinesOf } from '#app/domain/rule-book/deadline.ts'
import type { RuleBook, RuleEvent } from '#app/domain/rule-book/rule-book.ts'
import type { Day } from '#app/domain/shared/day.ts'
import type { WorkingCalendar } from '#app/domain/shared/working-days.ts'
import { calendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readAll } from '#app/services/shared/read-together.server.ts'
import { ruleEvents } from '../due/rule-events.server.ts'

export type TimeLimit = ReturnType<typeof timeLimits>[number]

/** Every term of the call's book that its story has reached, the soonest first. A day that cannot be counted is not told. */
export const timeLimits = (book: RuleBook, events: Partial<Record<RuleEvent, Day>>, working: WorkingCalendar) =>
  deadlinesOf(book, events, working)
    .filter(({ from }) => from !== undefined)
    .map(({ code, rule, day, missingYear }) => ({
      code,
      term: {
        from: rule.from,
        direction: rule.direction,
        length: rule.length,
        unit: rule.unit,
        bound: rule.bound,
      },
      citation: cite(book, rule),
      day: day ?? null,
      missingYear: missingYear ?? null,
    }))

export async function readTimeLimits({ db }: Pick<Context, 'db'>, callId: string, book: RuleBook) {
  const { events, working } = await readAll(db, { events: ruleEvents([callId]), working: calendar })
  return timeLimits(book, events.get(callId) ?? {}, working)
}
