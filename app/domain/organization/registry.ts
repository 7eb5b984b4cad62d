import { z } from 'zod'
import type { Actor, Standing } from '../shared/actor.ts'
import { day, text, uuid } from '../shared/form-fields.ts'
import { definePolicy } from '../shared/policy.ts'

export type RegistryFacts = Standing & { readonly recordedById?: string | undefined }

const isSomebodyElse = (actor: Actor, { recordedById }: RegistryFacts) => actor.accountId !== recordedById

/** What a registry enters about the organizations of its place: one enters, another confirms. */
export const registryPolicy = definePolicy<RegistryFacts>()({
  read: { officer: true, approver: true, supervisor: true },
  enter: { officer: true },
  confirm: { approver: isSomebodyElse },
  withdraw: { officer: true, approver: true },
})

export const endKinds = ['MERGED', 'DISSOLVED'] as const
export type EndKind = (typeof endKinds)[number]
export const endMax = { documentNo: 80, reason: 300 }

export const hubDesignationForm = z.object({ fromOn: day, documentNo: text(endMax.documentNo) })
export const hubStep = z.object({ designationId: uuid })
/** Without a day: it is taken back before it was confirmed. */
export const endHubForm = z.object({ designationId: uuid, endedOn: day.optional(), reason: text(endMax.reason) })

export const organizationEndForm = z
  .object({
    kind: z.enum(endKinds, { error: 'form.choice' }),
    successorCode: z
      .string()
      .optional()
      .transform((value) => (value ?? '').normalize('NFKC').trim().toUpperCase()),
    endedOn: day,
    documentNo: text(endMax.documentNo),
    reason: text(endMax.reason),
  })
  .superRefine(({ kind, successorCode }, ctx) => {
    if ((kind === 'MERGED') !== (successorCode !== ''))
      ctx.issues.push({
        code: 'custom',
        message: kind === 'MERGED' ? 'form.required' : 'organization.refusal.successor-needless',
        path: ['successorCode'],
        input: successorCode,
      })
  })
export const endStep = z.object({ endId: uuid })
