import { z } from 'zod'
import { criteriaText, requiredKinds } from '../milestone/schema.ts'
import { day, file, money, optionalText, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'

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

export const supplementMilestonesMax = 3
export const supplementLinesMax = 4
const isBlank = (row: unknown): boolean =>
  typeof row !== 'object' ||
  row === null ||
  Object.values(row).every((typed) => typeof typed !== 'string' || typed.trim() === '')
/** Rows that were left empty are not there; a row that was begun is finished. */
const rows = <Row extends z.ZodType>(row: Row, max: number) =>
  z.preprocess(
    (typed) => (Array.isArray(typed) ? (typed as unknown[]).filter((one) => !isBlank(one)) : []),
    z.array(row).max(max),
  )

export const supplementDraftForm = z.object({
  ...draft,
  /** More of the same service, as the law asks (政府采购法 art. 49). */
  isSame: z.literal('on', { error: 'form.required' }),
  milestones: rows(
    z.object({
      title: text(80, 2),
      deliverable: text(2_000, 5),
      dueOn: day,
      amount: money,
      indicator: optionalText(80),
      unit: optionalText(20),
      target: z.preprocess((typed) => (typed === '' || typed === undefined ? '0' : typed), wholeNumber(0, 999_999_999)),
    }),
    supplementMilestonesMax,
  ),
  lines: rows(z.object({ item: text(80, 1), basis: optionalText(500), amount: money }), supplementLinesMax),
})

/** The hash that was on the page: what is signed is what was read. */
export const amendmentSignForm = z.object({ version, contentSha256: z.string().regex(/^[0-9a-f]{64}$/) })
/** A further party signs here, or an official keeps its paper. */
export const amendmentPartySignForm = z.object({ amendmentId: uuid, contentSha256: z.string().regex(/^[0-9a-f]{64}$/) })
export const amendmentPaperForm = z.object({
  partyId: uuid,
  contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
  file,
})
export const amendmentStep = z.object({ version })
export const amendmentRefuseForm = z.object({ version, decisionReason: text(amendmentReasonMax, 5) })
