import { addDays, addMonths, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { makeIncubator, sentApplication } from '#tests/support/scenes-incubator.ts'
import { accountIdOf, makeOrganizationMember } from '#tests/support/scenes.ts'
import { projectRunning } from '../acts/scene.ts'
import { expectSaid, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a tenant waits for a place, bargains over the agreement, is warned, heard, extended, and leaves', async ({
  stage,
}) => {
  test.setTimeout(180_000)
  const { t, tt, db, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `tenancy-${name}`)
  const now = new Date().toISOString()
  const today = dayOf(new Date())
  const { projectId, winner, certifier, bureau } = await projectRunning(stage)
  const { projectNo, organizationId } = await db.project.findUniqueOrThrow({ where: { id: projectId } })
  const base = await makeIncubator(scenes, bureau, { now, name: `晨曦孵化站${mark}`, quota: 1 })
  const editor = await makeOrganizationMember(scenes, { id: organizationId }, 'EDITOR', '填报人')
  const first = await stage.enter({ name: '先来的发起人' })
  const early = await sentApplication(
    scenes,
    scenes.contextAt(now, { ...editor, accountId: first.accountId, organizations: [] }),
    base,
    'group',
  )
  const own = await sentApplication(scenes, scenes.contextAt(now, editor), base, organizationId)
  const writer = await stage.enterAs(accountIdOf(editor))
  const signer = await stage.enterAs(accountIdOf(certifier))
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const visitor = await stage.anonymous()
  const open = (actor: Actor, summary: string) =>
    actor.page.locator('summary').getByText(summary, { exact: true }).first().click()

  await test.step('one place is given, the second who asks waits for it', async () => {
    for (const [id, said] of [
      [early, 'incubation.toast.checked'],
      [own, 'incubation.toast.queued'],
    ] as const) {
      await officer.goto(paths.bureauIncubation(id))
      await fill(officer.page, { outcome: 'PASS' })
      await press(officer.page, t('incubation.check.submit'))
      await expectSaid(officer.page, t(said))
    }
    await expect(officer.page.getByText(t('incubation.admit.full'), { exact: true })).toBeVisible()
    await look(officer, 'waiting-office')
    await writer.goto(paths.incubation(own))
  })

  await test.step('the place comes free with a reason, and the desk says whose it is', async () => {
    await approver.goto(paths.bureauIncubation(early))
    await open(approver, t('incubation.release.title'))
    await pressInVain(approver.page, t('incubation.release.do'), t('form.required'))
    await fill(approver.page, { reason: '多次联系不上，名额让给候补。' })
    await press(approver.page, t('incubation.release.do'))
    await expectSaid(approver.page, t('incubation.toast.released'))
    await first.goto(paths.incubation(early))
    await expect(first.page.getByText('多次联系不上，名额让给候补。')).toBeVisible()
    await officer.goto(paths.desk())
    await follow(officer.page, tt('desk.kind.incubationToAdmit', { count: 0 }))
    await press(officer.page, t('incubation.admit.do'))
    await expectSaid(officer.page, t('incubation.toast.checked'))
  })

  const offer = async () => {
    await approver.goto(paths.bureauIncubation(own))
    await press(approver.page, t('incubation.agreement.offer'))
    await expectSaid(approver.page, t('incubation.toast.offered'))
  }
  const sign = async (said: 'signed' | 'extended') => {
    await signer.goto(paths.desk())
    await follow(signer.page, tt('desk.kind.agreementToSign', { count: 0 }))
    await press(signer.page, t('incubation.agreement.sign'))
    await expectSaid(signer.page, t(`incubation.toast.${said}`))
  }
  await test.step('it is given back once, taken back once, and signed', async () => {
    await offer()
    await signer.goto(paths.incubation(own))
    await open(signer, t('incubation.agreement.giveBack'))
    await pressInVain(signer.page, t('incubation.agreement.giveBack'), t('form.required'))
    await fill(signer.page, { reason: '请写明周末也可以使用活动室。' })
    await press(signer.page, t('incubation.agreement.giveBack'))
    await expectSaid(signer.page, t('incubation.toast.givenBack'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.incubationToAgree', { count: 0 }))
    await expect(approver.page.getByText('请写明周末也可以使用活动室。')).toBeVisible()
    await look(approver, 'given-back')
    await fill(approver.page, { terms: '活动室周末也可以使用。' })
    await press(approver.page, t('incubation.agreement.offer'))
    await open(approver, t('incubation.agreement.takeBack'))
    await pressInVain(approver.page, t('incubation.agreement.takeBack'), t('form.required'))
    await fill(approver.page, { reason: '条款有笔误。' })
    await press(approver.page, t('incubation.agreement.takeBack'))
    await expectSaid(approver.page, t('incubation.toast.takenBack'))
    await expect(approver.page.locator('[name="terms"]')).toHaveValue('活动室周末也可以使用。')
    await offer()
    await sign('signed')
  })

  await test.step('a goal is set and reached, seed money is noted', async () => {
    await officer.goto(paths.bureauIncubation(own))
    await fill(officer.page, { mentor: '周老师', planServices: true })
    await fill(officer.page, { 'goals[0].text': '开出第一期', 'goals[0].dueOn': addDays(today, 60) })
    await press(officer.page, t('incubation.plan.save'))
    await press(officer.page, t('incubation.plan.reach'))
    await expectSaid(officer.page, t('incubation.toast.reached'))
    await fill(officer.page, { projectNo: 'GY-0000-0000' })
    await pressInVain(officer.page, t('incubation.seed.add'), t('incubation.refusal.seed-elsewhere'))
    await expect(officer.page.locator('[name="projectNo"]')).toHaveValue('GY-0000-0000')
    await fill(officer.page, { projectNo })
    await press(officer.page, t('incubation.seed.add'))
    await expectSaid(officer.page, t('incubation.toast.seeded'))
  })

  await test.step('it is assessed badly and answers', async () => {
    await open(officer, t('incubation.assessment.make'))
    for (const code of ['GOVERNANCE', 'ACCOUNTS', 'SERVICE', 'GROWTH', 'CONDUCT'])
      await fill(officer.page, { [`points.${code}`]: '5' })
    await fill(officer.page, { advice: '账目要按月核对。' })
    await press(officer.page, t('incubation.assessment.submit'))
    await signer.goto(paths.incubation(own))
    await look(signer, 'warned')
    await open(signer, t('incubation.assessment.toReply'))
    await pressInVain(signer.page, t('incubation.assessment.toReply'), t('form.required'))
    await fill(signer.page, { reply: '已请会计志愿者，每月核对。' })
    await press(signer.page, t('incubation.assessment.toReply'))
    await expectSaid(signer.page, t('incubation.toast.answered'))
    await officer.goto(paths.bureauIncubation(own))
    await expect(officer.page.getByText('已请会计志愿者，每月核对。')).toBeVisible()
  })

  await test.step('it is told to leave, cannot be put out unheard, answers, and may stay', async () => {
    await approver.goto(paths.bureauIncubation(own))
    await open(approver, t('incubation.exit.give'))
    await fill(approver.page, { words: '评估不合格。' })
    await pressInVain(approver.page, t('incubation.exit.give'), t('form.choice'))
    await fill(approver.page, { exitReason: 'FAILED_ASSESSMENT' })
    await press(approver.page, t('incubation.exit.give'))
    await expectSaid(approver.page, t('incubation.toast.notice'))
    await fill(approver.page, { outcome: 'LEAVE', answer: '请离场。' })
    await pressInVain(approver.page, t('incubation.exit.decide'), t('incubation.refusal.not-heard'))
    await expect(approver.page.locator('[name="answer"]')).toHaveValue('请离场。')
    await look(approver, 'not-heard')
    await signer.goto(paths.desk())
    await follow(signer.page, tt('desk.kind.noticeToAnswer', { count: 0 }))
    await look(signer, 'notice')
    await pressInVain(signer.page, t('incubation.exit.send'), t('form.required'))
    await fill(signer.page, { reply: '账目已补齐，请再看一次。' })
    await press(signer.page, t('incubation.exit.send'))
    await expectSaid(signer.page, t('incubation.toast.answered'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.noticeToDecide', { count: 0 }))
    await fill(approver.page, { outcome: 'TAKE_BACK', answer: '已看过账目，通知撤回。' })
    await press(approver.page, t('incubation.exit.decide'))
    await expectSaid(approver.page, t('incubation.toast.noticeDecided'))
  })

  await test.step('it asks for more time, and both sides sign once more', async () => {
    await signer.goto(paths.incubation(own))
    await open(signer, t('incubation.extend.title'))
    await press(signer.page, t('incubation.extend.ask'))
    await expectSaid(signer.page, t('incubation.toast.extensionAsked'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.extensionToOffer', { count: 0 }))
    await look(approver, 'extension')
    await fill(approver.page, { toOn: addMonths(addMonths(today, 12), 24) })
    await pressInVain(approver.page, t('incubation.agreement.offer'), t('incubation.refusal.term-too-long'))
    await offer()
    await sign('extended')
    await look(signer, 'extended')
  })

  await test.step('later it wishes to go; the public page keeps no mark of it', async () => {
    await approver.goto(paths.bureauIncubation(own))
    await open(approver, t('incubation.exit.give'))
    await fill(approver.page, { exitReason: 'OWN_WISH', words: '组织已有自己的场地。' })
    await press(approver.page, t('incubation.exit.give'))
    await signer.goto(paths.incubation(own))
    await fill(signer.page, { reply: '谢谢一年来的帮助。' })
    await press(signer.page, t('incubation.exit.send'))
    await approver.goto(paths.bureauIncubation(own))
    await fill(approver.page, { outcome: 'LEAVE', answer: '祝顺利。' })
    await press(approver.page, t('incubation.exit.decide'))
    await expectSaid(approver.page, t('incubation.toast.noticeDecided'))
    await signer.goto(paths.incubation(own))
    await expect(signer.page.getByText('祝顺利。')).toBeVisible()
    await look(signer, 'left-tenant')
    await visitor.goto(paths.incubator(base.id))
    await expect(visitor.page.getByText(winner.organization.name)).toHaveCount(0)
    await look(visitor, 'public')
  })
})
