import { type AmendmentSide, type Authority, budgetAuthority, movedFen } from '#app/domain/amendment/authority.ts'
import {
  amendContent,
  type AmendmentChanges,
  budgetChanges,
  linesOf,
  milestoneChanges,
  type MilestoneWish,
} from '#app/domain/amendment/changes.ts'
import { type MoreLine, type MoreMilestone, supplementChanges } from '#app/domain/amendment/supplement.ts'
import { amendmentPolicy, startAmendmentPolicy } from '#app/domain/amendment/policy.ts'
import { isOwed } from '#app/domain/milestone/progress.ts'
import { contractText } from '#app/domain/project/contract-content.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { contractSha256 } from '#app/services/project/read-contract-content.server.ts'
import { lockContract, lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Amendment, Contract, Project } from '#prisma/generated/client.ts'
import {
  changesOf,
  type ContentInForce,
  factsOf,
  nextAmendmentNumber,
  readAmendmentRule,
  readInForce,
  readSupplementStanding,
} from './store.server.ts'

export type AmendmentWish =
  | { kind: 'BUDGET'; /** Fen by position. */ amounts: ReadonlyMap<number, bigint> }
  | { kind: 'MILESTONE'; wishes: readonly MilestoneWish[] }
  | { kind: 'SUPPLEMENT'; milestones: readonly MoreMilestone[]; lines: readonly MoreLine[] }

export type DraftAmendment = {
  projectId: string
  side: AmendmentSide
  /** 0 where there is no draft yet. */
  version: number
  reason: string
  wish: AmendmentWish
}

/**
 * Writes what is to change in a signed contract, over the content in force: a new draft of its side, or the one there is. Nothing
 * changes by it. The same form posted twice makes one draft.
 */
export const draftAmendment = (ctx: Context, input: DraftAmendment) =>
  transact<{ amendmentId: string }>(ctx, async (tx) => {
    const { side, wish, reason } = input
    const project = await lockProject(tx, input.projectId)
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(startAmendmentPolicy, side, ctx.actor, project) || ctx.actor.accountId === undefined)
      return refuse('forbidden')
    if (project.state !== 'ACTIVE' && project.state !== 'SUSPENDED') return refuse('amendment.project-over')
    if (wish.kind === 'BUDGET' && side !== 'SUPPLIER') return refuse('forbidden')
    if (
      wish.kind === 'SUPPLEMENT' &&
      (side !== 'BUYER' || !may(startAmendmentPolicy, 'supplement', ctx.actor, project))
    )
      return refuse('forbidden')
    const contract = await lockContract(tx, project.contractId)
    const inForce = contract === null ? null : await readInForce(tx, contract.id)
    if (contract === null || inForce === null) return refuse('amendment.no-original')

    const wished = await readChanges(tx, ctx, project, inForce, wish)
    if (!wished.ok) return wished
    const { changes } = wished
    const drafts = await tx.amendment.findMany({ where: { contractId: contract.id, side, state: 'DRAFT' } })
    const [draft] = drafts
    const known = draft === undefined ? ok() : checkDraft(ctx, project, draft, input, changes)
    if (!known.ok) return known
    if (draft === undefined && input.version !== 0) return stale()
    if (draft !== undefined && input.version === 0) return ok({ amendmentId: draft.id })

    const written = await readWritten(tx, { project, contract, inForce, changes, reason })
    const amendmentId = draft?.id ?? (await create(tx, ctx, contract, { side, changes, reason, written }))
    if (draft !== undefined)
      await tx.amendment.update({
        where: { id: draft.id },
        data: { ...written, reason, changes, version: { increment: 1 } },
      })
    await record(tx, ctx, {
      type: 'amendment.drafted',
      entity: 'amendment',
      entityId: amendmentId,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { kind: changes.kind, number: written.number },
    })
    return ok({ amendmentId })
  })

/** A side has one draft at a time. The first form posted again finds what it made; any other page is old. */
function checkDraft(
  ctx: Context,
  project: Project,
  draft: Amendment,
  { version, reason }: DraftAmendment,
  changes: AmendmentChanges,
): Outcome {
  if (!may(amendmentPolicy, 'write', ctx.actor, factsOf(draft, project))) return refuse('forbidden')
  if (draft.kind !== changes.kind) return refuse('amendment.draft-open')
  if (version === 0)
    return draft.reason === reason && canonicalJson(changesOf(draft)) === canonicalJson(changes) ? ok() : stale()
  return draft.version === version ? ok() : stale()
}

async function readChanges(
  tx: Tx,
  ctx: Context,
  project: Project,
  { content }: ContentInForce,
  wish: AmendmentWish,
): Promise<Outcome<{ changes: AmendmentChanges }>> {
  if (wish.kind === 'BUDGET') return budgetChanges(content, wish.amounts)
  const milestones = await tx.milestone.findMany({
    where: { projectId: project.id },
    select: { position: true, state: true },
  })
  if (wish.kind === 'SUPPLEMENT') {
    const standing = await readSupplementStanding(tx, project.contractId)
    if (standing === null) return refuse('amendment.no-supplement')
    return supplementChanges(content, wish, {
      leftFen: standing.leftFen,
      lastPosition: Math.max(0, ...milestones.map(({ position }) => position)),
      today: dayOf(ctx.now),
    })
  }
  const changeable = new Set(milestones.filter(({ state }) => isOwed(state)).map(({ position }) => position))
  return milestoneChanges(content, wish.wishes, { changeable, today: dayOf(ctx.now) })
}

type Facts = {
  project: Project
  contract: Contract
  inForce: ContentInForce
  changes: AmendmentChanges
  reason: string
}

/** Everything of an amendment that follows from what it changes. */
export async function readWritten(tx: Tx, { project, contract, inForce, changes, reason }: Facts) {
  const number = await nextAmendmentNumber(tx, contract.id)
  const previousSha256 = inForce.sha256
  const content = amendContent(inForce.content, changes, { number, kind: changes.kind, reason, previousSha256 })
  const moved = changes.kind === 'BUDGET' ? await readMoved(tx, contract.id, linesOf(content)) : 0n
  return {
    number,
    previousSha256,
    contentText: contractText(content),
    contentSha256: contractSha256(content),
    movedFen: moved,
    authority: changes.kind === 'BUDGET' ? await readAuthority(tx, project, contract, moved) : 'CONTRACT',
  }
}

/** Against the budget both sides signed last: many small shifts are not a large one unseen. */
async function readMoved(tx: Tx, contractId: string, lines: ReturnType<typeof linesOf>): Promise<bigint> {
  const agreed = await readInForce(tx, contractId, true)
  return agreed === null ? 0n : movedFen(linesOf(agreed.content), lines)
}

async function readAuthority(tx: Tx, project: Project, contract: Contract, moved: bigint): Promise<Authority> {
  const { regime } = await tx.call.findUniqueOrThrow({ where: { id: project.callId }, select: { regime: true } })
  const rule = await readAmendmentRule(tx, regime, contract.signedAt ?? contract.createdAt)
  return budgetAuthority(moved, project.amountFen, rule)
}

async function create(
  tx: Tx,
  ctx: Context,
  { id: contractId }: Contract,
  {
    side,
    changes,
    reason,
    written,
  }: {
    side: AmendmentSide
    changes: AmendmentChanges
    reason: string
    written: Awaited<ReturnType<typeof readWritten>>
  },
): Promise<string> {
  const { id } = await tx.amendment.create({
    data: {
      ...written,
      contractId,
      side,
      kind: changes.kind,
      reason,
      changes,
      draftedById: ctx.actor.accountId ?? '',
      draftedAt: ctx.now,
    },
    select: { id: true },
  })
  return id
}
