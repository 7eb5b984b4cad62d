import { paths } from '#app/http/paths.ts'
import { giveOpeningKey } from '#tests/support/opening-scenes.ts'
import { accountIdOf, makeBureau } from '#tests/support/scenes.ts'
import { sceneBidders } from '#tests/support/scenes-panel.ts'
import { awardAtOnce } from '../acts/award.ts'
import { draftCall, publishCall } from '../acts/call.ts'
import { signAtOnce } from '../acts/contract.ts'
import { noticedToday, scoredToday, sealedAndOpened } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

// What the panel does is told by the services; its pages are walked in main-job.spec.ts.
test('a need goes from a resident’s words through four steps and a call to a funded project, on one line', async ({
  stage,
}) => {
  test.setTimeout(240_000)
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `need-${name}`)
  const scenes = sceneDatabase(stage)
  const now = () => new Date().toISOString()
  const bureau = await makeBureau(scenes)
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const supervisor = { accountId: accountIdOf(bureau.supervisor) }
  const region = { id: bureau.body.regionId }
  const desk = { ...bureau, officer, approver, supervisor, region }
  const resident = await stage.enter({ name: '居民甲' })
  const visitor = await stage.anonymous()
  // The two ways share a site: each asks for something of its own, or it would be told that somebody has said the same.
  const [subject, what] =
    stage.locale === 'en'
      ? ['放学后托管班', '双职工家庭的孩子三点半放学没人看，盼着有地方写作业。']
      : ['社区老人午间助餐', '独居老人中午自己做饭困难，希望有人把午饭送到家里。']
  const title = `${subject}${mark}`
  const words = {
    title,
    what,
    regionId: region.id,
    field: 'ELDERLY_AND_DISABILITY',
    beneficiaries: '75 岁以上独居老人',
    people: '80',
    whyNow: '附近的老食堂上个月关了。',
  }
  let needNo = ''
  let id = ''
  let callId = ''
  let callNo = ''

  await test.step('somebody without an account raises it; nobody but officials reads it yet', async () => {
    await visitor.goto(paths.needs())
    await look(visitor, 'list')
    await follow(visitor.page, t('need.new.title'))
    await fill(visitor.page, words)
    await pressInVain(visitor.page, t('need.new.submit'), t('need.refusal.no-contact'))
    await fill(visitor.page, { phone: '13800000000' })
    await look(visitor, 'new')
    await press(visitor.page, t('need.new.submit'))
    await expectSaid(visitor.page, t('need.toast.raised'))
    await expectTitle(visitor.page, t('need.unread.title'))
    await expect(visitor.page.getByText(title)).toHaveCount(0)
    const need = await db.need.findFirstOrThrow({ where: { title } })
    needNo = need.needNo
    id = need.id
  })

  await test.step('an official reads it, takes it up, and it is public without its contact', async () => {
    await officer.goto(paths.desk())
    // The other way's need may wait here too: both are of one place.
    const waiting = tt('desk.kind.needsToRead', { count: 7 }).replace('7', String.raw`\d+`)
    await expect(officer.page.getByText(new RegExp(waiting))).toBeVisible()
    await officer.goto(paths.bureauNeed(id))
    await expect(officer.page.getByText('13800000000')).toBeVisible()
    await look(officer, 'take-up')
    await press(officer.page, t('need.takeUp.submit'))
    await expectSaid(officer.page, t('need.toast.takenUp'))
    await visitor.goto(paths.need(needNo))
    await expectTitle(visitor.page, title)
    await expect(visitor.page.getByText('13800000000')).toHaveCount(0)
    await look(visitor, 'proposed')
  })

  await test.step('a neighbour finds it before raising the same, and joins it', async () => {
    await resident.goto(paths.needNew())
    await fill(resident.page, { ...words, title: `${subject.slice(2)}${mark}` })
    await pressInVain(resident.page, t('need.new.submit'), t('need.refusal.similar'))
    await look(resident, 'similar')
    await follow(resident.page, title)
    await press(resident.page, t('need.support.give'))
    await expectSaid(resident.page, t('need.toast.supported'))
    await expect(resident.page.getByText(t('need.support.given'))).toBeVisible()
  })

  await test.step('it is deliberated, reviewed and resolved; short of the rule it cannot pass', async () => {
    const numbers = {
      entitled: '50',
      present: '40',
      votesFor: '30',
      votesAgainst: '6',
      abstained: '4',
      summary: '同意推进，先摸清人数。',
    }
    await officer.goto(paths.bureauNeed(id))
    await fill(officer.page, { ...numbers, present: '25', votesFor: '25', votesAgainst: '0', abstained: '0' })
    await pressInVain(officer.page, t('need.step.submit'), tt('need.refusal.quorum-short', { presentNeeded: 26 }))
    await look(officer, 'short')
    for (const step of ['DELIBERATION', 'REVIEW', 'RESOLUTION'] as const) {
      await expect(officer.page.getByRole('heading', { name: t(`need.step.${step}`), exact: true })).toBeVisible()
      await fill(officer.page, numbers)
      await press(officer.page, t('need.step.submit'))
      await expectSaid(officer.page, t('need.toast.passed'))
    }
    await visitor.goto(paths.catalogue())
    await expect(visitor.page.getByRole('link', { name: title })).toBeVisible()
    await look(visitor, 'catalogue')
  })

  await test.step('an officer begins a call from it, another publishes, and both pages tell of each other', async () => {
    for (const keyholder of [bureau.officer, bureau.approver, bureau.supervisor])
      await giveOpeningKey(scenes, keyholder, now())
    await officer.goto(paths.bureauNeed(id))
    await expect(officer.page.getByRole('link', { name: t('need.toCall.draft') })).toBeVisible()
    const terms = { title, method: 'SMALL_PURCHASE' as const, bidDays: 3, quorum: 3, pricePoints: 10 }
    callId = await draftCall(stage, desk, { ...terms, fundId: bureau.fund.id, needNo }, () => Promise.resolve())
    callNo = await publishCall(stage, desk, callId)
    await visitor.goto(paths.call(callNo))
    await expect(visitor.page.getByRole('heading', { name: t('need.story.behind') })).toBeVisible()
    await visitor.goto(paths.need(needNo))
    await expect(visitor.page.getByText(t('need.passed.RESOLUTION'))).toBeVisible()
    await look(visitor, 'in-call')
    await visitor.goto(paths.catalogue())
    await expect(visitor.page.getByRole('link', { name: title })).toHaveCount(0)
  })

  await test.step('organizations bid, one is awarded, both sides sign: the line runs on to the funded project', async () => {
    const call = await db.call.findUniqueOrThrow({ where: { id: callId } })
    const bidders = sceneBidders.map((bidder) => ({ ...bidder, name: `${bidder.name}${mark}` }))
    const story = await sealedAndOpened(stage, { call, bureau, callNo }, bidders)
    await scoredToday(stage, story)
    await noticedToday(stage, story)
    const [awarded] = await awardAtOnce(stage, story)
    if (awarded === undefined) throw new Error('nobody won')
    const project = await signAtOnce(stage, story, awarded)
    await visitor.goto(paths.need(needNo))
    await look(visitor, 'funded')
    await visitor.page
      .locator(`a[href$="${paths.project(project.projectNo)}"]`)
      .first()
      .click()
    await expectTitle(visitor.page, title)
    await expect(visitor.page.getByRole('heading', { name: t('need.story.title') })).toBeVisible()
    const line = visitor.page.locator('ol.path').first().getByRole('listitem')
    await expect(line.first()).toContainText(needNo)
    await expect(line.filter({ hasText: callNo })).toBeVisible()
    await expect(line.filter({ hasText: t('project.path.signed') })).toBeVisible()
    await look(visitor, 'project')
    await visitor.page
      .locator(`a[href$="${paths.need(needNo)}"]`)
      .first()
      .click()
    await expectTitle(visitor.page, title)
  })
})
