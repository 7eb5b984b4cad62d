/** A moment of a call in a calendar. `sequence` grows with each change of it; `isOff`: it stands no longer, or not for now. */
export type CalendarEvent = {
  /** The event's own for ever, whatever moves. */
  uid: string
  sequence: number
  changedAt: Date
  startsAt: Date
  summary: string
  description: string
  url: string
  isOff: boolean
}
export type Calendar = { name: string; description: string; url: string; events: readonly CalendarEvent[] }

const lineOctetsMax = 75
const octets = (text: string): number => new TextEncoder().encode(text).length

/**
 * One content line, folded: no line longer than 75 octets, and no character torn in two (RFC 5545 section 3.1). A line that goes on
 * begins with a space, which counts.
 */
export function foldLine(line: string): string {
  const lines: string[] = []
  let [current, used] = ['', 0]
  for (const character of line) {
    const size = octets(character)
    if (used + size > lineOctetsMax) {
      lines.push(current)
      ;[current, used] = [' ', 1]
    }
    current += character
    used += size
  }
  return [...lines, current].join('\r\n')
}

/** A TEXT value (section 3.3.11): line breaks become `\n`; other control characters have no place in it. */
export const escapeText = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')

/** In UTC, to the second: `20260320T090000Z`. Every calendar shows it on its reader's own clock. */
const utc = (instant: Date): string => `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** iCalendar (RFC 5545; the calendar's own name and how often to look: RFC 7986). Nothing in it rings: that is its reader's to set. */
export function calendarText({ name, description, url, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Commonweal//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `X-WR-CALDESC:${escapeText(description)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    `URL;VALUE=URI:${url}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT4H',
    'X-PUBLISHED-TTL:PT4H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return `${lines.map(foldLine).join('\r\n')}\r\n`
}

// Without a METHOD the stamp is when it was last changed (section 3.8.7.2): the same answer is the same bytes.
const eventLines = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `LAST-MODIFIED:${utc(event.changedAt)}`,
  `SEQUENCE:${event.sequence}`,
  `DTSTART:${utc(event.startsAt)}`,
  `SUMMARY:${escapeText(event.summary)}`,
  `DESCRIPTION:${escapeText(event.description)}`,
  `URL;VALUE=URI:${event.url}`,
  `STATUS:${event.isOff ? 'CANCELLED' : 'CONFIRMED'}`,
  'TRANSP:TRANSPARENT',
  'CLASS:PUBLIC',
  'END:VEVENT',
]
