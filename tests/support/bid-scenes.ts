import type { BidContent } from '#app/domain/bid/content.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { saveAnswers, saveBudget } from '#app/services/bid/save-draft.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import type { TestDatabase } from './database.ts'
import {
  beforeDeadline,
  type CallOverrides,
  makeOrganization,
  makeOrganizationMember,
  must,
  type Organization,
  publishedCall,
} from './scenes.ts'
import { openTogether } from './opening-scenes.ts'

export type Bidder = Organization & { owner: Actor; editor: Actor; certifier: Actor }

/** An organization with three people: its owner, who writes, who seals. */
export async function makeBidder(t: TestDatabase, name = '晴川社区服务中心'): Promise<Bidder> {
  const organization = await makeOrganization(t, name)
  const editor = await makeOrganizationMember(t, organization, 'EDITOR', `${name}编写人`)
  const certifier = await makeOrganizationMember(t, organization, 'CERTIFIER', `${name}签章人`)
  return { ...organization, editor, certifier }
}

/** What a complete bid says, priced within the ceiling. */
export const sceneAnswers = (codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, `对${code}的回答：入户走访二百四十户，逐户评估需求。`]))
export const sceneLines: BidContent['budgetLines'] = [
  { item: '人员经费', basis: '2 名社工 × 8 个月 × 15,000 元', amountFen: '24000000' },
  { item: '活动经费', basis: '48 场 × 4,000 元', amountFen: '19200000' },
]

type BidStory = { bidId: string; bidder: Bidder }

/** A complete draft, not sealed. */
export async function draftedBid(
  t: TestDatabase,
  call: Call,
  {
    bidder,
    now = beforeDeadline(call, 60),
    priceFen = '43200000',
  }: { bidder?: Bidder; now?: string; priceFen?: string } = {},
): Promise<BidStory> {
  const who = bidder ?? (await makeBidder(t))
  const ctx = t.contextAt(now, who.editor)
  const { bidId } = must(await startBid(ctx, { callNo: call.callNo ?? '', organizationId: who.id }))
  const criteria = await t.owner.criterion.findMany({ where: { callId: call.id, kind: { not: 'PRICE' } } })
  must(await saveAnswers(ctx, { bidId, version: 1, answers: sceneAnswers(criteria.map(({ code }) => code)) }))
  const rest = BigInt(priceFen) - 24000000n
  const budgetLines = sceneLines.map((line, index) => ({
    ...line,
    ...(index === 1 ? { amountFen: String(rest) } : {}),
    // The rules of a venture ask what each line is for.
    ...(call.regime === 'VENTURE' ? { kind: 'OTHER' as const } : {}),
  }))
  must(await saveBudget(ctx, { bidId, version: 1, budgetLines, priceFen }))
  return { bidId, bidder: who }
}

/** A sealed bid, with the code that only its organization has. */
export async function sealedBid(
  t: TestDatabase,
  call: Call,
  options: { bidder?: Bidder; now?: string; priceFen?: string } = {},
): Promise<BidStory & { retrievalCode: string }> {
  const { bidId, bidder } = await draftedBid(t, call, options)
  const retrievalCode = newRetrievalCode()
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const ctx = t.contextAt(options.now ?? beforeDeadline(call, 30), bidder.certifier)
  must(await sealBid(ctx, { bidId, version, retrievalCode }))
  return { bidId, bidder, retrievalCode }
}

/** A published call with sealed bids of as many organizations. */
export async function callWithSealedBids(t: TestDatabase, count = 3, overrides: CallOverrides = {}) {
  const story = await publishedCall(t, overrides)
  const bids = []
  for (let number = 1; number <= count; number += 1) {
    const bidder = await makeBidder(t, `第${number}社区服务中心`)
    bids.push(await sealedBid(t, story.call, { bidder, priceFen: String(40_000_000 + number * 100_000) }))
  }
  return { ...story, bids }
}

/** The same call after its deadline, opened by its two officials. */
export async function openedCall(t: TestDatabase, count = 3, overrides: CallOverrides = {}) {
  const story = await callWithSealedBids(t, count, overrides)
  await openTogether(t, story)
  return { ...story, call: await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } }) }
}
