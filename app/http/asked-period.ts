import {
  type Period,
  type PeriodChoices,
  periodChoices,
  type PeriodRead,
  type PeriodTyped,
  readPeriod,
} from '#app/domain/ledger/period.ts'
import { type Day, dayOf, parseDay } from '#app/domain/shared/day.ts'

/** What an address asks for, and what there is to ask for. */
export type AskedPeriod = {
  typed: PeriodTyped
  period: Period | null
  errors: Record<string, string[]>
  choices: PeriodChoices
}

export function periodOf(url: URL, now: Date): { typed: PeriodTyped; read: PeriodRead; today: Day } {
  const given = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 20)
  const typed = { period: given('period'), from: given('from'), to: given('to') }
  const today = dayOf(now)
  return { typed, read: readPeriod(typed, today), today }
}

/** The period that was asked for; where that cannot be read, the running year, of which only `firstDay` is of use. */
export function periodToRead(read: PeriodRead, today: Day): Period {
  if (read.ok) return read.period
  const running = readPeriod({ period: '', from: '', to: '' }, today)
  if (!running.ok) throw new Error('a year always runs')
  return running.period
}

export function askedPeriod({ typed, read, today }: ReturnType<typeof periodOf>, firstDay: string | null): AskedPeriod {
  const errors = read.ok
    ? []
    : Object.entries(read.errors).map(([field, code]) => [field, [code]] satisfies [string, string[]])
  return {
    typed: read.ok ? { ...typed, period: read.period.word } : typed,
    period: read.ok ? read.period : null,
    errors: Object.fromEntries(errors),
    choices: periodChoices(parseDay(firstDay ?? '') ?? today, today),
  }
}
