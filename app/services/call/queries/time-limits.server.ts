import { cite } from '#app/domain/rule-book/cite.ts'
import { deadlinesOf } from '#app/domain/rule-book/deadline.ts'
import type { RuleBook } from '#app/domain/rule-book/rule-book.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readRuleEvents } from '../due/rule-events.server.ts'

export type TimeLimit = Awaited<ReturnType<typeof readTimeLimits>>[number]

/** Every term of the call's book that its story has reached, the soonest first. A day that cannot be counted is not told. */
export async function readTimeLimits({ db }: Pick<Context, 'db'>, callId: string, book: RuleBook) {
  const events = (await readRuleEvents(db, [callId])).get(callId) ?? {}
  return deadlinesOf(book, events, await readCalendar(db))
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
}
