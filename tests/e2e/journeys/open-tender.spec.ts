import { execFileSync } from 'node:child_process'
import { paths } from '#app/http/paths.ts'
import { makeBidder, sealedBid } from '#tests/support/bid-scenes.ts'
import { draftCall, publishCall } from '../acts/call.ts'
import { openTogether, signOpening } from '../acts/opening.ts'
import {
  declareAtOnce,
  declareNone,
  enterExperts,
  freezeAndSign,
  scoreAtDesk,
  scoreAtOnce,
  seatJudges,
} from '../acts/panel.ts'
import { enterBureau, openFund, setPassphrases } from '../acts/staff.ts'
import { fill, letDeadlinePass, letNoticePass, press, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

// An open tender from the draft to the award, with an objection that is upheld: the first result is withdrawn, five other experts
// score again, and who was first is not first any more. Both results stay public, and both compute to themselves.
const first = { 甲: '88', 乙: '80', 丙: '70' } as const
const second = { 甲: '70', 乙: '86', 丙: '75' } as const
type Name = keyof typeof first
const names = Object.keys(first) as Name[]
const nothing = () => Promise.resolve()

test('an open tender, an objection upheld, a second panel, an award', async ({ stage }) => {
  const { db, t, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `tender-${name}`)
  const bureau = await enterBureau(stage)
  const { officer, approver, supervisor, region } = bureau
  const keyholders = [officer, approver]
  const scenes = sceneDatabase(stage)
  const reader = await stage.anonymous()

  const callId = await test.step('it is drafted for three weeks, and published by another person', async () => {
    await setPassphrases(stage, [officer, approver, supervisor], nothing)
    const fundId = await openFund(stage, bureau, '2,000,000')
    const title = `机关食堂外包服务（公开招标）${mark}`
    const plan = { title, method: 'OPEN_TENDER', bidDays: 22, quorum: 5, pricePoints: 10, fundId } as const
    return draftCall(stage, bureau, plan, nothing)
  })
  const callNo = await publishCall(stage, bureau, callId)

  const bidIds = new Map<string, Name>()
  const organizations = new Map<Name, string>()
  await test.step('three organizations seal; the deadline passes; the keyholders open', async () => {
    const call = await db.call.findUniqueOrThrow({ where: { id: callId } })
    const now = new Date().toISOString()
    for (const name of names) {
      const bidder = await makeBidder(scenes, `投标人${name}${mark}`)
      const { bidId } = await sealedBid(scenes, call, { bidder, now, priceFen: '80000000' })
      bidIds.set(bidId, name)
      organizations.set(name, bidder.id)
    }
    await letDeadlinePass(stage, callId)
    await openTogether(stage, keyholders, callId)
    await signOpening(stage, keyholders, callId)
    await officer.goto(paths.bureauReview(callId))
    await press(officer.page, t('review.admitRest'))
  })

  /** Five experts are seated, score, freeze and sign: the chair through the pages, the others at once. */
  const panelOf = async (letters: string, points: Readonly<Record<Name, string>>) => {
    const judges = await enterExperts(
      stage,
      region.id,
      [1, 2, 3, 4, 5].map((number) => `专家${letters}${number}`),
    )
    await seatJudges(stage, approver, { callId, regionId: region.id, judges })
    const [chair, ...others] = judges
    if (chair === undefined) throw new Error('five were seated')
    await declareNone(stage, chair, callId, bidIds.size)
    await declareAtOnce(stage, others, callId)
    await approver.goto(paths.bureauPanel(callId))
    await press(approver.page, t('panel.bureau.start'))
    await chair.goto(paths.panelReview(callId))
    if ((await chair.page.getByRole('button', { name: t('review.admitRest'), exact: true }).count()) > 0)
      await press(chair.page, t('review.admitRest'))
    for (const [bidId, name] of bidIds) await scoreAtDesk(stage, chair, callId, bidId, points[name])
    const pointsOf = (bidId: string) => points[bidIds.get(bidId) ?? '丙']
    await scoreAtOnce(stage, others, callId, (judge, bidId) => String(Number(pointsOf(bidId)) - judge))
    await freezeAndSign(stage, judges, callId)
    return chair
  }
  const decide = async () => {
    await approver.goto(paths.bureauResult(callId))
    await fill(approver.page, { reasons: '综合得分第一，方案完整，报价低于最高限价。' })
    await press(approver.page, t('award.decide.submit'))
  }
  const ranking = async () => {
    await reader.goto(paths.callResult(callNo))
    const rows = reader.page.getByRole('row').filter({ hasText: '投标人' })
    return (await rows.first().innerText()).includes(`投标人${names[0] ?? ''}`) ? names[0] : undefined
  }

  await test.step('five experts score; the first result is published', async () => {
    await panelOf('一', first)
    await decide()
    expect(await ranking()).toBe('甲')
  })

  const objector = await stage.enter({
    name: `异议人${mark}`,
    organizations: [{ organizationId: organizations.get('乙') ?? '', role: 'OWNER' }],
  })
  await test.step('the second objects within the term; nothing is awarded meanwhile', async () => {
    await objector.goto(paths.callRemedy(callNo))
    await look(objector, 'objection-new')
    await fill(objector.page, {
      what: 'OBJECTION',
      stage: 'RESULT',
      subject: '评分依据不一致',
      facts: '评审记录中技术方案的评分与公布的评分标准不一致，见公布的分项得分。',
      request: '请求重新评审。',
    })
    await press(objector.page, t('remedy.new.submit'))
    await letNoticePass(stage, callId)
    await approver.goto(paths.bureauResult(callId))
    await expect(
      approver.page.getByRole('button', { name: t('award.notice.award', { count: 1 }), exact: true }),
    ).toHaveCount(0)
    await look(approver, 'result-suspended')
  })

  await test.step('the approver upholds it: the result is withdrawn, and the bids go to another panel', async () => {
    const { id } = await db.remedy.findFirstOrThrow({ where: { callId } })
    await approver.goto(paths.remedy(id))
    await fill(approver.page, {
      outcome: 'UPHELD',
      measure: 'REEVALUATE',
      answer: '经核对，评分标准适用有误，撤销评审结果，另行组建评审小组重新评审。',
    })
    await look(approver, 'objection-answer')
    await press(approver.page, t('remedy.submitAnswer'))
    await objector.goto(paths.remedy(id))
    await expect(objector.page.getByText(t('remedy.outcome.UPHELD')).first()).toBeVisible()
    await look(objector, 'objection-upheld')
    expect((await db.call.findUniqueOrThrow({ where: { id: callId } })).state).toBe('OPENED')
  })

  await test.step('five others score; the other organization is first, and has the award when the notice is over', async () => {
    await panelOf('二', second)
    await decide()
    await letNoticePass(stage, callId)
    await approver.goto(paths.bureauResult(callId))
    await press(approver.page, t('award.notice.award', { count: 1 }))
    const award = await db.award.findFirstOrThrow({ where: { callId }, select: { bidId: true } })
    expect(bidIds.get(award.bidId)).toBe('乙')
  })

  await test.step('both results are public, and a stranger computes both again', async () => {
    await reader.goto(paths.callResult(callNo))
    await look(reader, 'result-second')
    const [former, latest] = await db.result.findMany({
      where: { OR: [{ callId }, { formerCallId: callId }], publishedAt: { not: null } },
      orderBy: { publishedAt: 'asc' },
      select: { id: true },
    })
    expect(latest).toBeDefined()
    for (const [address, winner] of [
      [paths.callRecord(callNo, former?.id), '甲'],
      [paths.callRecord(callNo), '乙'],
    ] as const) {
      const input = await (await reader.page.request.get(`${stage.siteUrl}${address}`)).body()
      // It throws where the exit code is not 0.
      const printed = execFileSync(process.execPath, ['--import', 'tsx', 'app/start/recompute.ts', '-'], { input })
      const { results } = JSON.parse(printed.toString('utf8')) as { results: { bids: { id: string; rank: number }[] } }
      expect(bidIds.get(results.bids.find(({ rank }) => rank === 1)?.id ?? '')).toBe(winner)
    }
  })
})
