import { z } from 'zod'
import { checkbox, day, money, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'

export const venueMax = { unit: 60, name: 60, address: 120, description: 400, purpose: 200, reason: 200 } as const
export const venueKinds = ['HALL', 'ROOM', 'OUTDOOR', 'EQUIPMENT'] as const
export type VenueKind = (typeof venueKinds)[number]
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
/** Of an ISO weekday. */
export const weekdayName = (weekday: number): (typeof weekdayNames)[number] => weekdayNames[weekday - 1] ?? 'monday'

/** `09:30`, as a time field gives it; empty: closed. */
const clock = z
  .string()
  .optional()
  .transform((value) => (value ?? '').trim())
  .refine((value) => value === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(value), { error: 'venue.refusal.clock' })

const hours = z.object({ opens: clock, closes: clock })

const words = {
  unit: text(venueMax.unit, 2),
  name: text(venueMax.name, 2),
  kind: z.enum(venueKinds, { error: 'form.choice' }),
  address: text(venueMax.address, 2),
  capacity: wholeNumber(1, 100_000),
  description: text(venueMax.description, 4),
  fee: money,
  fullFee: money,
  hours: z.partialRecord(z.enum(weekdays), hours).default({}),
}

/** `fee`: fen an hour for funded projects, 0 is free; `fullFee`: what others pay. */
export const newVenueForm = z.object({ bodyId: uuid, regionId: uuid, ...words })
export const editVenueForm = z.object({ version, isOpen: checkbox, ...words })
export type VenueTyped = Omit<z.output<typeof newVenueForm>, 'bodyId' | 'regionId'>

export const bookForm = z.object({
  projectId: uuid,
  on: day,
  from: clock.refine((value) => value !== '', { error: 'form.required' }),
  to: clock.refine((value) => value !== '', { error: 'form.required' }),
  people: wholeNumber(1, 100_000),
  purpose: text(venueMax.purpose, 4),
})
export const bookingStep = z.object({ bookingId: uuid, version })
export const bookingReasonForm = z.object({ bookingId: uuid, version, reason: text(venueMax.reason, 2) })
