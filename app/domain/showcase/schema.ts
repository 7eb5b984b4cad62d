import { z } from 'zod'
import { day, optionalText, text, uuid, wholeNumber } from '../shared/form-fields.ts'

export const showcaseKinds = ['MODEL_PROJECT', 'SERVICE_BRAND', 'AUTONOMY_BRAND', 'MODEL_COMMUNITY'] as const
export type ShowcaseKind = (typeof showcaseKinds)[number]
export const phases = ['PILOT', 'ROLL_OUT', 'COVERED'] as const
export type Phase = (typeof phases)[number]
export const showcaseMax = { reason: 600, documentNo: 120 } as const

const kind = z.enum(showcaseKinds, { error: 'form.choice' })
const documentNo = text(showcaseMax.documentNo, 2)

/** A project by its number, or a community: exactly one, as its kind asks. */
export const showcaseForm = z
  .object({
    bodyId: uuid,
    kind,
    projectNo: optionalText(40),
    communityId: z.union([z.literal(''), uuid]).optional(),
    reason: text(showcaseMax.reason, 5),
    documentNo,
    fromOn: day,
    untilOn: day,
  })
  .superRefine(({ kind: of, projectNo, communityId, fromOn, untilOn }, ctx) => {
    const wrong = (path: string, message: string) => {
      ctx.addIssue({ code: 'custom', message, path: [path] })
    }
    const hasCommunity = communityId !== undefined && communityId !== ''
    if (of === 'MODEL_PROJECT' && projectNo === '') wrong('projectNo', 'form.required')
    if (of === 'MODEL_COMMUNITY' && !hasCommunity) wrong('communityId', 'form.required')
    if ((projectNo !== '') === hasCommunity) wrong('projectNo', 'showcase.error.one')
    if (untilOn < fromOn) wrong('untilOn', 'showcase.error.days')
  })
export type ShowcaseTyped = z.output<typeof showcaseForm>
export const quotaForm = z.object({
  bodyId: uuid,
  regionId: uuid,
  kind,
  year: wholeNumber(2000, 2100),
  quota: wholeNumber(1, 1_000),
  documentNo,
})
export type QuotaTyped = z.output<typeof quotaForm>
export const phaseForm = z.object({
  bodyId: uuid,
  regionId: uuid,
  phase: z.enum(phases, { error: 'form.choice' }),
  fromOn: day,
  documentNo,
})
export type PhaseTyped = z.output<typeof phaseForm>

export const entries = ['showcase', 'quota', 'phase'] as const
export type Entry = (typeof entries)[number]
export const entryStep = z.object({ entry: z.enum(entries), id: uuid })
