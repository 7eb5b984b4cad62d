import { cite } from '../../rule-book/cite.ts'
import { compareDays, type Day, dayOf, toDay } from '../../shared/day.ts'
import { checkBidPeriod } from '../bid-period.ts'
import { byLaw, error, type Finding, note, warning } from './finding.ts'
import type { CallSheet, Surroundings } from './sheet.ts'

export function lintDates(sheet: CallSheet, surroundings: Surroundings): Finding[] {
  const { book } = surroundings
  const { bidDeadlineAt, startsOn, quorum } = sheet
  const found = lintPeriod(sheet, surroundings)
  if (compareDays(startsOn, dayOf(bidDeadlineAt)) < 0) found.push(error('dates', 'starts-before-deadline'))
  found.push(...lintTerm(sheet, surroundings))
  if (quorum < book.panel.quorum)
    found.push(error('dates', 'quorum-low', { data: { least: book.panel.quorum }, citation: cite(book, book.panel) }))
  return found
}

function lintPeriod({ bidDeadlineAt }: CallSheet, { book, now, calendar }: Surroundings): Finding[] {
  const answer = checkBidPeriod(book, bidDeadlineAt, now, calendar)
  if (answer.verdict !== 'open')
    return [error('dates', answer.verdict === 'past' ? 'deadline-past' : 'deadline-too-soon')]
  return [
    ...answer.short.map(({ rule: { code, length, unit, isStatutory }, citation, earliest = '' }) =>
      byLaw(isStatutory)('dates', isStatutory ? 'period-too-short' : 'period-short', {
        data: { place: code, length, unit, earliest },
        citation,
      }),
    ),
    ...answer.missingYears.map((year) => note('dates', 'calendar-missing', { data: { year } })),
  ]
}

/** Services bought run as long as the book lets them, normally shorter (财政部令第102号 art. 24). */
function lintTerm({ startsOn, endsOn }: CallSheet, { book }: Surroundings): Finding[] {
  const { term } = book
  if (term === null) return []
  const citation = cite(book, term)
  if (compareDays(endsOn, addMonths(startsOn, term.mostMonths)) > 0)
    return [error('dates', 'term-too-long', { data: { months: term.mostMonths }, citation })]
  return compareDays(endsOn, addMonths(startsOn, term.normalMonths)) > 0
    ? [warning('dates', 'term-long', { data: { months: term.normalMonths }, citation })]
    : []
}

/** The same date so many months on, the last of the month where it has no such date. */
function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return toDay(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10))
}
