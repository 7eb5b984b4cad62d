import type { AmendmentRule, AmendmentSide, Authority } from '#app/domain/amendment/authority.ts'
import { amendmentChanges, type AmendmentChanges } from '#app/domain/amendment/changes.ts'
import { type AmendmentEvent, amendmentLifecycle } from '#app/domain/amendment/lifecycle.ts'
import type { AmendmentFacts } from '#app/domain/amendment/policy.ts'
import { type ContractContent, contractContent } from '#app/domain/project/contract-content.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { lockContract, lockProject } from '#app/services/project/store.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { MilestoneState } from '#app/domain/milestone/lifecycle.ts'
import type { Amendment, Contract, Prisma, Project, Regime } from '#prisma/generated/client.ts'

export type LockedAmendment = { amendment: Amendment; contract: Contract; project: Project }

/** An amendment with its project and contract, all locked in that order; null when it is not there. */
export async function lockAmendment(tx: Tx, id: string): Promise<LockedAmendment | null> {
  const found = await tx.amendment.findUnique({
    where: { id },
    select: { contractId: true, contract: { select: { project: { select: { id: true } } } } },
  })
  if (found?.contract.project == null) return null
  const project = await lockProject(tx, found.contract.project.id)
  const contract = await lockContract(tx, found.contractId)
  const amendment = await tx.amendment.findUnique({ where: { id } })
  return project === null || contract === null || amendment === null ? null : { amendment, contract, project }
}

/** The only writer of an amendment's state. */
export async function moveAmendment(
  tx: Tx,
  row: Amendment,
  event: AmendmentEvent,
  data: Prisma.AmendmentUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = amendmentLifecycle.next(row.state, event)
  if (state === undefined) return refuse('amendment.wrong-state')
  const { count } = await tx.amendment.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

export const factsOf = (
  { side, authority, state }: Amendment,
  { bodyId, organizationId }: Pick<Project, 'bodyId' | 'organizationId'>,
): AmendmentFacts => ({
  bodyId,
  organizationId,
  side: side as AmendmentSide,
  authority: authority as Authority,
  state,
})

export const changesOf = ({ changes }: Pick<Amendment, 'changes'>): AmendmentChanges => amendmentChanges.parse(changes)

export type ContentInForce = { number: number; sha256: string; content: ContractContent }

/**
 * The content in force: the original, or the last amendment signed. `bothSigned`: the last one that both sides signed. Null where
 * nothing is signed, or where the original's text was not kept.
 */
export async function readInForce(tx: Db | Tx, contractId: string, bothSigned = false): Promise<ContentInForce | null> {
  const [row] = await tx.$queryRaw<{ number: number; sha256: string; content: unknown }[]>`
    SELECT number, sha256, content FROM contract_in_force(${contractId}::uuid, ${bothSigned})`
  return row === undefined || row.content === null ? null : { ...row, content: contractContent.parse(row.content) }
}

export type RuleInForce = AmendmentRule & { sourceZh: string; sourceEn: string; isConfirmed: boolean }

/** The rule of the day the contract was signed. @throws when there is none: migrations wrote one for every regime. */
export const readAmendmentRule = (tx: Db | Tx, regime: Regime, signedAt: Date): Promise<RuleInForce> =>
  tx.amendmentRule.findFirstOrThrow({
    where: { regime, validFrom: { lte: new Date(dayOf(signedAt)) } },
    orderBy: { validFrom: 'desc' },
  })

/** What may still be added to a contract, by the rule of the day it was signed; null where its regime knows no supplements. Fen. */
export type SupplementStanding = {
  leftFen: bigint
  addedFen: bigint
  limitBps: number
  sourceZh: string
  sourceEn: string
  isConfirmed: boolean
}
export async function readSupplementStanding(tx: Db | Tx, contractId: string): Promise<SupplementStanding | null> {
  const [row] = await tx.$queryRaw<SupplementStanding[]>`
    SELECT supplement_left(k.id) AS "leftFen", supplements_of(k.award_id) AS "addedFen", r.limit_bps AS "limitBps", r.source_zh AS "sourceZh",
      r.source_en AS "sourceEn", r.is_confirmed AS "isConfirmed"
    FROM contract k JOIN award w ON w.id = k.award_id JOIN call c ON c.id = w.call_id JOIN LATERAL (SELECT * FROM supplement_rule
      WHERE regime = c.regime AND valid_from <= (k.signed_at AT TIME ZONE 'Asia/Shanghai')::date ORDER BY valid_from DESC LIMIT 1) r ON true
    WHERE k.id = ${contractId}::uuid`
  return row ?? null
}

/** The number the next amendment would have: drafts have none of their own yet. */
export async function nextAmendmentNumber(tx: Db | Tx, contractId: string): Promise<number> {
  const last = await tx.amendment.aggregate({
    where: { contractId, offeredAt: { not: null } },
    _max: { number: true },
  })
  return (last._max.number ?? 0) + 1
}

/** Whether a milestone this amendment changes was reported or accepted since: then it is fixed. */
export async function touchesFixed(tx: Db | Tx, amendment: Amendment, projectId: string): Promise<boolean> {
  const changes = changesOf(amendment)
  if (changes.kind !== 'MILESTONE') return false
  const position = { in: changes.milestones.map((milestone) => milestone.position) }
  const state = { notIn: ['PLANNED', 'RETURNED'] satisfies MilestoneState[] }
  return (await tx.milestone.count({ where: { projectId, position, state } })) > 0
}

/** How many further parties have not signed an amendment that they have to sign. */
export async function partiesUnsigned(db: Pick<Db | Tx, '$queryRaw'>, amendmentId: string): Promise<number> {
  const [row] = await db.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM amendment_parties_unsigned(${amendmentId}::uuid)`
  return row?.count ?? 0
}
