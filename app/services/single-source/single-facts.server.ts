import type { SingleFacts } from '#app/domain/single-source/policy.ts'
import type { Call, SingleSource } from '#prisma/generated/client.ts'

/** How a purchase from one supplier stands at this instant. */
export const singleFacts = (
  call: Pick<Call, 'bodyId' | 'state' | 'draftedById' | 'submittedById'>,
  source: Pick<SingleSource, 'noticedAt' | 'endsAt'> | null,
  now: Date,
): SingleFacts => ({
  bodyId: call.bodyId,
  callState: call.state,
  isNoticed: source?.noticedAt != null,
  isRunning:
    source?.noticedAt != null &&
    source.endsAt !== null &&
    source.endsAt > now &&
    (call.state === 'DRAFT' || call.state === 'SUBMITTED'),
  draftedById: call.draftedById,
  submittedById: call.submittedById,
})
