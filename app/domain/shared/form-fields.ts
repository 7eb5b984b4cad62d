import { z } from 'zod'
import { isClosedAddress } from '../account/closed.ts'
import { fileBytesMax } from '../file/media-type.ts'
import { type Day, parseDay, yearOf } from './day.ts'
import { type Fen, parseYuan, yuanDigitsMax } from './money.ts'

// What people type into forms, read once for every area. Errors are message keys.

/** Invisible and direction-changing characters that make two different names look alike. */
const unseen = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu

const tidy = (text: string) => text.normalize('NFC').replace(unseen, '').replace(/\r\n?/g, '\n').trim()

/** Characters as a reader counts them, punctuation included: the same count as the counter on the page. */
export const countCharacters = (text: string): number => Array.from(text).length

export const text = (max: number, min = 1) =>
  z
    .string({ error: 'form.required' })
    .transform(tidy)
    .refine((value) => countCharacters(value) >= min, { error: min === 1 ? 'form.required' : 'form.tooShort' })
    .refine((value) => countCharacters(value) <= max, { error: 'form.tooLong' })

export const optionalText = (max: number) =>
  z
    .string()
    .optional()
    .transform((value) => tidy(value ?? ''))
    .refine((value) => countCharacters(value) <= max, { error: 'form.tooLong' })

export const email = z
  .string({ error: 'form.required' })
  .transform((value) => tidy(value).toLowerCase())
  .pipe(z.email({ error: 'form.email' }).max(254, { error: 'form.tooLong' }))
  .refine((value) => !isClosedAddress(value), { error: 'form.email' })

/** A file that is there and not too large; what is in it is read later (services/file). */
export const file = z
  .instanceof(File, { error: 'form.fileMissing' })
  .refine(({ size }) => size <= fileBytesMax, { error: 'form.fileTooLarge' })

/** An amount but for its length: more digits than any sum here has. */
const isLongAmount = (value: string) =>
  /^[\d,.]+$/.test(value.trim()) && (/\d[\d,]*/.exec(value)?.[0] ?? '').replaceAll(',', '').length > yuanDigitsMax

/** Yuan as typed → fen. */
export const money = z.string({ error: 'form.required' }).transform((value, ctx): Fen => {
  const fen = parseYuan(value)
  if (fen === undefined) {
    ctx.issues.push({ code: 'custom', message: isLongAmount(value) ? 'form.moneyLong' : 'form.money', input: value })
    return z.NEVER
  }
  return fen
})

/** Nothing in this house is older or lies further ahead; PostgreSQL and the calendar know no year 0. */
const isOfOurTime = (year: number) => year >= 1900 && year <= 2199

export const day = z.string({ error: 'form.required' }).transform((value, ctx): Day => {
  const parsed = parseDay(value.trim())
  if (parsed === undefined || !isOfOurTime(yearOf(parsed))) {
    ctx.issues.push({ code: 'custom', message: 'form.date', input: value })
    return z.NEVER
  }
  return parsed
})

/** `2026-03-20T17:00`, as a datetime-local field gives it: Beijing time. */
export const dateTime = z.string({ error: 'form.required' }).transform((value, ctx): Date => {
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value.trim())
    ? new Date(`${value.trim()}:00+08:00`)
    : undefined
  if (instant === undefined || Number.isNaN(instant.getTime()) || !isOfOurTime(instant.getUTCFullYear())) {
    ctx.issues.push({ code: 'custom', message: 'form.dateTime', input: value })
    return z.NEVER
  }
  return instant
})

/** `outside`: the key of what to say of a number out of its range. */
export const wholeNumber = (min: number, max: number, outside = 'form.outOfRange') =>
  z
    .string({ error: 'form.required' })
    .transform((value) => value.trim())
    .refine((value) => /^\d+$/.test(value), { error: 'form.integer', abort: true })
    .refine((value) => value.length <= 9, { error: 'form.numberLong' })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: outside })

/** A number of points with at most two decimals, kept as text: no binary float on the way. */
export const points = z
  .string({ error: 'form.required' })
  .transform((value) => value.trim())
  .refine((value) => /^\d{1,3}(\.\d{1,2})?$/.test(value), { error: 'form.points' })

export const checkbox = z
  .string()
  .optional()
  .transform((value) => value === 'on' || value === 'yes')

/** Any of some words: one tick comes as a text, several as a list, none not at all. In the words' own order. */
export const ticks = <const Word extends string>(words: readonly Word[]) =>
  z.preprocess(
    (typed): unknown => (typed === undefined || typed === '' ? [] : Array.isArray(typed) ? typed : [typed]),
    z
      .array(z.enum(words, { error: 'form.choice' }))
      .transform((ticked) => words.filter((word) => ticked.includes(word))),
  )

export const version = z.coerce.number().int().min(1)
export const uuid = z.uuid()

/** A file input that was left empty comes as an empty file, or not at all. */
export const optionalFile = z.preprocess(
  (typed) => (typed instanceof File && typed.size === 0 ? undefined : typed),
  file.optional(),
)
