import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf, sceneMilestones } from '#tests/support/scenes.ts'
import { accepted, linedBidders, runningProject, trancheOf } from '#tests/support/scenes-project.ts'
import { expectSaid, fill, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

// A signed contract changes by amendments: 4% of its money by notice, 8% approved, 12% signed by both sides over one hash; a milestone
// by both; and a suspended project pays nothing until it goes on.
test('a contract is amended, and a project stands still and goes on', async ({ stage }) => {
  const { db, t, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `amendment-${name}`)
  const today = dayOf(new Date())
  const dueOn = [90, 150, 210].map((days) => addDays(today, days))
  // Told with the deadline still to come, so that the site's own worker leaves the call alone.
  const story = await runningProject(
    scenes,
    {
      now: new Date().toISOString(),
      title: `高龄独居老人居家照护服务 ${mark}`,
      startsOn: addDays(today, 45),
      endsOn: addDays(today, 240),
      milestones: sceneMilestones.map((milestone, index) => ({ ...milestone, dueOn: dueOn[index] ?? milestone.dueOn })),
      bidders: linedBidders.map((bidder) => ({ ...bidder, name: `${bidder.name}${mark}` })),
    },
    new Date().toISOString(),
  )
  const { projectId, contractId } = story
  const { amountFen } = await db.contract.findUniqueOrThrow({ where: { id: contractId } })
  const certifier = await stage.enterAs(accountIdOf(story.certifier))
  const officer = await stage.enterAs(accountIdOf(story.bureau.officer))
  const approver = await stage.enterAs(accountIdOf(story.bureau.approver))
  const finance = await stage.enterAs(accountIdOf(story.finance))

  const linesNow = async () =>
    (await db.budgetLine.findMany({ where: { projectId }, orderBy: { position: 'asc' } })).map((line) => line.amountFen)
  const latest = () => db.amendment.findFirstOrThrow({ where: { contractId }, orderBy: { id: 'desc' } })
  const shift = async (percent: bigint) => {
    const [first = 0n, second = 0n] = await linesNow()
    const moved = (amountFen * percent) / 100n
    await certifier.goto(paths.ngoAmendmentDraft(projectId, 'budget'))
    await fill(certifier.page, {
      'lines[0].amount': fenToYuanText(toFen(first - moved)),
      'lines[1].amount': fenToYuanText(toFen(second + moved)),
      reason: '培训场次增加，物资由社区提供。',
    })
  }

  await test.step('4% is a notice: in force as soon as the certifier files it', async () => {
    await certifier.goto(paths.ngoAmendmentDraft(projectId, 'budget'))
    await fill(certifier.page, { 'lines[0].amount': '1.00', reason: '培训场次增加，物资由社区提供。' })
    await pressInVain(certifier.page, t('amendment.saveDraft'), t('amendment.refusal.total-changed'))
    await shift(4n)
    await look(certifier, 'draft-budget')
    await press(certifier.page, t('amendment.saveDraft'))
    await expect(certifier.page.getByText(t('amendment.authority.NOTICE'), { exact: true })).toBeVisible()
    await look(certifier, 'notice')
    await press(certifier.page, t('amendment.file'))
    await expectSaid(certifier.page, t('amendment.toast.inForce'))
    expect((await latest()).state).toBe('SIGNED')
  })

  await test.step('8% since both sides signed needs an official', async () => {
    await shift(4n)
    await press(certifier.page, t('amendment.saveDraft'))
    await press(certifier.page, t('amendment.offer'))
    const { id } = await latest()
    await officer.goto(paths.bureauAmendment(id))
    await look(officer, 'to-approve')
    await press(officer.page, t('amendment.approve'))
    await expectSaid(officer.page, t('amendment.toast.inForce'))
  })

  await test.step('12% is signed by both sides, over the hash that both saw', async () => {
    await shift(4n)
    await press(certifier.page, t('amendment.saveDraft'))
    const { id, contentSha256 } = await latest()
    await expect(certifier.page.getByText(contentSha256).first()).toBeVisible()
    await press(certifier.page, t('amendment.offer'))
    await officer.goto(paths.bureauAmendment(id))
    await expect(officer.page.getByRole('button', { name: t('amendment.sign') })).toHaveCount(0)
    await approver.goto(paths.bureauAmendment(id))
    await expect(approver.page.getByText(contentSha256).first()).toBeVisible()
    await look(approver, 'to-sign')
    await press(approver.page, t('amendment.sign'))
    await look(approver, 'signed')
  })

  await test.step('a milestone changes by the buyer’s wish, once the supplier signs too', async () => {
    await officer.goto(paths.bureauAmendmentDraft(projectId))
    await fill(officer.page, {
      'milestones[1].dueOn': addDays(today, 180),
      'milestones[1].targets[0]': '150',
      reason: '第二阶段与社区活动安排冲突，顺延一个月。',
    })
    await look(officer, 'draft-milestones')
    await press(officer.page, t('amendment.saveDraft'))
    const { id } = await latest()
    await approver.goto(paths.bureauAmendment(id))
    await press(approver.page, t('amendment.offer'))
    await certifier.goto(paths.ngoAmendment(id))
    await look(certifier, 'milestones-to-sign')
    await press(certifier.page, t('amendment.sign'))
    await certifier.goto(paths.ngoProject(projectId))
    await look(certifier, 'chain-ngo')
    const reader = await stage.anonymous()
    await reader.goto(paths.project(story.projectNo))
    for (const { contentSha256 } of await db.amendment.findMany({ where: { contractId, state: 'SIGNED' } }))
      await expect(reader.page.getByText(contentSha256)).toBeVisible()
    await look(reader, 'public')
  })

  await test.step('a suspended project pays nothing until it goes on', async () => {
    await accepted(scenes, story)
    const { id: trancheId } = await trancheOf(scenes, story)
    await officer.goto(paths.bureauProject(projectId))
    await officer.page.locator('summary', { hasText: t('halt.proposeSuspension') }).click()
    const proposal = officer.page.locator('details', { hasText: t('halt.proposeSuspension') }).first()
    await fill(proposal, { reason: '服务场地因防汛关闭，暂停入户。', expectedOn: addDays(today, 30) })
    await look(officer, 'propose-suspension')
    await press(officer.page, t('halt.proposeSuspension'), proposal)
    await approver.goto(paths.bureauProject(projectId))
    await look(approver, 'decide-suspension')
    await press(approver.page, t('halt.decideSuspension'))
    await expectSaid(approver.page, t('halt.toast.suspended'))

    await finance.goto(paths.release(trancheId))
    await expect(finance.page.getByText(t('release.runningBad'))).toBeVisible()
    await expect(finance.page.locator('[name="paymentRefs[0]"]')).toHaveCount(0)
    await look(finance, 'release-blocked')
    await certifier.goto(paths.ngoProject(projectId))
    await look(certifier, 'suspended-ngo')

    await approver.goto(paths.bureauProject(projectId))
    await press(approver.page, t('halt.resume'))
    await finance.goto(paths.release(trancheId))
    await fill(finance.page, { 'paymentRefs[0]': `ZF-${trancheId}` })
    const { amountFen: trancheFen } = await trancheOf(scenes, story)
    await finance.page.locator('form:has([name="paymentRefs[0]"]) button[type="submit"]').click()
    await expect
      .poll(async () => (await db.tranche.findUniqueOrThrow({ where: { id: trancheId } })).state)
      .toBe('RELEASED')
    expect(trancheFen).toBeGreaterThan(0n)
  })

  await test.step('ended by agreement, its open tranches go back, and the public reads so', async () => {
    await officer.goto(paths.bureauProject(projectId))
    await officer.page.locator('summary', { hasText: t('halt.proposeTermination') }).click()
    const proposal = officer.page.locator('details', { hasText: t('halt.proposeTermination') }).first()
    await fill(proposal, { code: 'MUTUAL', reason: '双方协商一致，后续服务由社区自行承担。' })
    await press(officer.page, t('halt.proposeTermination'), proposal)
    await approver.goto(paths.bureauProject(projectId))
    await look(approver, 'decide-termination')
    await press(approver.page, t('halt.decideTermination'))
    await look(approver, 'terminated')
    const reader = await stage.anonymous()
    await reader.goto(paths.project(story.projectNo))
    await expect(reader.page.getByText(t('halt.code.MUTUAL')).first()).toBeVisible()
    await look(reader, 'terminated-public')
  })
})
