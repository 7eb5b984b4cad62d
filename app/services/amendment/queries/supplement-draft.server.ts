import { linesOf } from '#app/domain/amendment/changes.ts'
import { startAmendmentPolicy } from '#app/domain/amendment/policy.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { may } from '#app/domain/shared/policy.ts'
import { spendableFen } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { changesOf, readInForce } from '../store.server.ts'
import { readSupplement, type SupplementView } from './amendment-page.server.ts'

/** Fen as text; `typed`: the fields of the form as the draft has them. */
export type SupplementDraftPage = {
  projectId: string
  projectTitle: string
  /** Signed first. */
  amountFen: string
  spendableFen: string
  supplement: SupplementView
  hasLines: boolean
  version: number
  reason: string
  typed: Record<string, unknown>
}

/** What a supplement is written from; null where the reader may not write one, or the regime knows none. */
export async function readSupplementDraft(ctx: Context, projectId: string): Promise<SupplementDraftPage | null> {
  const project = await ctx.db.project.findUnique({
    where: { id: projectId },
    include: { call: { select: { fundId: true } } },
  })
  if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return null
  if (!may(startAmendmentPolicy, 'supplement', ctx.actor, project)) return null
  if (project.state !== 'ACTIVE' && project.state !== 'SUSPENDED') return null
  const { contractId } = project
  const [inForce, supplement] = [await readInForce(ctx.db, contractId), await readSupplement(ctx, contractId)]
  if (inForce === null || supplement === null) return null
  const draft = await ctx.db.amendment.findFirst({
    where: { contractId, side: 'BUYER', kind: 'SUPPLEMENT', state: 'DRAFT' },
  })
  return {
    projectId,
    projectTitle: project.title,
    amountFen: project.amountFen.toString(),
    spendableFen: (project.call.fundId === null ? 0n : await spendableFen(ctx.db, project.call.fundId)).toString(),
    supplement,
    hasLines: linesOf(inForce.content).length > 0,
    version: draft?.version ?? 0,
    reason: draft?.reason ?? '',
    typed: draft === null ? {} : typedOf(changesOf(draft)),
  }
}

const yuan = (fen: string) => fenToYuanText(toFen(BigInt(fen)))

function typedOf(changes: ReturnType<typeof changesOf>): Record<string, unknown> {
  if (changes.kind !== 'SUPPLEMENT') return {}
  return {
    milestones: changes.milestones.map(({ title, deliverable, dueOn, trancheFen, indicators: [aim] }) => ({
      title,
      deliverable,
      dueOn,
      amount: yuan(trancheFen),
      indicator: aim?.name ?? '',
      unit: aim?.unit ?? '',
      target: aim === undefined ? '' : String(aim.target),
    })),
    lines: changes.lines.map(({ item, basis, amountFen }) => ({ item, basis, amount: yuan(amountFen) })),
    isSame: 'on',
  }
}
