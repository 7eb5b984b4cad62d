import type { AmendmentSide } from '#app/domain/amendment/authority.ts'
import { amendmentPolicy } from '#app/domain/amendment/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { SignAmendment } from './offer-amendment.server.ts'
import { putInForce } from './put-in-force.server.ts'
import {
  factsOf,
  type LockedAmendment,
  lockAmendment,
  moveAmendment,
  partiesUnsigned,
  touchesFixed,
} from './store.server.ts'
import { tellSide } from './tell-side.server.ts'

type Step = 'answer' | 'withdraw'

/** The amendment, locked, for somebody who may take this step and saw its newest version. */
async function lockedFor(
  tx: Tx,
  ctx: Context,
  step: Step,
  input: { amendmentId: string; version: number },
): Promise<Outcome<LockedAmendment>> {
  const found = await lockAmendment(tx, input.amendmentId)
  if (found === null) return refuse('not-found')
  const facts = factsOf(found.amendment, found.project)
  if (!may(amendmentPolicy, 'read', ctx.actor, facts)) return refuse('not-found')
  // Settled meanwhile: the page is old, which is not the same as not being allowed to.
  if (found.amendment.version !== input.version) return stale()
  if (!may(amendmentPolicy, step, ctx.actor, facts))
    return refuse(['DRAFT', 'OFFERED'].includes(found.amendment.state) ? 'forbidden' : 'amendment.wrong-state')
  return ok(found)
}

/** The other side signs, or an official approves, over the hash that was on the page: it is in force at once. */
export const signAmendment = (ctx: Context, input: SignAmendment) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'answer', input)
    if (!found.ok) return found
    const { amendment, project } = found
    if (amendment.contentSha256 !== input.contentSha256) return refuse('amendment.hash-mismatch')
    if ((await partiesUnsigned(tx, amendment.id)) > 0) return refuse('amendment.parties-unsigned')
    if (await touchesFixed(tx, amendment, project.id)) return refuse('amendment.milestone-fixed')
    return putInForce(tx, ctx, found, 'sign', { settledById: ctx.actor.accountId ?? null })
  })

/** The other side does not agree, and says why. */
export const refuseAmendment = (
  ctx: Context,
  input: { amendmentId: string; version: number; decisionReason: string },
) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'answer', input)
    if (!found.ok) return found
    const { amendment, project } = found
    const refused = await moveAmendment(tx, amendment, 'refuse', {
      decisionReason: input.decisionReason,
      settledAt: ctx.now,
      settledById: ctx.actor.accountId ?? null,
    })
    if (!refused.ok) return refused
    await note(tx, ctx, found, 'amendment.refused', { reason: input.decisionReason })
    const own = amendment.side as AmendmentSide
    await tellSide(tx, ctx, own, { ...project, amendmentId: amendment.id }, 'amendmentRefused', {
      projectTitle: project.title,
      reason: input.decisionReason,
    })
    return ok()
  })

/** Its own side takes it back, while nobody has answered. */
export const withdrawAmendment = (ctx: Context, input: { amendmentId: string; version: number }) =>
  transact<{ projectId: string }>(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'withdraw', input)
    if (!found.ok) return found
    const withdrawn = await moveAmendment(tx, found.amendment, 'withdraw', {
      settledAt: ctx.now,
      settledById: ctx.actor.accountId ?? null,
    })
    if (!withdrawn.ok) return withdrawn
    await note(tx, ctx, found, 'amendment.withdrawn', {})
    return ok({ projectId: found.project.id })
  })

const note = (
  tx: Tx,
  ctx: Context,
  { amendment, project }: LockedAmendment,
  type: string,
  data: Record<string, string>,
) =>
  record(tx, ctx, {
    type,
    entity: 'amendment',
    entityId: amendment.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    data: { number: amendment.number, ...data },
  })
