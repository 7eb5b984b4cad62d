import { z } from 'zod'
import { day, money, text, uuid, version } from '../shared/form-fields.ts'

/** When one supplier alone may be asked (政府采购法 art. 31): nobody else can; it cannot wait; it is added to a contract, at most a tenth. */
export const singleSourceGrounds = ['ONLY_SUPPLIER', 'EMERGENCY', 'ADD_ON'] as const
export type SingleSourceGround = (typeof singleSourceGrounds)[number]

export const singleMax = { argument: 3000, opinion: 1500, facts: 3000, record: 6000 } as const
const opinion = z.object({
  name: text(40),
  employer: text(80),
  title: text(40),
  opinion: text(singleMax.opinion, 10),
})
const emptyMoney = z
  .string()
  .optional()
  .transform((value) => ((value ?? '').trim() === '' ? undefined : value))
  .pipe(money.optional())

export const singleSourceForm = z
  .object({
    version,
    ground: z.enum(singleSourceGrounds, { error: 'form.choice' }),
    argument: text(singleMax.argument, 20),
    creditCode: text(18, 18),
    original: emptyMoney,
    opinions: z.array(opinion).max(15).default([]),
  })
  .superRefine(({ ground, original }, ctx) => {
    if (ground === 'ADD_ON' && original === undefined)
      ctx.issues.push({ code: 'custom', message: 'single.error.original', path: ['original'], input: original })
  })
export type SingleSourceTyped = z.output<typeof singleSourceForm>

export const noticeSingleForm = z.object({ version })
export const objectSingleForm = z.object({ name: text(40, 2), facts: text(singleMax.facts, 10) })
export const answerSingleForm = z.object({
  objectionId: uuid,
  version,
  isUpheld: z.enum(['yes', 'no'], { error: 'form.choice' }),
  answer: text(singleMax.facts, 10),
})
export const negotiationForm = z.object({
  heldOn: day,
  place: text(120),
  /** One to a line. */
  people: text(600).transform((value) =>
    value
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
  record: text(singleMax.record, 20),
  agreed: money,
})
