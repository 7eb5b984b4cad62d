import { addDays, dayOf, formatDay } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { accountIdOf, makeBureau } from '#tests/support/scenes.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('an organization comes onto a list of suppliers, may leave it, replies, and stays until it leaves', async ({
  stage,
}) => {
  const { t, tt, mark, locale } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `suppliers-${name}`)
  const today = dayOf(new Date())
  const bureau = await makeBureau(scenes)
  const bidder = await makeBidder(scenes, `晴川社区服务中心${mark}`)
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const owner = await stage.enterAs(accountIdOf(bidder.owner))

  const admission = { reason: '资质审查合格，近两年履约良好。', documentNo: `民购准〔2026〕${mark}` }
  await test.step('an officer proposes it by its name; taken back once, then confirmed by an approver', async () => {
    const { page } = officer
    await officer.goto(paths.bureauSuppliers())
    await look(officer, 'none')
    await fill(page, { organization: `没有这个组织${mark}`, ...admission })
    await pressInVain(page, t('credit.form.submit'), t('admission.refusal.not-found'))
    await expect(page.locator('[name="reason"]')).toHaveValue(admission.reason)
    await fill(page, { organization: bidder.name })
    await press(page, t('credit.form.submit'))
    await expectSaid(page, t('admission.toast.proposed'))
    await press(page, t('recognition.withdraw'))
    await expectSaid(page, t('admission.toast.withdrawn'))
    await fill(page, { organization: bidder.name, ...admission })
    await press(page, t('credit.form.submit'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.admissionToDecide', { count: 1 }))
    await press(approver.page, t('admission.confirm'))
    await expectSaid(approver.page, t('admission.toast.confirmed'))
  })

  const exit = (cause: string, documentNo: string) => ({
    cause,
    reason: '两次未按约定报送服务记录。',
    documentNo,
    replyUntil: addDays(today, 10),
    exitOn: addDays(today, 11),
  })
  await test.step('that it leaves is proposed, with a day to reply until', async () => {
    const { page } = officer
    await officer.goto(paths.bureauSuppliers())
    await page.getByText(t('admission.exit.propose'), { exact: true }).first().click()
    await fill(page, { ...exit('BREACH', `民购退〔2026〕${mark}-1`), exitOn: addDays(today, 10) })
    await pressInVain(page, t('admission.exit.propose'), t('admission.exitAfterReply'))
    await look(officer, 'exit')
    await fill(page, { exitOn: addDays(today, 11) })
    await press(page, t('admission.exit.propose'))
    await expectSaid(page, t('admission.toast.exitProposed'))
    await approver.goto(paths.bureauSuppliers())
    await expect(approver.page.locator('[name="decision"]')).toHaveCount(0)
  })

  const decide = async (decision: 'UPHOLD' | 'DROP', reason: string) => {
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.admissionToDecide', { count: 1 }))
    await fill(approver.page, { decision, reason })
    await press(approver.page, t('credit.board.decide'))
    await expectSaid(approver.page, t('admission.toast.decided'))
  }
  await test.step('the organization replies, and another person lets it stay', async () => {
    await owner.goto(paths.desk())
    await follow(owner.page, t('desk.kind.exitToAnswer'))
    await expectTitle(owner.page, t('admission.own.title'))
    await pressInVain(owner.page, t('admission.reply.send'), t('admission.reply.write'))
    await fill(owner.page, { reply: '记录已补报，请予考虑。' })
    await look(owner, 'reply')
    await press(owner.page, t('admission.reply.send'))
    await expectSaid(owner.page, t('admission.toast.replied'))
    await decide('DROP', '记录已补齐。')
    await owner.page.goto(await linkIn(stage, owner.email, 'supplierExitDecided'))
    await expect(owner.page.getByText(t('admission.outcome.dropped'))).toBeVisible()
    await expect(owner.page.getByText(t('admission.on'), { exact: true })).toBeVisible()
  })

  await test.step('later it leaves at its own wish, and its page says from when', async () => {
    await officer.goto(paths.bureauSuppliers())
    await officer.page.getByText(t('admission.exit.propose'), { exact: true }).first().click()
    await fill(officer.page, exit('OWN_WISH', `民购退〔2026〕${mark}-2`))
    await press(officer.page, t('admission.exit.propose'))
    await owner.goto(paths.ngoAdmissions(bidder.id))
    await fill(owner.page, { reply: '我中心自愿退出。' })
    await press(owner.page, t('admission.reply.send'))
    await decide('UPHOLD', '同意退出。')
    await look(approver, 'decided')
    await owner.goto(paths.ngoAdmissions(bidder.id))
    const leaves = tt('admission.exit.on', { day: formatDay(addDays(today, 11), locale) })
    await expect(owner.page.getByText(leaves)).toBeVisible()
    await look(owner, 'own')
  })
})
