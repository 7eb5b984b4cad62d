import { addDays, type Day, parseDay, weekday, yearOf } from '../shared/day.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { CalendarRow } from '../shared/working-days.ts'

export type Notice = { year: number; rows: CalendarRow[] }

const noticeMax = 100

/**
 * A year's notice as an administrator has it: JSON `{"off": {"2027-01-01": "元旦"}, "work": {"2027-02-06": "春节"}}`, JSON with
 * `days: [{date, name, isOffDay}]`, or lines `day,off|work,name`. Refused with the line or day that is wrong; nothing is guessed.
 */
export function readNotice(text: string): Outcome<Notice> {
  const typed = text.trim()
  const read = typed.startsWith('{') ? readJson(typed) : readLines(typed)
  if (!read.ok) return read
  const rows = read.rows.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const [first] = rows
  if (first === undefined) return refuse('calendar.empty', { field: 'text' })
  if (rows.length > noticeMax) return refuse('calendar.too-many', { field: 'text', data: { max: noticeMax } })
  const year = yearOf(first.day)
  for (const [index, row] of rows.entries()) {
    const at = (code: string) => refuse(code, { field: 'text', data: { day: row.day } })
    if (yearOf(row.day) !== year) return at('calendar.other-year')
    if (rows[index + 1]?.day === row.day) return at('calendar.day-twice')
    if (row.kind === 'WORK' && weekday(row.day) <= 5) return at('calendar.work-on-weekday')
  }
  return ok({ year, rows })
}

type Read = Outcome<{ rows: CalendarRow[] }>
const wrongLine = (line: number): Read => refuse('calendar.wrong-line', { field: 'text', data: { line } })

function readLines(text: string): Read {
  const rows: CalendarRow[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [dayText = '', kindText = '', name = ''] = line.split(/[,\t;]/).map((cell) => cell.trim())
    const day = parseDay(dayText)
    const kind = kindText.toUpperCase()
    if (day === undefined || (kind !== 'OFF' && kind !== 'WORK')) return wrongLine(index + 1)
    rows.push({ day, kind, name })
  }
  return ok({ rows })
}

function readJson(text: string): Read {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('calendar.unreadable', { field: 'text' })
  }
  const { off = {}, work = {}, days } = value as { off?: unknown; work?: unknown; days?: unknown }
  if (Array.isArray(days)) return readDays(days)
  const entries = [
    ...Object.entries(off as object).map(([day, name]) => ({ day, name: String(name), kind: 'OFF' as const })),
    ...Object.entries(work as object).map(([day, name]) => ({ day, name: String(name), kind: 'WORK' as const })),
  ]
  return readEntries(entries)
}

const readDays = (days: readonly unknown[]): Read =>
  readEntries(
    days.map((item) => {
      const { date, name, isOffDay } = (item ?? {}) as { date?: unknown; name?: unknown; isOffDay?: unknown }
      return {
        day: typeof date === 'string' ? date : '',
        name: typeof name === 'string' ? name : '',
        kind: isOffDay === true ? ('OFF' as const) : ('WORK' as const),
      }
    }),
  )

function readEntries(entries: readonly { day: string; name: string; kind: CalendarRow['kind'] }[]): Read {
  const rows: CalendarRow[] = []
  for (const [index, { day: text, name, kind }] of entries.entries()) {
    const day = parseDay(text)
    if (day === undefined) return wrongLine(index + 1)
    rows.push({ day, kind, name })
  }
  return ok({ rows })
}

/** Days in a row of one kind and name, as a notice prints them: 02-15 to 02-23, 9 days. */
export type Stretch = { kind: CalendarRow['kind']; name: string; from: Day; to: Day; days: number }

export function stretchesOf(rows: readonly CalendarRow[]): Stretch[] {
  const found: Stretch[] = []
  for (const { day, kind, name } of rows) {
    const last = found.at(-1)
    if (last !== undefined && last.kind === kind && last.name === name && addDays(last.to, 1) === day) {
      last.to = day
      last.days += 1
    } else found.push({ kind, name, from: day, to: day, days: 1 })
  }
  return found
}
