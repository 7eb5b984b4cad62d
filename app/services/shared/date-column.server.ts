import { type Day, toDay } from '#app/domain/shared/day.ts'

/** A `date` column holds a Beijing day; Prisma hands it over as midnight UTC of that day. */
export const dayOfDate = (date: Date): Day => toDay(date.toISOString().slice(0, 10))
export const dateOfDay = (day: Day): Date => new Date(`${day}T00:00:00Z`)
