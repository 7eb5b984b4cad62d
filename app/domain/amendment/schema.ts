import { z } from 'zod'
import { criteriaText, requiredKinds } from '../milestone/schema.ts'
import { day, money, text, version, wholeNumber } from '../shared/form-fields.ts'

export const amendmentReasonMax = 1_000
const reason = text(amendmentReasonMax, 5)

/** The draft's version; 0 where it is new. */
const draft = { version: z.coerce.number().int().min(0), reason }

export const budgetDraftForm = z.object({
  ...draft,
  lines: z.array(z.object({ position: z.coerce.number().int(), amount: money })).max(100),
})

export const milestoneDraftForm = z.object({
  ...draft,
  milestones: z
    .array(
      z.object({
        position: z.coerce.number().int(),
        dueOn: day,
        deliverable: text(2_000, 5),
        targets: z.array(wholeNumber(0, 999_999_999)).default([]),
        criteria: criteriaText,
        evidence: requiredKinds,
      }),
    )
    .max(100),
})

/** The hash that was on the page: what is signed is what was read. */
export const amendmentSignForm = z.object({ version, contentSha256: z.string().regex(/^[0-9a-f]{64}$/) })
export const amendmentStep = z.object({ version })
export const amendmentRefuseForm = z.object({ version, decisionReason: text(amendmentReasonMax, 5) })
