import { z } from 'zod'
import { email, optionalText, text, uuid, version } from '../shared/form-fields.ts'

/** What may be asked for: 个人信息保护法 art. 44 to 48. */
export const dataWishes = ['ACCESS', 'CORRECT', 'ERASE', 'STOP', 'EXPLAIN'] as const
export type DataWish = (typeof dataWishes)[number]

/** Where the data is. */
export const dataPlaces = ['NEED', 'GIFT', 'VOLUNTEER', 'STAFF', 'CONTACT', 'PAPER', 'ACCOUNT', 'OTHER'] as const
export type DataPlace = (typeof dataPlaces)[number]

/** `UNKNOWN`: by what was written nothing was found. */
export const dataOutcomes = ['DONE', 'PARTLY', 'REFUSED', 'UNKNOWN'] as const
export type DataOutcome = (typeof dataOutcomes)[number]

/** Days in which the link in the letter confirms; guard_data_request() holds it too. */
export const confirmDays = 3

export const wordsMax = 1000
export const answerMax = 3000

/** `key`: made with the page, so that a form sent twice asks once. */
export const dataRequestForm = z.object({
  key: uuid,
  wish: z.enum(dataWishes, { error: 'form.choice' }),
  about: z.enum(dataPlaces, { error: 'form.choice' }),
  words: text(wordsMax, 10),
  name: optionalText(40),
  email,
})
export type DataRequestTyped = z.output<typeof dataRequestForm>

export const dataAnswerForm = z.object({
  version,
  outcome: z.enum(dataOutcomes, { error: 'form.choice' }),
  answer: text(answerMax, 10),
})
export type DataAnswerTyped = z.output<typeof dataAnswerForm>
