import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import type { BidContent } from '#app/domain/bid/content.ts'
import { contractTerms } from '#app/http/contract-terms.ts'
import type { Fen } from '#app/domain/shared/money.ts'
import { type Awarded, makeAwards } from '#app/services/award/make-awards.server.ts'
import { publishResult } from '#app/services/award/publish-result.server.ts'
import { saveAnswers, saveBudget, saveForm } from '#app/services/bid/save-draft.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { declareConflicts } from '#app/services/panel/declare-conflicts.server.ts'
import { freezeResult } from '#app/services/panel/freeze-result.server.ts'
import { pledge } from '#app/services/panel/pledge.server.ts'
import { admitRest } from '#app/services/panel/review-bid.server.ts'
import { saveSheet, submitSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { signResult } from '#app/services/panel/sign-result.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import type { Call, Criterion } from '#prisma/generated/client.ts'
import type { TestDatabase } from './database.ts'
import {
  afterDeadline,
  beforeDeadline,
  type Bureau,
  type CallOverrides,
  makeExpert,
  makeOrganization,
  makeOrganizationMember,
  must,
  type Organization,
  publishedCall,
} from './scenes.ts'
import { openTogether } from './opening-scenes.ts'
import { told } from './told.ts'

export type SceneBid = { bidId: string; organization: Organization; owner: Actor; certifier: Actor }
/** `shares`: the budget in lines of so many percent; one line where there are none. */
export type SceneBidder = { name: string; priceFen: bigint | null; shares?: Readonly<Record<string, bigint>> }
export type OpenedStory = { call: Call; bureau: Bureau; callNo: string; bids: SceneBid[]; criteria: Criterion[] }

const retrievalCode = '7K3M-7K3M-7K3M-7K3M-7K3M'

export const sceneBidders: readonly SceneBidder[] = [
  { name: '晴川社区服务中心', priceFen: 47_000_000n },
  { name: '知行社会工作发展中心', priceFen: 45_000_000n },
  { name: '邻里守望互助社', priceFen: 46_500_000n },
]

/** An organization's bid, sealed one hour and then some before the deadline. */
export async function sealedBid(
  t: TestDatabase,
  { call, callNo }: { call: Call; callNo: string },
  { name, priceFen, shares }: SceneBidder,
  minutesBefore = 60,
  made?: Organization & { owner: Actor },
): Promise<SceneBid> {
  const { owner, ...organization } = made ?? (await makeOrganization(t, name))
  const certifier = await makeOrganizationMember(t, organization, 'CERTIFIER', `${name}签章人`)
  const when = beforeDeadline(call, minutesBefore)
  const ctx = t.contextAt(when, owner)
  const { bidId } = must(await startBid(ctx, { callNo, organizationId: organization.id }))
  const criteria = await t.owner.criterion.findMany({ where: { callId: call.id, kind: { not: 'PRICE' } } })
  const answers = Object.fromEntries(criteria.map(({ code, title }) => [code, `${name}：${title}，已有调研与人员。`]))
  must(await saveAnswers(ctx, { bidId, version: 1, answers }))
  const asked = await t.owner.formItem.findMany({ where: { callId: call.id } })
  const rowOf = (columns: readonly string[]) =>
    Object.fromEntries(columns.map((_, index) => [`c${index + 1}`, `${name}甲`]))
  if (asked.length > 0)
    must(
      await saveForm(ctx, {
        bidId,
        version: 1,
        form: Object.fromEntries(asked.map(({ code }) => [code, `${name}承办`])),
        rows: Object.fromEntries(asked.map(({ code, columns }) => [code, [rowOf(columns)]])),
      }),
    )
  if (priceFen !== null) {
    const budgetLines: BidContent['budgetLines'] = Object.entries(shares ?? { 照护人员: 100n }).map(
      ([item, percent]) => ({
        item,
        basis: '12 人 × 8 个月',
        amountFen: String((priceFen * percent) / 100n),
        // The rules of a venture ask what each line is for.
        ...(call.regime === 'VENTURE' ? { kind: 'OTHER' as const } : {}),
      }),
    )
    must(await saveBudget(ctx, { bidId, version: 1, budgetLines, priceFen: String(priceFen) }))
  }
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  must(await sealBid(t.contextAt(when, certifier), { bidId, version, retrievalCode }))
  return { bidId, organization, owner, certifier }
}

/**
 * A story of long ago is told while a worker lives today: for it the deadline has passed, and it would close the list of bids meanwhile. So on a
 * site with a worker such a deadline is held from its first moment (start-site.ts), until the story is told.
 */
async function withoutWorker(t: TestDatabase, callId: string, tell: () => Promise<void>): Promise<void> {
  await tell()
  await t.owner.dueEvent.updateMany({
    where: { callId, doneAt: null, attempts: { gte: 1000 } },
    data: { attempts: { decrement: 1000 } },
  })
}

/** A call whose bids two officials have opened together. */
export const openedCall = told(
  'openedCall',
  async (
    t: TestDatabase,
    { bidders = sceneBidders, ...overrides }: CallOverrides & { bidders?: readonly SceneBidder[] } = {},
  ): Promise<OpenedStory> => {
    const story = await publishedCall(t, overrides)
    const bids: SceneBid[] = []
    await withoutWorker(t, story.call.id, async () => {
      for (const [index, bidder] of bidders.entries()) bids.push(await sealedBid(t, story, bidder, 60 - index))
      await openTogether(t, story)
    })
    return {
      ...story,
      call: await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } }),
      bids,
      criteria: await t.owner.criterion.findMany({ where: { callId: story.call.id }, orderBy: { position: 'asc' } }),
    }
  },
)

export type SceneExpert = Awaited<ReturnType<typeof makeExpert>>
export type SeatedStory = OpenedStory & { experts: SceneExpert[]; chair: SceneExpert }

/** Three experts with seats, the first in the chair; scoring has not started. */
export async function seatedPanel(t: TestDatabase, story: OpenedStory, seats = 3): Promise<SeatedStory> {
  const experts: SceneExpert[] = []
  const ctx = t.contextAt(afterDeadline(story.call, 60), story.bureau.approver)
  for (let number = 1; number <= seats; number += 1) {
    const expert = await makeExpert(t, { name: `专家${number}`, employer: `第${number}大学` })
    must(
      await seatExpert(ctx, {
        callId: story.call.id,
        expertId: expert.expertId,
        asChair: number === 1,
        reason: '专业性强，库内人选不足',
      }),
    )
    experts.push(expert)
  }
  const [chair] = experts
  if (chair === undefined) throw new Error('a panel has seats')
  return { ...story, experts, chair }
}

export async function startedPanel(t: TestDatabase, story: SeatedStory): Promise<SeatedStory> {
  await qualifyAll(t, story)
  const panel = await t.owner.panel.findUniqueOrThrow({ where: { callId: story.call.id } })
  const ctx = t.contextAt(afterDeadline(story.call, 120), story.bureau.approver)
  must(await startScoring(ctx, { callId: story.call.id, version: panel.version }))
  return { ...story, call: await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } }) }
}

/** The buyer finds every bid qualified. */
export const qualifyAll = (t: TestDatabase, { call, bureau }: OpenedStory) =>
  admitRest(t.contextAt(afterDeadline(call, 110), bureau.officer), { callId: call.id, stage: 'QUALIFICATION' })

/** The confidentiality agreement, where it is still owed. */
export async function agreeToPledge(t: TestDatabase, call: Call, expert: Actor): Promise<true> {
  await pledge(t.contextAt(afterDeadline(call, 175), expert), { callId: call.id, words: '保密约定' })
  return true
}

/** No tie with any bid, save those named. The chair, once declared, finds that what they may read conforms. */
export async function declareAll(
  t: TestDatabase,
  { call, bids }: OpenedStory,
  expert: Actor,
  conflictedBidIds: readonly string[] = [],
) {
  await agreeToPledge(t, call, expert)
  const ctx = t.contextAt(afterDeadline(call, 180), expert)
  const declared = await declareConflicts(ctx, {
    callId: call.id,
    declarations: bids.map(({ bidId }) => ({
      bidId,
      kind: conflictedBidIds.includes(bidId) ? 'COLLABORATION' : 'NONE',
      note: '',
    })),
  })
  if (declared.ok) await admitRest(ctx, { callId: call.id, stage: 'CONFORMITY' })
  return declared
}

/** Points per criterion code for one bid. */
export type Marks = Readonly<Record<string, string>>

/** The panel's finding that a bid conforms, by its chair, or by whoever may when the chair may not. */
async function conformed(t: TestDatabase, call: Call, bidId: string): Promise<void> {
  const where = { bidId_stage: { bidId, stage: 'CONFORMITY' as const } }
  if ((await t.owner.bidReview.findUnique({ where })) !== null) return
  const seats = await t.owner.seat.findMany({
    where: { panel: { callId: call.id }, state: 'SEATED', conflicts: { some: { bidId, kind: 'NONE' } } },
    orderBy: { isChair: 'desc' },
    select: { expertId: true, expert: { select: { account: { select: { id: true, name: true } } } } },
  })
  for (const { expertId, expert } of seats) {
    const actor = { ...anonymous, accountId: expert.account.id, name: expert.account.name, expertId }
    await admitRest(t.contextAt(afterDeadline(call, 185), actor), { callId: call.id, stage: 'CONFORMITY' })
  }
  await t.owner.bidReview.findUniqueOrThrow({ where })
}

/** Saves a whole sheet and hands it in. */
export async function scoreBid(
  t: TestDatabase,
  { call, criteria }: OpenedStory,
  expert: Actor,
  bidId: string,
  marks: Marks,
): Promise<void> {
  const ctx = t.contextAt(afterDeadline(call, 240), expert)
  await conformed(t, call, bidId)
  const scores = criteria
    .filter(({ kind }) => kind === 'SUBJECTIVE')
    .map(({ id, code }) => ({ criterionId: id, points: marks[code] ?? '0', reason: '材料与要求相符' }))
  const { version } = must(
    await saveSheet(ctx, { callId: call.id, bidId, version: unsavedVersion, scores, comment: '总体可行' }),
  )
  must(await submitSheet(ctx, { callId: call.id, bidId, version }))
}

/** Marks of each expert (row) for each bid (column), as points per criterion. */
const sceneMarks = (expert: number, bid: number): Marks => ({ c1: String(20 + bid * 2 + expert), c2: `${40 + bid}.5` })

/** Everyone has declared and handed in every sheet; the chair has not closed. */
export const scoredSheets = told(
  'scoredSheets',
  async (
    t: TestDatabase,
    overrides: Parameters<typeof openedCall>[1] & { marks?: (expert: number, bid: number) => Marks } = {},
  ): Promise<SeatedStory> => {
    const { marks = sceneMarks, ...rest } = overrides
    const story = await startedPanel(t, await seatedPanel(t, await openedCall(t, rest)))
    for (const [e, expert] of story.experts.entries()) {
      must(await declareAll(t, story, expert))
      for (const [b, { bidId }] of story.bids.entries()) await scoreBid(t, story, expert, bidId, marks(e, b))
    }
    return story
  },
)

/** The newest version of a call's result, signed or not. */
export const latestResult = (t: TestDatabase, callId: string) =>
  t.owner.result.findFirstOrThrow({ where: { callId }, orderBy: { versionNo: 'desc' } })

export const freezeAt = async (t: TestDatabase, { call }: OpenedStory, actor: Actor) => {
  const panel = await t.owner.panel.findUniqueOrThrow({ where: { callId: call.id } })
  return freezeResult(t.contextAt(afterDeadline(call, 300), actor), { callId: call.id, version: panel.version })
}

/** One member signs the newest version; with a dissent when one is given. */
export const signAt = async (t: TestDatabase, { call }: OpenedStory, actor: Actor, dissent = '') => {
  const { id, recordSha256 } = await latestResult(t, call.id)
  const ctx = t.contextAt(afterDeadline(call, 310), actor)
  return signResult(ctx, { callId: call.id, resultId: id, recordSha256, dissent })
}

/** Every seated member signs; with the last hand the panel closes. */
export async function signAll(t: TestDatabase, story: SeatedStory): Promise<void> {
  const seated = await t.owner.seat.findMany({ where: { panel: { callId: story.call.id }, state: 'SEATED' } })
  for (const expert of story.experts)
    if (seated.some(({ expertId }) => expertId === expert.expertId)) must(await signAt(t, story, expert))
}

/** A call whose panel is closed: its result stands, and is not public yet. */
export const scoredCall = told(
  'scoredCall',
  async (t: TestDatabase, overrides: Parameters<typeof scoredSheets>[1] = {}): Promise<SeatedStory> => {
    const story = await scoredSheets(t, overrides)
    must(await freezeAt(t, story, story.chair))
    await signAll(t, story)
    return { ...story, call: await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } }) }
  },
)

/** Days after the deadline's day, by Beijing's clock. */
export const daysAfter = ({ bidDeadlineAt }: Pick<Call, 'bidDeadlineAt'>, days: number, clock = '10:00') =>
  `${addDays(dayOf(bidDeadlineAt), days)}T${clock}:00+08:00`

export const reasons = '综合得分第一，方案可行，报价合理。'
type Chosen = { bidId?: string; passOverReason?: string; granted?: ReadonlyMap<string, bigint>; actor?: Actor }

/** The approver's decision, three days after the deadline: public from then on for the term of the notice. */
export const noticeAt = async (
  t: TestDatabase,
  { call, bureau }: OpenedStory,
  { bidId, passOverReason = '', granted = new Map(), actor }: Chosen = {},
) => {
  const { version } = await latestResult(t, call.id)
  return publishResult(t.contextAt(daysAfter(call, 3), actor ?? bureau.approver), {
    callId: call.id,
    version,
    reasons,
    choice: { bidId, passOverReason, granted: granted as ReadonlyMap<string, Fen> },
  })
}

/** Awards from the notice that stands now, thirteen days after the deadline unless said otherwise: it is over by then. */
export const awardAt = async (t: TestDatabase, { call, bureau }: OpenedStory, when?: string, actor?: Actor) => {
  const notice = await t.owner.resultNotice.findFirstOrThrow({
    where: { callId: call.id },
    orderBy: { number: 'desc' },
  })
  return makeAwards(t.contextAt(when ?? daysAfter(call, 13), actor ?? bureau.approver), {
    callId: call.id,
    noticeId: notice.id,
    version: notice.version,
    draftTerms: contractTerms,
  })
}

export type AwardedStory = SeatedStory & Awarded & { winner: SceneBid }

/** A call whose result is public and stands on notice. */
export const noticedCall = told(
  'noticedCall',
  async (
    t: TestDatabase,
    overrides: Parameters<typeof scoredSheets>[1] & { chosen?: Chosen } = {},
  ): Promise<SeatedStory> => {
    const { chosen, ...rest } = overrides
    const story = await scoredCall(t, rest)
    must(await noticeAt(t, story, chosen))
    return { ...story, call: await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } }) }
  },
)

/** A call awarded to its first in rank (the last of the bidders), with a draft contract and a project being prepared. */
export const awardedCall = told(
  'awardedCall',
  async (t: TestDatabase, overrides: Parameters<typeof noticedCall>[1] = {}): Promise<AwardedStory> => {
    const story = await noticedCall(t, overrides)
    const [awarded] = must(await awardAt(t, story)).awards
    const winner = story.bids.find(({ bidId }) => bidId === awarded?.bidId)
    if (winner === undefined || awarded === undefined) throw new Error('the winner is among the bids')
    return {
      ...story,
      ...awarded,
      winner,
      call: await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } }),
    }
  },
)
