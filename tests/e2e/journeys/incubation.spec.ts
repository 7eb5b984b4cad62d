import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { paths } from '#app/http/paths.ts'
import { makeIncubator } from '#tests/support/scenes-incubator.ts'
import { accountIdOf, makeBureau, makeOrganization, sceneMilestones } from '#tests/support/scenes.ts'
import { awardAtOnce } from '../acts/award.ts'
import { noticedToday, openedToday, scoredToday, venturesHeard } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('three neighbours apply, are brought up, registered, win their first award, and graduate', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `incubation-${name}`)
  const bureau = await makeBureau(scenes)
  const base = await makeIncubator(scenes, bureau, { now: new Date().toISOString(), name: `晚风孵化站${mark}` })
  const founder = await stage.enter({ name: '发起人' })
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const visitor = await stage.anonymous()
  const group = `晚风陪聊小组${mark}`
  const idOf = async () => (await db.incubation.findFirstOrThrow({ where: { accountId: founder.accountId } })).id

  await test.step('the group reads how to apply, writes, saves and sends', async () => {
    await visitor.goto(paths.incubators())
    await look(visitor, 'tree')
    await founder.goto(paths.incubator(base.id))
    await look(founder, 'public')
    await follow(founder.page, t('incubator.how.start'))
    await look(founder, 'start')
    await fill(founder.page, { applicant: 'group' })
    await press(founder.page, t('incubation.start.go'))
    await expectTitle(founder.page, t('incubation.form.title'))
    await fill(founder.page, { groupName: group, initiators: '甲：联络\n乙：排班\n丙：记录', people: '3' })
    await pressInVain(founder.page, t('incubation.form.send'), t('incubation.refusal.incomplete'))
    await fill(founder.page, { need: '一间能坐十个人的活动室', plan: '每月四场陪聊' })
    await press(founder.page, t('incubation.form.save'))
    await expectSaid(founder.page, t('incubation.toast.saved'))
    await expect(founder.page.locator('[name="groupName"]')).toHaveValue(group)
    await look(founder, 'form')
    await press(founder.page, t('incubation.form.send'))
    await expectSaid(founder.page, t('incubation.toast.sent'))
    await look(founder, 'sent')
  })

  await test.step('the office checks, the group is admitted', async () => {
    await officer.goto(paths.desk())
    await follow(officer.page, tt('desk.kind.incubationToCheck', { count: 0 }))
    await look(officer, 'check')
    await fill(officer.page, { outcome: 'RETURN' })
    await pressInVain(officer.page, t('incubation.check.submit'), /./)
    await fill(officer.page, { outcome: 'PASS' })
    await press(officer.page, t('incubation.check.submit'))
    await expectSaid(officer.page, t('incubation.toast.checked'))
  })

  await test.step('both sides sign', async () => {
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.incubationToAgree', { count: 0 }))
    await look(approver, 'offer')
    await press(approver.page, t('incubation.agreement.offer'))
    await expectSaid(approver.page, t('incubation.toast.offered'))
    await founder.goto(paths.desk())
    await follow(founder.page, tt('desk.kind.agreementToSign', { count: 0 }))
    await look(founder, 'sign')
    await press(founder.page, t('incubation.agreement.sign'))
    await expectSaid(founder.page, t('incubation.toast.signed'))
  })

  await test.step('a plan is made and a service given and confirmed', async () => {
    await officer.goto(paths.bureauIncubation(await idOf()))
    await fill(officer.page, { mentor: '周老师', planServices: true })
    await fill(officer.page, { 'goals[0].text': '建立账目', 'goals[0].dueOn': addDays(dayOf(new Date()), 90) })
    await press(officer.page, t('incubation.plan.save'))
    await expectSaid(officer.page, t('incubation.toast.planned'))
    await officer.page.getByText(t('incubation.service.record'), { exact: true }).first().click()
    await fill(officer.page, { hours: '2.5', byName: '周老师', what: '票据辅导' })
    await press(officer.page, t('incubation.service.record'))
    await expectSaid(officer.page, t('incubation.toast.served'))
    await look(officer, 'case')
    await founder.goto(paths.desk())
    await follow(founder.page, tt('desk.kind.incubationServiceToConfirm', { count: 1 }))
    await founder.page.getByText(t('incubation.service.answer'), { exact: true }).click()
    await fill(founder.page, { isRight: 'YES' })
    await press(founder.page, t('incubation.service.submit'))
    await expectSaid(founder.page, t('incubation.toast.answered'))
  })

  const organization = await makeOrganization(scenes, `晚风社区服务中心${mark}`)
  await test.step('it is registered and goes on as an organization', async () => {
    await db.organizationMembership.create({
      data: { accountId: founder.accountId, organizationId: organization.id, role: 'OWNER' },
    })
    await founder.goto(paths.incubation(await idOf()))
    await founder.page.getByText(t('incubation.become.choose'), { exact: true }).click()
    await fill(founder.page, { organizationId: organization.id })
    await press(founder.page, t('incubation.become.submit'))
    await expectSaid(founder.page, t('incubation.toast.became'))
  })

  await test.step('it bids where incubation is asked for, and is awarded its first project', async () => {
    const today = dayOf(new Date())
    const askedFen = 4_500_000n
    const story = await openedToday(stage, {
      title: `睦邻公益创投 ${mark}`,
      method: 'VENTURE_CALL',
      instrument: 'VENTURE_GRANT',
      bureau,
      budget: toFen(askedFen),
      ceiling: toFen(askedFen),
      startsOn: addDays(today, 90),
      endsOn: addDays(today, 330),
      milestones: sceneMilestones.map((milestone, index) => ({
        ...milestone,
        dueOn: addDays(today, 150 + index * 90),
      })),
      conditions: { conditions: [{ use: 'REQUIRED', kind: 'INCUBATED_HERE', text: '由本区孵化基地孵化' }] },
      criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
      bidders: [{ name: organization.name, priceFen: askedFen, made: organization }],
    })
    await scoredToday(stage, story, () => venturesHeard(stage, story, askedFen))
    await noticedToday(stage, story)
    await awardAtOnce(stage, story)
    const { projectNo } = await db.project.findFirstOrThrow({ where: { organizationId: organization.id } })
    await visitor.goto(paths.organization(organization.id))
    await expect(visitor.page.locator(`a[href$="${paths.project(projectNo)}"]`).first()).toBeVisible()
    await look(visitor, 'awarded')
  })

  await test.step('it is assessed', async () => {
    await officer.goto(paths.bureauIncubation(await idOf()))
    await officer.page.getByText(t('incubation.assessment.make'), { exact: true }).click()
    await fill(officer.page, {
      'points.GOVERNANCE': '18',
      'points.ACCOUNTS': '16',
      'points.SERVICE': '27',
      'points.GROWTH': '16',
      'points.CONDUCT': '9',
      advice: '再找一位会计志愿者。',
    })
    await press(officer.page, t('incubation.assessment.submit'))
    await expectSaid(officer.page, t('incubation.toast.assessed'))
    await expect(officer.page.getByText(`${t('incubation.grade.GOOD')} 86/100`)).toBeVisible()
  })

  await test.step('it declares what this site cannot know, the office confirms, it graduates', async () => {
    for (const [code, number] of [
      ['RULES_AND_ACCOUNTS', undefined],
      ['FUNDED_PROJECT', undefined],
      ['STAFF', '3'],
      ['ANNUAL_REPORT', undefined],
    ] as const) {
      await founder.goto(paths.incubation(await idOf()))
      const item = founder.page.getByRole('listitem').filter({ has: founder.page.locator(`[value="${code}"]`) })
      await item.getByText(t('incubation.test.declare'), { exact: true }).click()
      await fill(item, { words: '情况属实，材料在基地。', ...(number === undefined ? {} : { number }) })
      await press(founder.page, t('incubation.test.submit'), item)
      await expectSaid(founder.page, t('incubation.toast.declared'))
    }
    await look(founder, 'declared')
    for (let left = 4; left > 0; left -= 1) {
      await officer.goto(paths.bureauIncubation(await idOf()))
      await officer.page.getByText(t('incubation.test.confirm'), { exact: true }).first().click()
      const item = officer.page
        .getByRole('listitem')
        .filter({ has: officer.page.locator('[name="code"]') })
        .first()
      await fill(item, { isRight: 'YES' })
      await press(officer.page, t('incubation.test.confirm'), item)
      await expectSaid(officer.page, t('incubation.toast.answered'))
    }
    await approver.goto(paths.bureauIncubation(await idOf()))
    await look(approver, 'graduate')
    await press(approver.page, t('incubation.test.graduate'))
    await expectSaid(approver.page, t('incubation.toast.graduated'))
  })

  await test.step('anybody sees it among the graduates', async () => {
    await visitor.goto(paths.incubator(base.id))
    await expect(visitor.page.getByRole('heading', { level: 2, name: t('incubator.alumni') })).toBeVisible()
    await look(visitor, 'alumni')
    await follow(visitor.page, `晚风社区服务中心${mark}`)
    await expectTitle(visitor.page, `晚风社区服务中心${mark}`)
    await look(visitor, 'organization')
  })
})
