import type { AmendmentEvent } from '#app/domain/amendment/lifecycle.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { changeBudgetLine, changeMilestone } from '#app/services/project/store.server.ts'
import { partiesOf } from '#app/services/shared/tell.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { readInvalidated } from './read-invalidated.server.ts'
import { addSupplement } from './add-supplement.server.ts'
import { changesOf, type LockedAmendment, moveAmendment } from './store.server.ts'
import { tellSide } from './tell-side.server.ts'

/**
 * An amendment takes effect: its state first, then the parts of the contract, which the database opens for this transaction alone and
 * compares with what was signed when it ends.
 */
export async function putInForce(
  tx: Tx,
  ctx: Context,
  { amendment, contract, project }: LockedAmendment,
  event: Extract<AmendmentEvent, 'file' | 'sign'>,
  data: Prisma.AmendmentUncheckedUpdateManyInput,
): Promise<Outcome> {
  const changes = changesOf(amendment)
  const invalidates = await readInvalidated(
    tx,
    { projectId: project.id, contractId: contract.id, previousSha256: amendment.previousSha256 },
    changes,
  )
  const moved = await moveAmendment(tx, amendment, event, { ...data, invalidates, settledAt: ctx.now })
  if (!moved.ok) return moved
  if (changes.kind === 'BUDGET')
    for (const { position, toFen } of changes.lines) await changeBudgetLine(tx, project.id, position, BigInt(toFen))
  else if (changes.kind === 'SUPPLEMENT') {
    const added = await addSupplement(tx, ctx, { amendment, project }, changes)
    if (!added.ok) return added
  } else for (const { position, to } of changes.milestones) await changeMilestone(tx, project.id, position, to)

  await record(tx, ctx, {
    type: 'amendment.signed',
    entity: 'amendment',
    entityId: amendment.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    callId: project.callId,
    isPublic: true,
    data: {
      number: amendment.number,
      kind: amendment.kind,
      authority: amendment.authority,
      contentSha256: amendment.contentSha256,
    },
    index: [{ kind: 'project', id: project.id }],
  })
  const { organizationName } = await partiesOf(tx, project)
  const values = {
    projectTitle: project.title,
    organizationName,
    whatKey: `amendment.kind.${amendment.kind}`,
    numberText: String(amendment.number),
  }
  for (const side of ['BUYER', 'SUPPLIER'] as const)
    await tellSide(tx, ctx, side, { ...project, amendmentId: amendment.id }, 'amendmentInForce', values)
  return ok()
}
