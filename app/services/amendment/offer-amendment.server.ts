import { amendmentPolicy } from '#app/domain/amendment/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { readWritten } from './draft-amendment.server.ts'
import { putInForce } from './put-in-force.server.ts'
import {
  changesOf,
  factsOf,
  lockAmendment,
  moveAmendment,
  partiesUnsigned,
  readInForce,
  touchesFixed,
} from './store.server.ts'
import { tellOtherSide, tellParties } from './tell-side.server.ts'

export type SignAmendment = { amendmentId: string; version: number; contentSha256: string }

/**
 * The certifier (or, where it is the buyer's wish, the approver) signs the amended content over the hash that was on the page. A notice is in
 * force by that; anything more goes to the other side.
 */
export const offerAmendment = (ctx: Context, input: SignAmendment) =>
  transact<{ isInForce: boolean }>(ctx, async (tx) => {
    const found = await lockAmendment(tx, input.amendmentId)
    if (found === null) return refuse('not-found')
    const { amendment, contract, project } = found
    const facts = factsOf(amendment, project)
    if (!may(amendmentPolicy, 'read', ctx.actor, facts)) return refuse('not-found')
    // Pressed again after it was done: the page is old, which is not the same as not being allowed to.
    if (amendment.state !== 'DRAFT')
      return amendment.version === input.version ? refuse('amendment.wrong-state') : stale()
    if (!may(amendmentPolicy, 'offer', ctx.actor, facts)) return refuse('forbidden')
    if (amendment.version !== input.version) return stale()
    const inForce = await readInForce(tx, contract.id)
    if (inForce === null) return refuse('amendment.no-original')
    const changes = changesOf(amendment)
    const written = await readWritten(tx, { project, contract, inForce, changes, reason: amendment.reason })
    // Something else was signed since this was written, or its author saw another page.
    if (written.contentSha256 !== amendment.contentSha256 || written.authority !== amendment.authority)
      return refuse('amendment.outdated')
    if (amendment.contentSha256 !== input.contentSha256) return refuse('amendment.hash-mismatch')
    if (await touchesFixed(tx, amendment, project.id)) return refuse('amendment.milestone-fixed')

    const signature = { offeredAt: ctx.now, offeredById: ctx.actor.accountId ?? null }
    if (amendment.authority === 'NOTICE') {
      const filed = await putInForce(tx, ctx, found, 'file', {
        ...signature,
        settledById: ctx.actor.accountId ?? null,
      })
      return filed.ok ? ok({ isInForce: true }) : filed
    }
    const offered = await moveAmendment(tx, amendment, 'offer', signature)
    if (!offered.ok) return offered
    await record(tx, ctx, {
      type: 'amendment.offered',
      entity: 'amendment',
      entityId: amendment.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { number: amendment.number, contentSha256: amendment.contentSha256 },
    })
    // Where further parties sign, the other side is asked once all of them have.
    if ((await partiesUnsigned(tx, amendment.id)) > 0) await tellParties(tx, ctx, amendment, project)
    else await tellOtherSide(tx, ctx, amendment, project)
    return ok({ isInForce: false })
  })
