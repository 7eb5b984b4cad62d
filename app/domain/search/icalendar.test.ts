import { describe, expect, test } from 'vitest'
import { at } from '../shared/day.ts'
import { type CalendarEvent, calendarText, escapeText, foldLine } from './icalendar.ts'

const octets = (text: string) => Buffer.byteLength(text, 'utf8')
/** As a calendar program reads it: section 3.1. */
const unfold = (text: string) => text.replace(/\r\n[ \t]/g, '')
const unescape = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, character: string) => (character.toLowerCase() === 'n' ? '\n' : character))

const event: CalendarEvent = {
  uid: 'call-deadline-1@gongyi.example.cn',
  sequence: 2,
  changedAt: at('2026-03-01T09:30:15'),
  startsAt: at('2026-03-20T17:00'),
  summary: '投标截止：居家照护',
  description: '',
  url: 'https://gongyi.example.cn/calls/GYH-2026-0012',
  isOff: false,
}
const calendar = (over: Partial<CalendarEvent> = {}) =>
  calendarText({
    name: '养老',
    description: '截止',
    url: 'https://gongyi.example.cn/search',
    events: [{ ...event, ...over }],
  })

describe('folding', () => {
  test.each<readonly [what: string, line: string]>([
    ['letters', 'x'.repeat(400)],
    ['three octets a character', '照'.repeat(200)],
    ['four octets a character', '👵🏽'.repeat(80)],
    ...[0, 1, 2, 3].map(
      (shift) => [`a fold within an emoji, ${shift} before`, `${'a'.repeat(71 + shift)}👨‍👩‍👧𠮷end`] as const,
    ),
  ])('%s: no line over 75 octets, nothing torn, nothing lost', (_, line) => {
    const folded = foldLine(line)
    for (const part of folded.split('\r\n')) expect(octets(part)).toBeLessThanOrEqual(75)
    expect(unfold(folded)).toBe(line)
    expect(Buffer.from(folded, 'utf8').toString('utf8')).not.toContain('\uFFFD')
  })

  test('75 octets stay one line, 76 are two', () => {
    expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75))
    expect(foldLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`)
  })
})

test('a text keeps what was typed, and cannot begin a line of its own', () => {
  const typed = '甲,乙;丙\\丁\r\nBEGIN:VALARM\rx\u2028y'
  expect(escapeText(typed)).toBe('甲\\,乙\\;丙\\\\丁\\nBEGIN:VALARM\\nx\u2028y')
  expect(unescape(escapeText('a\\nb, c\n\\'))).toBe('a\\nb, c\n\\')
  expect(escapeText('铃\u0007声\uD800！')).toBe('铃声！')
})

test('a deadline of 17:00 in Beijing is 09:00 UTC, and every line ends as the standard asks', () => {
  const text = calendar()
  expect(text).toContain('\r\nDTSTART:20260320T090000Z\r\n')
  expect(text).toContain('\r\nLAST-MODIFIED:20260301T013015Z\r\n')
  expect(text).toContain('\r\nDTSTAMP:20260301T013015Z\r\n')
  expect(text).toContain('\r\nSEQUENCE:2\r\n')
  expect(text).toContain('\r\nSTATUS:CONFIRMED\r\n')
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

test('what stands no longer says so under the same name, and no title can add a line', () => {
  const text = calendar({ isOff: true, summary: '甲\r\nSTATUS:CONFIRMED' })
  const lines = unfold(text).split('\r\n')
  expect(lines).toContain(`UID:${event.uid}`)
  expect(lines.filter((line) => line.startsWith('STATUS:'))).toEqual(['STATUS:CANCELLED'])
  expect(text).not.toContain('VALARM')
})
