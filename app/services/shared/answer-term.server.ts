import { addWorkingDays } from '#app/domain/shared/working-days.ts'
import type { Day } from '#app/domain/shared/day.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

export type AnswerTermOf = 'evaluationReply' | 'observationAnswer' | 'creditRepair' | 'creditCorrection' | 'dataRequest'

/** The term that holds on this day: working days, and where the number comes from. */
export const readAnswerTerm = (db: Db | Tx, what: AnswerTermOf, today: Day) =>
  db.answerTerm.findFirstOrThrow({
    where: { what, validFrom: { lte: dateOfDay(today) } },
    orderBy: { validFrom: 'desc' },
  })

/** The last day to answer in time; refused where the calendar of that year is not known. */
export async function answerDueOn(tx: Tx, what: AnswerTermOf, today: Day): Promise<Outcome<{ day: Day }>> {
  const { days } = await readAnswerTerm(tx, what, today)
  return addWorkingDays(today, days, await readCalendar(tx))
}
