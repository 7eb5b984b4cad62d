import { z } from 'zod'
import { dateTime, file, optionalText, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'

export const meetingMax = {
  title: 80,
  agenda: 1_500,
  place: 120,
  chair: 60,
  minutes: 5_000,
  motion: 200,
  reason: 300,
} as const

/** Who sits there, and for whom (seeds A45, A72). */
export const constituencies = [
  'RESIDENTS',
  'RESIDENT_REPRESENTATIVES',
  'COMMITTEE_MEMBERS',
  'PARTY_DELEGATES',
  'PEOPLES_CONGRESS',
  'CPPCC',
  'MIGRANT_WORKERS',
  'OVERSEAS_COMPATRIOTS',
  'OWNERS_COMMITTEE',
  'PROPERTY_MANAGER',
  'LOCAL_UNITS',
  'SOCIAL_ORGANIZATIONS',
  'POLICE',
  'EXPERTS',
  'OFFICES',
] as const
export type Constituency = (typeof constituencies)[number]

/** An empty field or 0: no seats. */
const seats = z
  .union([z.literal(''), wholeNumber(0, 1_000_000)])
  .optional()
  .transform((value) => (value === '' || value === undefined ? 0 : value))

export const meetingForm = z
  .object({
    bodyId: uuid,
    regionId: uuid,
    kind: z.string().regex(/^[A-Z_]{3,40}$/, { error: 'form.choice' }),
    title: text(meetingMax.title, 4),
    agenda: text(meetingMax.agenda, 5),
    place: text(meetingMax.place, 2),
    chair: text(meetingMax.chair, 2),
    startsAt: dateTime,
    /** Numbers of needs, calls and projects, whatever separates them. */
    subjects: optionalText(400),
    seats: z.partialRecord(z.enum(constituencies), seats).default({}),
  })
  .transform(({ seats: asked, subjects, ...rest }) => ({
    ...rest,
    subjects: [...new Set(subjects.split(/[\s,，、;；]+/).filter((part) => part !== ''))],
    seats: constituencies.flatMap((constituency) => {
      const count = asked[constituency] ?? 0
      return count > 0 ? [{ constituency, seats: count }] : []
    }),
  }))
export type MeetingTyped = z.output<typeof meetingForm>

export const attendanceForm = z.object({
  version,
  attended: z.partialRecord(z.enum(constituencies), wholeNumber(0, 1_000_000)).default({}),
})
export const voteForm = z.object({
  motion: text(meetingMax.motion, 4),
  votesFor: wholeNumber(0, 1_000_000),
  votesAgainst: wholeNumber(0, 1_000_000),
  abstained: wholeNumber(0, 1_000_000),
})
export const paperForm = z.object({ file })
export const minutesForm = z.object({ version, minutes: text(meetingMax.minutes, 10) })
export const cancelMeetingForm = z.object({ version, reason: text(meetingMax.reason, 4) })
