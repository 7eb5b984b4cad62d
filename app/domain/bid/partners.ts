import { z } from 'zod'
import { text } from '../shared/form-fields.ts'
import { definePolicy } from '../shared/policy.ts'
import type { BidContent } from './content.ts'
import type { BidState } from './lifecycle.ts'
import type { BidProblem } from './ready.ts'

/** Another organization in a bid, with its share of the work: a partner, or a filed community group that the bidder hosts. */
export type Partner = {
  organizationId: string
  name: string
  isHosted: boolean
  /** Basis points of the whole. */
  shareBps: number
  work: string
  isConfirmed: boolean
}

/** As many as a bid names. */
export const partnersMax = 5

export const leadShareBps = (partners: readonly Pick<Partner, 'shareBps'>[]): number =>
  10_000 - partners.reduce((sum, { shareBps }) => sum + shareBps, 0)

/** A content with the partners as they have agreed; without the member where there are none. */
export function withPartners(content: BidContent, partners: readonly Partner[]): BidContent {
  const rest = { ...content }
  delete rest.partners
  if (partners.length === 0) return rest
  return {
    ...rest,
    partners: partners.map(({ organizationId, name, isHosted, shareBps, work }) => ({
      organizationId,
      name,
      isHosted,
      shareBps,
      work,
    })),
  }
}

/** Nobody is sealed into a bid without having said yes. */
export const partnerProblems = (partners: readonly Partner[]): BidProblem[] =>
  partners
    .filter(({ isConfirmed }) => !isConfirmed)
    .map(({ organizationId, name }) => ({
      part: 'partners',
      code: 'partner-unconfirmed',
      at: organizationId,
      data: { organization: name },
    }))

/** What somebody of the named organization may do; the bid itself they do not read. */
export const partnerPolicy = definePolicy<{ organizationId: string }>()({
  see: { owner: true, editor: true, certifier: true },
  answer: { owner: true, certifier: true },
})

/** What has become of a bid, as those who are part of it are told; the words are at `application.partners.stand`. */
export type PartnershipStand =
  'draft' | 'missed' | 'closed' | 'sealed' | 'waiting' | 'withdrawn' | 'review' | 'rejected' | 'decided'

/** Scores and ranks are nobody's before the result is public: until then a scored bid is under review. */
export function partnershipStand(
  state: BidState,
  call: { isTaking: boolean; hasEnded: boolean; isPublished: boolean },
): PartnershipStand {
  if (state === 'WITHDRAWN') return 'withdrawn'
  if (call.hasEnded) return 'closed'
  if (state === 'DRAFT') return call.isTaking ? 'draft' : 'missed'
  if (state === 'SEALED') return call.isTaking ? 'sealed' : 'waiting'
  if (state === 'REJECTED') return 'rejected'
  return call.isPublished ? 'decided' : 'review'
}

/** A share in percent, at most two decimals → basis points. */
const share = z
  .string({ error: 'form.required' })
  .transform((typed) => typed.normalize('NFKC').trim().replace(/%$/, ''))
  .refine((typed) => /^\d{1,2}(\.\d{1,2})?$/.test(typed) && Number(typed) > 0, { error: 'application.error.share' })
  .transform((typed) => Math.round(Number(typed) * 100))

export const partnerForm = z.object({ who: text(80), share, work: text(500) })
export const removePartnerForm = z.object({ organizationId: z.uuid() })
export const partnerParams = z.object({ bidId: z.uuid(), organizationId: z.uuid() })
