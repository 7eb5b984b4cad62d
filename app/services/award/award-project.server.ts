import type { ContractFacts } from '#app/domain/award/contract-facts.ts'
import { decideAward } from '#app/domain/award/decide-award.ts'
import { contractNumber, projectNumber } from '#app/domain/award/numbers.ts'
import { planTranches } from '#app/domain/award/plan-tranches.ts'
import { awardPolicy } from '#app/domain/award/policy.ts'
import { accountCode, transfer } from '#app/domain/ledger/accounts.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import type { Fen } from '#app/domain/shared/money.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { inForce } from './read-decided.server.ts'
import { moveBid } from '#app/services/bid/store.server.ts'
import { lockCall, moveCall } from '#app/services/call/store.server.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, CallMilestone, Organization } from '#prisma/generated/client.ts'

export type AwardProject = {
  callId: string
  /** The result's version as it was drawn. */
  version: number
  reasons: string
  /** Asked only where bids name no price. */
  grantedFen: Fen | undefined
  /** Writes the contract's draft in words; texts belong to pages (app/http/contract-terms.ts). */
  draftTerms: (facts: ContractFacts) => string
}

export type Awarded = { awardId: string; contractId: string; projectId: string; projectNo: string }

/**
 * Publishes the result and awards the first in rank, in one transaction: bids, award, money, the draft contract, the project
 * with its milestones and tranches, letters to every bidder, and the public record.
 */
export const awardProject = (ctx: Context, input: AwardProject) =>
  transact<Awarded>(ctx, async (tx) => {
    const call = await lockCall(tx, input.callId)
    if (call === null) return refuse('not-found')
    const result = await tx.result.findFirst({
      ...inForce,
      where: { ...inForce.where, callId: call.id },
      include: {
        bids: { include: { bid: { include: { organization: true, opened: { select: { priceFen: true } } } } } },
      },
    })
    const facts = { bodyId: call.bodyId, callState: call.state, isPublished: result?.publishedAt != null }
    if (result === null || !may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    if (facts.isPublished) return refuse('award.already-made')
    if (!may(awardPolicy, 'award', ctx.actor, facts)) return refuse('award.not-approver')
    if (result.version !== input.version) return stale()

    const decision = decideAward(
      result.bids.map(({ bidId, rank, bid }) => ({ bidId, rank, priceFen: bid.opened?.priceFen ?? null })),
      { ceilingFen: call.ceilingFen, grantedFen: input.grantedFen },
    )
    if (!decision.ok) return decision
    const { amountFen } = decision
    const winner = result.bids.find(({ bidId }) => bidId === decision.bidId)?.bid
    if (winner === undefined) throw new Error('the winner is among the bids')

    for (const { bid } of result.bids) {
      const moved = await moveBid(tx, bid, bid.id === winner.id ? 'award' : 'lose')
      if (!moved.ok) return moved
    }
    await tx.result.update({
      where: { id: result.id },
      data: {
        publishedAt: ctx.now,
        publishedById: ctx.actor.accountId ?? null,
        reasons: input.reasons,
        version: { increment: 1 },
      },
    })
    const award = await tx.award.create({
      data: {
        callId: call.id,
        bidId: winner.id,
        amountFen,
        decidedById: ctx.actor.accountId ?? '',
        decidedAt: ctx.now,
      },
    })
    const moved = await moveCall(tx, call, 'award', { concludedAt: ctx.now })
    if (!moved.ok) return moved
    await commitMoney(tx, ctx, call, { awardId: award.id, amountFen })
    const made = await prepareProject(tx, ctx, call, {
      awardId: award.id,
      amountFen,
      supplier: winner.organization,
      draftTerms: input.draftTerms,
    })
    await tellBidders(
      tx,
      ctx,
      call,
      result.bids.map(({ bid }) => bid),
    )
    await record(tx, ctx, {
      type: 'result.published',
      entity: 'result',
      entityId: result.id,
      bodyId: call.bodyId,
      callId: call.id,
      isPublic: true,
      data: { recordSha256: result.recordSha256, bids: result.bids.length },
    })
    await record(tx, ctx, {
      type: 'award.made',
      entity: 'award',
      entityId: award.id,
      bodyId: call.bodyId,
      organizationId: winner.organizationId,
      callId: call.id,
      projectId: made.projectId,
      isPublic: true,
      data: {
        organizationName: winner.organization.name,
        amountFen: amountFen.toString(),
        projectNo: made.projectNo,
      },
      index: [
        { kind: 'call', id: call.id },
        { kind: 'project', id: made.projectId },
        { kind: 'organization', id: winner.organizationId },
      ],
    })
    return ok({ awardId: award.id, ...made })
  })

/** The award out of the call's budget, and what the call no longer needs back to its fund. */
async function commitMoney(
  tx: Tx,
  ctx: Context,
  call: Call,
  { awardId, amountFen }: { awardId: string; amountFen: bigint },
): Promise<void> {
  await postEntry(tx, ctx, {
    key: `award.made:${awardId}`,
    kind: 'commit',
    phase: 'posted',
    lines: transfer(accountCode.callBudget(call.id), accountCode.award(awardId), amountFen),
    memo: call.callNo ?? '',
  })
  const restFen = call.budgetFen - amountFen
  if (restFen <= 0n || call.fundId === null) return
  await postEntry(tx, ctx, {
    key: `call.rest:${call.id}`,
    kind: 'reallocate',
    phase: 'posted',
    lines: transfer(accountCode.callBudget(call.id), accountCode.fund(call.fundId), restFen),
    memo: call.callNo ?? '',
  })
}

type NewProject = {
  awardId: string
  amountFen: Fen
  supplier: Organization
  draftTerms: AwardProject['draftTerms']
}

/** The draft contract, and the project that starts once it is signed. */
async function prepareProject(
  tx: Tx,
  ctx: Context,
  call: Call,
  { awardId, amountFen, supplier, draftTerms }: NewProject,
): Promise<Omit<Awarded, 'awardId'>> {
  const year = yearOf(dayOf(ctx.now))
  const contractNo = contractNumber(year, await nextNumber(tx, 'contract', year))
  const projectNo = projectNumber(year, await nextNumber(tx, 'project', year))
  const body = await tx.body.findUniqueOrThrow({ where: { id: call.bodyId }, select: { nameZh: true } })
  const plan = await tx.callMilestone.findMany({ where: { callId: call.id }, orderBy: { position: 'asc' } })
  const parts = planTranches(
    amountFen,
    plan.map(({ trancheBps }) => trancheBps),
  )
  const contract = await tx.contract.create({
    data: {
      awardId,
      contractNo,
      amountFen,
      draftedById: ctx.actor.accountId ?? '',
      createdAt: ctx.now,
      terms: draftTerms({
        contractNo,
        callNo: call.callNo ?? '',
        buyer: body.nameZh,
        supplier: supplier.name,
        creditCode: supplier.creditCode,
        title: call.title,
        amountFen,
        startsOn: dayOfColumn(call.startsOn),
        endsOn: dayOfColumn(call.endsOn),
        milestones: plan.map(({ title, deliverable, dueOn }, index) => ({
          title,
          deliverable,
          dueOn: dayOfColumn(dueOn),
          amountFen: parts[index],
        })),
      }),
    },
    select: { id: true },
  })
  const project = await tx.project.create({
    data: {
      projectNo,
      callId: call.id,
      awardId,
      contractId: contract.id,
      bodyId: call.bodyId,
      organizationId: supplier.id,
      title: call.title,
      summary: call.summary,
      field: call.field,
      instrument: call.instrument,
      regionId: call.regionId,
      amountFen,
      startsOn: call.startsOn,
      endsOn: call.endsOn,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  for (const [index, milestone] of plan.entries()) await addMilestone(tx, project.id, milestone, parts[index])
  return { contractId: contract.id, projectId: project.id, projectNo }
}

async function addMilestone(
  tx: Tx,
  projectId: string,
  { position, title, deliverable, dueOn, indicator, unit, target }: CallMilestone,
  trancheFen: Fen | undefined,
): Promise<void> {
  const milestone = await tx.milestone.create({
    data: { projectId, position, title, deliverable, dueOn },
    select: { id: true },
  })
  if (indicator !== '')
    await tx.indicator.create({ data: { milestoneId: milestone.id, position: 1, name: indicator, unit, target } })
  if (trancheFen !== undefined)
    await tx.tranche.create({ data: { projectId, milestoneId: milestone.id, amountFen: trancheFen } })
}

/** Winners and losers alike, in each member's own language. */
async function tellBidders(
  tx: Tx,
  ctx: Context,
  call: Call,
  bids: readonly { id: string; organizationId: string; organization: { name: string } }[],
): Promise<void> {
  const members = await tx.organizationMembership.findMany({
    where: { organizationId: { in: bids.map(({ organizationId }) => organizationId) }, account: { state: 'ACTIVE' } },
    distinct: ['organizationId', 'accountId'],
    select: { organizationId: true, account: { select: { email: true, locale: true } } },
  })
  for (const { id, organizationId, organization } of bids) {
    for (const { account } of members.filter((member) => member.organizationId === organizationId)) {
      await sendLetter(tx, ctx, {
        to: account.email,
        locale: account.locale === 'EN' ? 'en' : 'zh-CN',
        template: 'resultPublished',
        values: { callTitle: call.title, organizationName: organization.name, url: `/ngo/bids/${id}/result` },
      })
    }
  }
}

async function nextNumber(tx: Tx, series: 'contract' | 'project', year: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`SELECT next_number(${series}, ${year}::int) AS number`
  if (row === undefined) throw new Error('next_number returned nothing')
  return row.number
}

/** A date column comes as midnight UTC. */
const dayOfColumn = (date: Date): string => date.toISOString().slice(0, 10)
