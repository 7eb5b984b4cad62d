import { z } from 'zod'
import { checkbox, dateTime, day, money, optionalText, text, version, wholeNumber } from '../shared/form-fields.ts'

export const diligenceMax = { people: 200, finding: 3000 } as const
export const diligenceWays = ['VISIT', 'CALL'] as const
export const diligenceForm = z.object({
  way: z.enum(diligenceWays, { error: 'form.choice' }),
  heldOn: day,
  people: text(diligenceMax.people, 2),
  finding: text(diligenceMax.finding, 10),
})

export const cutReasonMax = 300
export const budgetForm = z.object({
  dueAt: dateTime,
  lines: z
    .array(z.object({ approved: money, reason: optionalText(cutReasonMax) }))
    .min(1)
    .max(100),
})
export const declineMax = 500
export const acceptBudgetForm = z.object({ version })
export const declineBudgetForm = z.object({ version, reason: text(declineMax, 4) })

export const pitchForm = z
  .object({
    startsAt: dateTime,
    minutes: wholeNumber(3, 120, 'venture.error.minutes'),
    place: optionalText(200),
    link: optionalText(300).refine((value) => value === '' || /^https:\/\/\S+$/.test(value), {
      error: 'venture.error.link',
    }),
    version: version.optional(),
  })
  .superRefine(({ place, link }, ctx) => {
    if (place === '' && link === '')
      ctx.issues.push({ code: 'custom', message: 'venture.error.somewhere', path: ['place'], input: place })
  })

export const adviceMax = 3000
export const adviceSources = ['PANEL', 'OFFICER'] as const
export const adviseForm = z.object({
  source: z.enum(adviceSources, { error: 'form.choice' }),
  nothingToChange: checkbox,
  advice: text(adviceMax, 4),
})
export const answerAdviceForm = z.object({ version, answer: text(adviceMax, 4) })
export const acceptAdviceForm = z.object({ version })
