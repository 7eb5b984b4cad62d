import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { publishResult } from '#app/services/award/publish-result.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { draftCall } from '#app/services/call/draft-call.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { setCriteria } from '#app/services/call/set-criteria.server.ts'
import { setPlan } from '#app/services/call/set-plan.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { declareConflicts } from '#app/services/panel/declare-conflicts.server.ts'
import { freezeResult } from '#app/services/panel/freeze-result.server.ts'
import { pledge } from '#app/services/panel/pledge.server.ts'
import { admitRest } from '#app/services/panel/review-bid.server.ts'
import { saveSheet, submitSheet, unsavedVersion } from '#app/services/panel/save-sheet.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { hangzhou } from '../data/calls/hangzhou.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'
import { give, seal, writeBid } from './bid.ts'
import { awardNow } from './panel.ts'
import { pledgeWords, sign } from './sign.ts'
import { callVersion, nameKeyholders } from './prepare-call.ts'
import { explainWarnings, settleConditions } from './settle-call.ts'

const at = (day: string, clock: string) => moment(toDay(day), clock)
const priceFen = toFen(BigInt(hangzhou.winnerPriceYuan) * 100n)

/**
 * The published evaluation, passed through the same services as every other: five bids, three experts, fifteen scores. It ends
 * with result and award, because the notice does. Only the day of the result is known; the days before it are stand-ins.
 */
export function tellHangzhou(world: World, timeline: Timeline): void {
  const body = world.body('hangzhou')
  const { officer, officer2, approver } = body.staff
  const judges = ['h1', 'h2', 'h3'].map((key) => world.expert(key))
  const bidIds = new Map<string, string>()
  let callId = ''
  let callNo = ''

  timeline.at(at('2021-02-24', '10:00'), async (when) => {
    callId = await draft(world, world.as(officer, when))
  })
  timeline.at(at('2021-02-25', '10:00'), async (when) => {
    const ctx = world.as(officer, when)
    await nameKeyholders(ctx, callId, body)
    await settleConditions(ctx, callId)
    await explainWarnings(ctx, callId)
    await done(submitCall(ctx, await callVersion(ctx, callId)))
  })
  timeline.at(at('2021-03-01', '09:00'), async (when) => {
    const ctx = world.as(approver, when)
    await explainWarnings(ctx, callId)
    callNo = (await done(publishCall(ctx, { ...(await callVersion(ctx, callId)) }))).callNo
    await dropUnpublishedPrice(ctx, callId)
  })
  for (const [index, { key }] of hangzhou.bids.entries()) {
    timeline.at(at('2021-03-10', `1${index}:00`), async (when) => {
      const organization = world.organization(key)
      const ctx = world.as(organization.owner, when)
      const { bidId } = await done(startBid(ctx, { callNo, organizationId: organization.id }))
      bidIds.set(key, bidId)
      await writeBid(ctx, bidId, contentOf(key))
      await seal(ctx, bidId)
    })
  }
  timeline.at(at('2021-03-12', '09:35'), (when) => give(world.as(officer2, when), callId))
  timeline.at(at('2021-03-12', '09:40'), (when) => give(world.as(approver, when), callId))
  timeline.at(at('2021-03-12', '10:00'), async (when) => {
    const ctx = world.as(approver, when)
    for (const [index, judge] of judges.entries())
      await done(seatExpert(ctx, { callId, expertId: judge.id, asChair: index === 0, reason: '按原公告的评审专家' }))
    await done(admitRest(world.as(officer2, when), { callId, stage: 'QUALIFICATION' }))
    await done(startScoring(ctx, { callId, version: await panelVersion(ctx, callId) }))
  })
  for (const [index, judge] of judges.entries()) {
    timeline.at(at('2021-03-12', `11:1${index}`), async (when) => {
      const ctx = world.as(judge.actor, when)
      await done(pledge(ctx, { callId, words: pledgeWords }))
      await done(
        declareConflicts(ctx, {
          callId,
          declarations: [...bidIds.values()].map((bidId) => ({ bidId, kind: 'NONE' as const, note: '' })),
        }),
      )
      if (index === 0) await done(admitRest(ctx, { callId, stage: 'CONFORMITY' }))
      await score(ctx, callId, index, bidIds)
    })
  }
  timeline.at(at('2021-03-12', '16:00'), async (when) => {
    const [chair] = judges
    if (chair === undefined) throw new Error('a panel has a chair')
    const ctx = world.as(chair.actor, when)
    await done(freezeResult(ctx, { callId, version: await panelVersion(ctx, callId) }))
  })
  timeline.at(at('2021-03-12', '16:20'), async (when) => {
    for (const judge of judges) await sign(world.as(judge.actor, when), callId)
  })
  timeline.at(at('2021-03-15', '10:00'), async (when) => {
    const ctx = world.as(approver, when)
    const { version } = await ctx.db.result.findFirstOrThrow({ where: { callId } })
    const choice = { passOverReason: '', granted: new Map() }
    await done(publishResult(ctx, { callId, version, reasons: hangzhou.reasons, choice }))
  })
  timeline.at(at('2021-03-17', '09:30'), (when) => awardNow(world.as(approver, when), callId, () => hangzhou.terms))
}

async function draft(world: World, ctx: Context): Promise<string> {
  const body = world.body('hangzhou')
  const { callId } = await done(
    draftCall(ctx, {
      bodyId: body.id,
      title: hangzhou.callTitle,
      method: 'COMPETITIVE_CONSULTATION',
      instrument: 'PROJECT_GRANT',
      field: 'OTHER',
      regionId: world.region('330100'),
      docNo: hangzhou.docNo,
      summary: hangzhou.summary,
      requirement: hangzhou.requirement,
      beneficiaries: hangzhou.beneficiaries,
      budget: priceFen,
      ceiling: priceFen,
      fundId: body.funds.get('hangzhou-notice') ?? null,
      bidDeadlineAt: at('2021-03-12', '09:30'),
      startsOn: toDay('2021-03-15'),
      endsOn: toDay('2022-03-14'),
      quorum: 3,
    }),
  )
  const { criterion, milestone } = hangzhou
  await done(
    setCriteria(ctx, {
      ...(await callVersion(ctx, callId)),
      criteria: [
        {
          title: criterion.title,
          guidance: '公告只公布了技术得分，满分 90 分。',
          kind: 'SUBJECTIVE',
          points: String(criterion.maxPoints),
          answerLimit: 1500,
        },
        { title: '报价', guidance: '', kind: 'PRICE', points: String(100 - criterion.maxPoints), answerLimit: 1500 },
      ],
    }),
  )
  await done(
    setPlan(ctx, {
      ...(await callVersion(ctx, callId)),
      milestones: [{ ...milestone, indicator: '', unit: '', target: 0, dueOn: toDay('2022-03-14'), share: 10_000 }],
    }),
  )
  return callId
}

/**
 * The ten points for the price were not printed, nor were four of the five prices: kept in, they would make every total wrong.
 * Taken out by the schema's owner, past the rule that a published call stays as it is; nothing else here goes past a rule.
 */
async function dropUnpublishedPrice({ db }: Context, callId: string): Promise<void> {
  await db.$transaction([
    db.$executeRaw`ALTER TABLE criterion DISABLE TRIGGER criterion_guard`,
    db.$executeRaw`DELETE FROM criterion WHERE call_id = ${callId}::uuid AND kind = 'PRICE'`,
    db.$executeRaw`ALTER TABLE criterion ENABLE TRIGGER criterion_guard`,
  ])
}

const contentOf = (key: string) => ({
  answers: { c1: hangzhou.untold },
  priceFen: key === hangzhou.winner ? String(priceFen) : null,
  budgetLines:
    key === hangzhou.winner ? [{ item: '成交价', basis: '结果公告公布的金额', amountFen: String(priceFen) }] : [],
})

const panelVersion = async ({ db }: Context, callId: string) =>
  (await db.panel.findUniqueOrThrow({ where: { callId }, select: { version: true } })).version

async function score(ctx: Context, callId: string, judge: number, bidIds: ReadonlyMap<string, string>): Promise<void> {
  const { id: criterionId } = await ctx.db.criterion.findFirstOrThrow({ where: { callId, kind: 'SUBJECTIVE' } })
  for (const { key, scores } of hangzhou.bids) {
    const bidId = bidIds.get(key)
    const points = scores[judge]
    if (bidId === undefined || points === undefined) throw new Error(`no score of expert ${judge + 1} for ${key}`)
    const { version } = await done(
      saveSheet(ctx, {
        callId,
        bidId,
        version: unsavedVersion,
        scores: [{ criterionId, points, reason: hangzhou.reason }],
        comment: '',
      }),
    )
    await done(submitSheet(ctx, { callId, bidId, version }))
  }
}
