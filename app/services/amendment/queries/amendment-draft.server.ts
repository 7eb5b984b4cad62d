import type { AmendmentKind, AmendmentSide } from '#app/domain/amendment/authority.ts'
import { agreedOf, linesOf } from '#app/domain/amendment/changes.ts'
import { startAmendmentPolicy } from '#app/domain/amendment/policy.ts'
import type { EvidenceKind } from '#app/domain/milestone/terms.ts'
import { isOwed } from '#app/domain/milestone/progress.ts'
import { termsOf } from '#app/domain/project/contract-content.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { changesOf, readAmendmentRule, readInForce } from '../store.server.ts'
import { type RuleView, ruleView } from './amendment-page.server.ts'

export type DraftLine = { position: number; item: string; basis: string; amountFen: string; toFen: string }
export type DraftMilestone = {
  position: number
  title: string
  dueOn: string
  deliverable: string
  indicators: { name: string; unit: string; target: number }[]
  to: { dueOn: string; deliverable: string; targets: number[]; criteria: string[]; evidence: EvidenceKind[] }
}

export type AmendmentDraftPage = {
  projectId: string
  projectTitle: string
  amountFen: string
  rule: RuleView
  /** The draft there is; version 0 and no reason where there is none. */
  draftId: string | null
  version: number
  reason: string
  lines: DraftLine[]
  milestones: DraftMilestone[]
}

/** What may be changed, as it is in force and as the draft of this side has it; null where the reader may not change it. */
export async function readAmendmentDraft(
  ctx: Context,
  { projectId, side, kind }: { projectId: string; side: AmendmentSide; kind: AmendmentKind },
): Promise<AmendmentDraftPage | null> {
  const project = await ctx.db.project.findUnique({
    where: { id: projectId },
    include: {
      contract: true,
      call: { select: { regime: true } },
      milestones: { select: { position: true, state: true } },
    },
  })
  if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return null
  if (!may(startAmendmentPolicy, side, ctx.actor, project) || (kind === 'BUDGET' && side !== 'SUPPLIER')) return null
  if (project.state !== 'ACTIVE' && project.state !== 'SUSPENDED') return null
  const inForce = await readInForce(ctx.db, project.contractId)
  if (inForce === null || (kind === 'BUDGET' && linesOf(inForce.content).length < 2)) return null
  const { contract } = project
  const rule = await readAmendmentRule(ctx.db, project.call.regime, contract.signedAt ?? contract.createdAt)
  const draft = await ctx.db.amendment.findFirst({ where: { contractId: contract.id, side, kind, state: 'DRAFT' } })
  const changes = draft === null ? undefined : changesOf(draft)
  const lineTo = new Map(
    changes?.kind === 'BUDGET' ? changes.lines.map(({ position, toFen }) => [position, toFen]) : [],
  )
  const milestoneTo = new Map(
    changes?.kind === 'MILESTONE' ? changes.milestones.map(({ position, to }) => [position, to]) : [],
  )
  const changeable = new Set(project.milestones.filter(({ state }) => isOwed(state)).map(({ position }) => position))
  return {
    projectId,
    projectTitle: project.title,
    amountFen: project.amountFen.toString(),
    rule: ruleView(ctx, rule),
    draftId: draft?.id ?? null,
    version: draft?.version ?? 0,
    reason: draft?.reason ?? '',
    lines:
      kind === 'BUDGET'
        ? linesOf(inForce.content).map((line) => ({ ...line, toFen: lineTo.get(line.position) ?? line.amountFen }))
        : [],
    milestones:
      kind === 'MILESTONE'
        ? termsOf(inForce.content)
            .filter(({ position }) => changeable.has(position))
            .map((milestone) => ({
              position: milestone.position,
              title: milestone.title,
              dueOn: milestone.dueOn,
              deliverable: milestone.deliverable,
              indicators: milestone.indicators,
              to: { ...agreedOf(milestone), ...milestoneTo.get(milestone.position) },
            }))
        : [],
  }
}
