import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { accountIdOf, draftedCall, explainWarnings, must } from '#tests/support/scenes.ts'
import { sceneBidders } from '#tests/support/scenes-panel.ts'
import { awardAtOnce } from '../acts/award.ts'
import { signAtOnce } from '../acts/contract.ts'
import { noticedToday, scoredToday, sealedAndOpened, termsFromToday } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a call says whom it is for and what may be taken, the contract holds to it and takes its annexes along, and the project becomes a model', async ({
  stage,
}) => {
  const { db, t, mark } = stage
  const scenes = sceneDatabase(stage)
  const now = () => new Date().toISOString()
  const today = dayOf(new Date())
  // A place has one quota of a kind in a year, and both ways are of one place.
  const kind = stage.locale === 'en' ? 'SERVICE_BRAND' : 'MODEL_PROJECT'
  const look = (actor: Actor, name: string) => see(stage, actor, `fees-${name}`)
  const title = `助餐与陪诊 ${mark}`
  const { call: drafted, bureau } = await draftedCall(scenes, { title, now: now(), ...termsFromToday() })
  const callId = drafted.id
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const visitor = await stage.anonymous()

  await test.step('the officer writes whom it is for and the most that may be taken', async () => {
    await officer.goto(paths.bureauCallFees(callId))
    await fill(officer.page, { cap: '20' })
    await pressInVain(officer.page, t('fee.call.save'), /./)
    await expect(officer.page.locator('[name="cap"]')).toHaveValue('20')
    await fill(officer.page, { lowShare: '30', 'groups[0].relief': 'FREE', 'groups[3].relief': 'REDUCED' })
    await look(officer, 'call')
    await press(officer.page, t('fee.call.save'))
    await expectSaid(officer.page, t('call.toast.saved'))
  })

  const version = async () => (await db.call.findUniqueOrThrow({ where: { id: callId } })).version
  const ctx = () => scenes.contextAt(now(), bureau.officer)
  await explainWarnings(ctx(), callId)
  must(await submitCall(ctx(), { callId, version: await version() }))
  const approving = scenes.contextAt(now(), bureau.approver)
  const { callNo } = must(await publishCall(approving, { callId, version: await version() }))

  await test.step('anybody reads it on the call', async () => {
    await visitor.goto(paths.call(callNo))
    await expect(visitor.page.getByRole('heading', { name: t('fee.sheet.title') })).toBeVisible()
    await look(visitor, 'call-public')
  })

  const call = await db.call.findUniqueOrThrow({ where: { id: callId } })
  const bidders = sceneBidders.map((bidder) => ({ ...bidder, name: `${bidder.name}${mark}` }))
  const story = await sealedAndOpened(stage, { call, bureau, callNo }, bidders)
  await scoredToday(stage, story)
  await noticedToday(stage, story)
  const [awarded] = await awardAtOnce(stage, story)
  if (awarded === undefined) throw new Error('nobody won')
  const { projectId } = awarded

  await test.step('a fee above what the call lets be taken is refused, one within it is written down', async () => {
    await officer.goto(paths.bureauServices(projectId))
    const service = { name: '陪诊', unit: '次', cost: '60', mode: 'LOW' }
    await fill(officer.page, { ...service, fee: '25', reduced: '10' })
    await pressInVain(officer.page, t('fee.list.save'), t('fee.refusal.over-cap'))
    await expect(officer.page.locator('[name="name"]')).toHaveValue('陪诊')
    await look(officer, 'over-cap')
    await fill(officer.page, { fee: '18' })
    await press(officer.page, t('fee.list.save'))
    await expectSaid(officer.page, t('fee.toast.added'))
    await look(officer, 'services')
  })

  await test.step('an annex goes along in its second version; one too many is taken out', async () => {
    const add = async (name: string, words: string) => {
      await officer.goto(paths.bureauAnnexes(projectId))
      await fill(officer.page, { title: name })
      const buffer = Buffer.from(words)
      await officer.page.locator('input[type="file"]').setInputFiles({ name: '附件.csv', mimeType: 'text/csv', buffer })
      await press(officer.page, t('annex.save'))
      await expectSaid(officer.page, t('annex.toast.added'))
    }
    await officer.goto(paths.bureauAnnexes(projectId))
    await fill(officer.page, { title: '附件一 服务方案' })
    await pressInVain(officer.page, t('annex.save'), /./)
    await expect(officer.page.locator('[name="title"]')).toHaveValue('附件一 服务方案')
    await add('附件一 服务方案', '周次,次数\n一,2\n')
    await add('附件一 服务方案', '周次,次数\n一,3\n')
    await add('附件二 价目表', '项目,元\n陪诊,18\n')
    await look(officer, 'annexes')
    const priceList = officer.page.getByRole('listitem').filter({ hasText: '附件二' })
    await press(officer.page, t('annex.takeOut'), priceList)
    await expectSaid(officer.page, t('annex.toast.takenOut'))
    await expect(officer.page.getByText(t('annex.versionNo', { n: 2 })).first()).toBeVisible()
  })

  const { projectNo } = await signAtOnce(stage, story, awarded)
  await test.step('both sides signed; anybody reads the services and what they cost', async () => {
    await visitor.goto(paths.project(projectNo))
    await expect(visitor.page.getByText('陪诊').first()).toBeVisible()
    await look(visitor, 'project')
  })

  await test.step('a quota and a model are proposed by one and confirmed by another', async () => {
    const documents = { quota: `示范名额〔2026〕${mark}`, model: `命名〔2026〕${mark}` }
    await officer.goto(paths.bureauShowcases())
    const quota = officer.page.locator('section', { has: officer.page.locator('#quota') })
    await fill(quota, {
      kind,
      regionId: bureau.body.regionId,
      year: today.slice(0, 4),
      quota: '200',
      documentNo: documents.quota,
    })
    await press(officer.page, t('showcase.form.submit'), quota)
    await expectSaid(officer.page, t('showcase.toast.entered'))
    const propose = officer.page.locator('section', { has: officer.page.locator('#propose') })
    const model = {
      kind,
      projectNo,
      reason: '做法清楚，周边街镇来学习。',
      documentNo: documents.model,
      fromOn: today,
    }
    await fill(propose, { ...model, untilOn: addDays(today, -1) })
    await pressInVain(officer.page, t('showcase.form.submit'), t('showcase.error.days'), propose)
    await fill(propose, { ...model, untilOn: addDays(today, 365) })
    await press(officer.page, t('showcase.form.submit'), propose)
    await expectSaid(officer.page, t('showcase.toast.entered'))
    await look(officer, 'proposed')
    for (const documentNo of [documents.quota, documents.model]) {
      await approver.goto(paths.bureauShowcases())
      const entry = approver.page.locator('ul.rows > li', { hasText: documentNo })
      await press(approver.page, t('showcase.board.confirm'), entry)
      await expectSaid(approver.page, t('showcase.toast.confirmed'))
    }
  })

  await test.step('anybody finds it among the models and sees it on the project', async () => {
    await visitor.goto(paths.showcases())
    await expectTitle(visitor.page, t('showcase.title'))
    await expect(visitor.page.getByRole('link', { name: title })).toBeVisible()
    await look(visitor, 'showcases')
    await visitor.goto(paths.project(projectNo))
    await expect(visitor.page.getByText(t(`showcase.kind.${kind}`)).first()).toBeVisible()
  })

  await test.step('what the supplier was asked to report is counted', async () => {
    const { organizationId } = await db.project.findUniqueOrThrow({ where: { id: projectId } })
    const owner = await stage.enter({ name: '负责人', organizations: [{ organizationId, role: 'OWNER' }] })
    await owner.goto(paths.ngoBurden(organizationId))
    await expectTitle(owner.page, t('burden.own.title'))
    await look(owner, 'burden')
  })
})
