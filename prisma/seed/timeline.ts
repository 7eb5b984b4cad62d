import { addDays, at, type Day, weekday } from '#app/domain/shared/day.ts'
import { isWorkingDay, workingCalendar } from '#app/domain/shared/working-days.ts'
import { notices } from './data/notices.ts'

export type OfficeHours = (day: Day, clock: string, act: (when: Date) => Promise<unknown>) => void

const minutesBetween = 5

type Act = { readonly when: Date; readonly act: () => Promise<void> }

/**
 * Everything that happens, told by the hour it happens at, whichever story it belongs to: numbers, ledger entries and audit
 * rows then come in the order of time.
 */
export class Timeline {
  readonly #acts: Act[] = []
  readonly #now: Date

  constructor(now: Date) {
    this.#now = now
  }

  at(when: Date, act: (when: Date) => Promise<unknown>): void {
    if (when.getTime() > this.#now.getTime())
      throw new RangeError(`nothing happens in the future: ${when.toISOString()}`)
    this.#acts.push({
      when,
      act: async () => {
        await act(when)
      },
    })
  }

  /**
   * Acts of one story in office hours. Offices are closed on some days between them, so that several may fall on the last day before:
   * what is told later still happens later.
   */
  inOfficeHours(): OfficeHours {
    let last = -Infinity
    return (day, clock, act) => {
      const when = new Date(Math.max(moment(officeDay(day), clock).getTime(), last + minutesBetween * 60_000))
      last = when.getTime()
      this.at(when, act)
    }
  }

  async run(): Promise<number> {
    // Sorting is stable: what was told first at one instant happens first.
    for (const { when, act } of this.#acts.toSorted((a, b) => a.when.getTime() - b.when.getTime())) {
      try {
        await act()
      } catch (cause) {
        throw new Error(`at ${when.toISOString()}: ${cause instanceof Error ? cause.message : String(cause)}`, {
          cause,
        })
      }
    }
    return this.#acts.length
  }
}

/** A clock time on a day, Beijing. */
export const moment = (day: Day, clock: string): Date => at(`${day}T${clock}`)

const calendar = workingCalendar(
  notices.flatMap(({ rows }) => rows),
  notices.map(({ year }) => year),
)

/** The same day, or the last working day before it: offices are closed. Past the known notices weekends are all one knows. */
export function officeDay(day: Day): Day {
  const answer = isWorkingDay(day, calendar)
  const isOpen = answer.ok ? answer.working : weekday(day) <= 5
  return isOpen ? day : officeDay(addDays(day, -1))
}
