import { awardPolicy } from '#app/domain/award/policy.ts'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import { type ContractLine, contractLines } from '#app/domain/award/contract-lines.ts'
import { type BidCofunding, bidContent } from '#app/domain/bid/content.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { moveBid } from '#app/services/bid/store.server.ts'
import { lockCall, moveCall, returnRest } from '#app/services/call/store.server.ts'
import { meetsConditions, partiesOfBid } from '#app/services/eligibility/read-unmet.server.ts'
import { availableFen, drawLines, postEntry, shareLines } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Bid, Call, Handover, Organization, ResultNotice } from '#prisma/generated/client.ts'
import { moveHandover, noticedHandover, restOf } from '#app/services/award/handover/store.server.ts'
import { type DraftTerms, type Prepared, prepareProject, type Rest } from './prepare-project.server.ts'
import { moveNotice, readAwardFacts } from './store.server.ts'
import { tellOrganization } from './tell-bidders.server.ts'

export type MakeAwards = { callId: string; noticeId: string; version: number; draftTerms: DraftTerms }
export type Awarded = Prepared & { awardId: string; bidId: string }

/**
 * The notice is over (the database's clock says so, in a trigger): awards, money, draft contracts and projects come from it in one
 * transaction, and what the call's budget still holds goes back to its fund.
 */
export const makeAwards = (ctx: Context, { callId, noticeId, version, draftTerms }: MakeAwards) =>
  transact<{ awards: Awarded[] }>(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const facts = await readAwardFacts(tx, ctx, call, true)
    if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    const { notice } = facts
    if (notice?.id !== noticeId) return call.state === 'AWARDED' ? refuse('award.already-made') : stale()
    if (!may(awardPolicy, 'award', ctx.actor, facts)) return refuse('award.not-approver')
    if (notice.version !== version) return stale()

    const chosen = await tx.noticedAward.findMany({
      where: { noticeId },
      orderBy: { bidId: 'asc' },
      include: { bid: { include: { organization: true } } },
    })
    for (const { bidId } of chosen) {
      const fit = await meetsConditions(tx, ctx, { ...(await partiesOfBid(tx, bidId)), use: 'AWARD' })
      if (!fit.ok) return fit
    }
    const isSole = notice.kind === 'RESULT' ? chosen.length === 1 : await hasSoleAwards(tx, callId)
    const settled = await settleBids(tx, notice, new Set(chosen.map(({ bidId }) => bidId)))
    if (!settled.ok) return settled
    await fillBudget(
      tx,
      ctx,
      call,
      notice,
      chosen.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    )
    const handover = await noticedHandover(tx, notice.id)
    if (handover !== null) await handOn(tx, ctx, handover)
    const awards: Awarded[] = []
    for (const { bid, amountFen } of chosen)
      awards.push(await award(tx, ctx, call, { bid, amountFen, notice, isSole, draftTerms, rest: restOf(handover) }))
    if (handover !== null) {
      const done = await moveHandover(tx, handover, 'award', { awardId: awards[0]?.awardId ?? null })
      if (!done.ok) return done
    }
    await returnRest(tx, ctx, call, `call.rest:${notice.id}`)
    const closed = await moveNotice(tx, notice, 'award', { closedAt: ctx.now })
    if (!closed.ok) return closed
    const moved = await moveCall(tx, call, 'award', { concludedAt: ctx.now })
    return moved.ok ? ok({ awards }) : moved
  })

/** The award whose rest a reserve takes over stands no longer; the database asks for the notice and the reserve's word. */
async function handOn(tx: Tx, ctx: Context, { projectId }: Handover): Promise<void> {
  const { awardId } = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { awardId: true } })
  await tx.award.updateMany({ where: { id: awardId, handedOnAt: null }, data: { handedOnAt: ctx.now } })
}

/** Whether the call funds one: then whoever takes its place is the only one too. */
const hasSoleAwards = async (tx: Tx, callId: string): Promise<boolean> =>
  (await tx.award.count({ where: { callId, isSole: false } })) === 0

/** After the first notice every bid of the result is settled; a promotion settles its own only. */
async function settleBids(tx: Tx, notice: ResultNotice, chosen: ReadonlySet<string>): Promise<Outcome> {
  const ids =
    notice.kind === 'PROMOTION'
      ? [...chosen]
      : (await tx.bidResult.findMany({ where: { resultId: notice.resultId }, select: { bidId: true } })).map(
          ({ bidId }) => bidId,
        )
  for (const bid of await tx.bid.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })) {
    const moved = await moveBid(tx, bid, chosen.has(bid.id) ? 'award' : 'lose')
    if (!moved.ok) return moved
  }
  return ok()
}

/** A reserve may cost more than the award whose place it takes: the fund gives the difference, never beyond the call's budget. */
async function fillBudget(tx: Tx, ctx: Context, call: Call, notice: ResultNotice, neededFen: bigint): Promise<void> {
  const missing = neededFen - ((await availableFen(tx, accountCode.callBudget(call.id))) ?? 0n)
  if (missing <= 0n || call.fundId === null) return
  await postEntry(tx, ctx, {
    key: `notice.allocated:${notice.id}`,
    kind: 'allocate',
    phase: 'posted',
    lines: await shareLines(tx, call.fundId, accountCode.fund(call.fundId), accountCode.callBudget(call.id), missing),
    memo: call.callNo ?? '',
  })
}

type NewAward = {
  bid: Bid & { organization: Organization }
  amountFen: bigint
  notice: ResultNotice
  isSole: boolean
  draftTerms: DraftTerms
  rest: Rest | undefined
}

async function award(
  tx: Tx,
  ctx: Context,
  call: Call,
  { bid, amountFen, notice, isSole, draftTerms, rest }: NewAward,
): Promise<Awarded> {
  const supplier = bid.organization
  const { id: awardId } = await tx.award.create({
    data: {
      callId: call.id,
      bidId: bid.id,
      noticeId: notice.id,
      amountFen,
      isSole,
      decidedById: ctx.actor.accountId ?? '',
      decidedAt: ctx.now,
    },
    select: { id: true },
  })
  await postEntry(tx, ctx, {
    key: `award.made:${awardId}`,
    kind: 'commit',
    phase: 'posted',
    lines: await drawLines(tx, accountCode.callBudget(call.id), accountCode.award(awardId), amountFen),
    memo: call.callNo ?? '',
  })
  const made = await prepareProject(tx, ctx, call, {
    awardId,
    amountFen: toFen(amountFen),
    supplier,
    ...(await readBudget(tx, bid.id, amountFen)),
    title: isSole ? call.title : `${call.title}（${supplier.name}）`,
    draftTerms,
    rest,
  })
  await tellOrganization(tx, ctx, bid.organizationId, 'awardMade', {
    callTitle: call.title,
    organizationName: supplier.name,
    amountFen: amountFen.toString(),
    projectNo: made.projectNo,
    url: `/ngo/projects/${made.projectId}`,
  })
  await record(tx, ctx, {
    type: 'award.made',
    entity: 'award',
    entityId: awardId,
    bodyId: call.bodyId,
    organizationId: bid.organizationId,
    callId: call.id,
    projectId: made.projectId,
    isPublic: true,
    data: { organizationName: supplier.name, amountFen: amountFen.toString(), projectNo: made.projectNo },
    index: [
      { kind: 'call', id: call.id },
      { kind: 'project', id: made.projectId },
      { kind: 'organization', id: bid.organizationId },
    ],
  })
  return { awardId, bidId: bid.id, ...made }
}

/** The winning bid's budget, as far as it was approved, and what others bring. */
async function readBudget(
  tx: Tx,
  bidId: string,
  amountFen: bigint,
): Promise<{ budgetLines: ContractLine[]; cofunding: BidCofunding[] }> {
  const opened = await tx.openedBid.findUnique({ where: { bidId }, select: { content: true } })
  if (opened === null) return { budgetLines: [], cofunding: [] }
  const reviewed = await tx.budgetReviewLine.findMany({ where: { bidId }, orderBy: { position: 'asc' } })
  const content = bidContent.parse(opened.content)
  const lines = content.budgetLines.map((line) => ({
    item: line.item,
    basis: line.basis,
    amountFen: BigInt(line.amountFen),
    kind: line.kind ?? null,
  }))
  const approved = reviewed.length === lines.length ? reviewed.map(({ approvedFen }) => approvedFen) : undefined
  return { budgetLines: contractLines(lines, toFen(amountFen), approved), cofunding: content.cofunding ?? [] }
}
