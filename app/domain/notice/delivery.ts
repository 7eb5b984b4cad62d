import { addDays, dayOf, endOfDay, parseDay } from '../shared/day.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { MailTemplate } from './mail-template.ts'
import { type NoticeTopic, topicOf } from './topic.ts'

export const noticeWays = ['AT_ONCE', 'DIGEST', 'NONE'] as const
export type NoticeWay = (typeof noticeWays)[number]

/** Hours are those of a clock in Beijing, 0 to 23. */
export type NoticeHours = { digestHour: number; quietFrom: number | null; quietUntil: number | null }
export type NoticeChoice = NoticeHours & { ways: Readonly<Partial<Record<NoticeTopic, NoticeWay>>> }
export const usualChoice: NoticeChoice = { digestHour: 8, quietFrom: null, quietUntil: null, ways: {} }

export const quietHoursMax = 12

const hourMs = 3_600_000
const hourOf = (now: Date) => new Date(now.getTime() + 8 * hourMs).getUTCHours()
const span = (from: number, until: number) => (until - from + 24) % 24

/** The next time a clock in Beijing strikes this hour, after now. */
export function nextHour(now: Date, hour: number): Date {
  const today = new Date(`${dayOf(now)}T${String(hour).padStart(2, '0')}:00:00+08:00`)
  return today > now ? today : new Date(`${addDays(dayOf(now), 1)}T${String(hour).padStart(2, '0')}:00:00+08:00`)
}

/** When the quiet hours that run now are over. */
export const quietEnd = ({ quietFrom, quietUntil }: NoticeHours, now: Date): Date | undefined =>
  quietFrom !== null && quietUntil !== null && span(quietFrom, hourOf(now)) < span(quietFrom, quietUntil)
    ? nextHour(now, quietUntil)
    : undefined

/** A letter that names an instant or a day to come says so by the name of its value (mail-template.ts). */
const endsBefore = (values: Readonly<Record<string, string>>, now: Date, until: Date): boolean =>
  Object.entries(values).some(([name, value]) => {
    const day = name.endsWith('On') ? parseDay(value) : undefined
    const end = name.endsWith('At') ? new Date(value) : day === undefined ? undefined : endOfDay(day)
    return end !== undefined && end > now && end <= until
  })

export type Delivery = { way: NoticeWay; at: Date | undefined }

type Letter = { template: MailTemplate; values: Readonly<Record<string, string>> }

/** Until when quiet hours hold a letter: every one but those of security and those whose term would end before they are over. */
export function heldUntil({ template, values }: Letter, hours: NoticeHours, now: Date): Date | undefined {
  if (topicOf[template] === 'SECURITY') return undefined
  const until = quietEnd(hours, now)
  return until === undefined || endsBefore(values, now, until) ? undefined : until
}

/** How a letter leaves and when (`at`; none: now). What would end before its digest leaves by itself. */
export function planDelivery(letter: Letter, choice: NoticeChoice, now: Date): Delivery {
  const topic = topicOf[letter.template]
  if (topic === 'SECURITY') return { way: 'AT_ONCE', at: undefined }
  const way = topic === 'RIGHTS' || topic === 'SEARCHES' ? 'AT_ONCE' : (choice.ways[topic] ?? 'AT_ONCE')
  if (way === 'NONE') return { way, at: undefined }
  const at = nextHour(now, choice.digestHour)
  if (way === 'DIGEST' && !endsBefore(letter.values, now, at)) return { way, at }
  return { way: 'AT_ONCE', at: heldUntil(letter, choice, now) }
}

/** The same rules as notice_setting's own, said in words. */
export function checkHours({ digestHour, quietFrom, quietUntil }: NoticeHours): Outcome {
  if (quietFrom === null && quietUntil === null) return ok()
  if (quietFrom === null) return refuse('notice.quiet-half', { field: 'quietFrom' })
  if (quietUntil === null) return refuse('notice.quiet-half', { field: 'quietUntil' })
  const length = span(quietFrom, quietUntil)
  if (length === 0 || length > quietHoursMax)
    return refuse('notice.quiet-long', { field: 'quietUntil', data: { max: quietHoursMax } })
  if (span(quietFrom, digestHour) < length) return refuse('notice.digest-unheard', { field: 'digestHour' })
  return ok()
}
