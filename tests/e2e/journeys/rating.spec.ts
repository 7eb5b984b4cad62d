import { addDays, addYears, dayOf, formatDay } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { enterDecision } from '#app/services/rating/enter-decision.server.ts'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { accountIdOf, makeOfficer, must } from '#tests/support/scenes.ts'
import { makeRegistry, typedRating } from '#tests/support/scenes-standing.ts'
import { cityOf } from '../acts/place.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('an organization is rated in seven steps by four people, and its grade is taken away again', async ({ stage }) => {
  const { t, tt, db, mark, locale } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `rating-${name}`)
  const today = dayOf(new Date())
  const city = await cityOf(stage, 4, `佛山市${mark}`, `Foshan ${mark}`)
  const registry = await makeRegistry(scenes, city.id)
  const second = await makeOfficer(scenes, registry.body, '经办己')
  const bidder = await makeBidder(scenes, `长河社会工作服务社${mark}`)
  await db.organization.update({
    where: { id: bidder.id },
    data: { regionId: city.id, foundedOn: new Date('2020-01-10') },
  })
  const officer = await stage.enterAs(accountIdOf(registry.officer))
  const approver = await stage.enterAs(accountIdOf(registry.approver))
  const supervisor = await stage.enterAs(accountIdOf(registry.supervisor))
  const owner = await stage.enterAs(accountIdOf(bidder.owner))
  const neighbour = await stage.enter({ name: '邻居' })
  const visitor = await stage.anonymous()
  const applicationId = async () =>
    (
      await db.ratingApplication.findFirstOrThrow({
        where: { organizationId: bidder.id },
        orderBy: { appliedAt: 'desc' },
      })
    ).id
  const round = `年度社会组织评估${mark}`

  await test.step('an approver announces that applications are taken', async () => {
    await approver.goto(paths.bureauRatings())
    await approver.page.getByText(t('rating.round.new'), { exact: true }).click()
    await fill(approver.page, {
      title: round,
      notice: '符合条件的社会组织请在期限内申请。',
      documentNo: `民社评〔2026〕${mark}`,
      applyFrom: today,
      applyUntil: addDays(today, -1),
    })
    await pressInVain(approver.page, t('rating.round.publish'), t('rating.dates'))
    await fill(approver.page, { applyUntil: addDays(today, 20) })
    await press(approver.page, t('rating.round.publish'))
    await expectSaid(approver.page, t('rating.toast.published'))
    await look(approver, 'board')
  })

  await test.step('the organization reads whether it may, applies, takes it back and applies again', async () => {
    await visitor.goto(paths.ratings())
    await expect(visitor.page.getByText(round)).toBeVisible()
    await look(visitor, 'public')
    await owner.goto(paths.ngoOrganization(bidder.id))
    await follow(owner.page, t('rating.standing.ratings'))
    await expectTitle(owner.page, tt('rating.own.title', { name: bidder.name }))
    await fill(owner.page.locator('form', { has: owner.page.locator('[name="roundId"]') }), {
      wantedGrade: '3',
      statement: '短',
    })
    await pressInVain(owner.page, t('rating.own.submit'), t('rating.own.statement'))
    await fill(owner.page, { statement: '制度健全，近两年服务居民三千人次。' })
    await look(owner, 'apply')
    await press(owner.page, t('rating.own.submit'))
    await expectSaid(owner.page, t('rating.toast.applied'))
    await press(owner.page, t('rating.own.withdraw'))
    await expectSaid(owner.page, t('rating.toast.applicationWithdrawn'))
    await fill(owner.page, { statement: '制度健全，近两年服务居民三千二百人次。' })
    await press(owner.page, t('rating.own.submit'))
    await look(owner, 'applied')
  })

  await test.step('an officer finds it eligible, visits and assesses', async () => {
    const { page } = officer
    await officer.goto(paths.desk())
    await follow(page, t('desk.kind.ratingToWork'))
    await look(officer, 'check')
    await fill(page, { decision: 'REFUSE' })
    await pressInVain(page, t('rating.work.save'), t('rating.work.reasonIfRefused'))
    await fill(page, { decision: 'ACCEPT' })
    await press(page, t('rating.work.save'))
    await expectSaid(page, t('rating.toast.checked'))
    await fill(page, { visitedOn: addDays(today, 1), visitNote: '查看台账、走访服务对象三户。' })
    await pressInVain(page, t('rating.work.saveVisit'), t('rating.refusal.day-ahead'))
    await fill(page, { visitedOn: today })
    await press(page, t('rating.work.saveVisit'))
    await fill(page, { points: '905', assessment: '基础条件、内部治理良好。' })
    await look(officer, 'assess')
    await press(page, t('rating.work.propose'))
    await expectSaid(page, t('rating.toast.saved'))
    await look(officer, 'assessed')
  })

  await test.step('the committee decides by another person: not more than was asked for', async () => {
    await approver.goto(paths.desk())
    await follow(approver.page, t('desk.kind.ratingToDecide'))
    await fill(approver.page, { reason: '同意初评意见。', documentNo: `民社评〔2026〕${mark}-7` })
    await look(approver, 'decide')
    await press(approver.page, t('rating.work.announce'))
    await expectSaid(approver.page, t('rating.toast.noticed'))
  })

  await test.step('while it is announced a neighbour complains, and reads what came of it', async () => {
    await visitor.goto(paths.ratings())
    await follow(visitor.page, bidder.name)
    await look(visitor, 'notice')
    await neighbour.goto(paths.ratingNotice(await applicationId()))
    await fill(neighbour.page, { statement: '不对' })
    await pressInVain(neighbour.page, t('rating.complaint.submit'), t('rating.complaint.statement'))
    await fill(neighbour.page, { statement: '台账与实际服务人次不符，请核实。' })
    await press(neighbour.page, t('rating.complaint.submit'))
    await expectSaid(neighbour.page, t('rating.toast.complained'))
    await look(neighbour, 'complained')
    await supervisor.goto(paths.desk())
    await follow(supervisor.page, t('desk.kind.ratingToEnd'))
    await fill(supervisor.page, { decision: 'REJECT', answer: '经核，台账与签到一致。' })
    await look(supervisor, 'answer')
    await press(supervisor.page, t('rating.complaint.send'))
    await expectSaid(supervisor.page, t('rating.toast.answered'))
    await neighbour.page.goto(await linkIn(stage, neighbour.email, 'ratingComplaintReplied'))
    await expect(neighbour.page.getByText('经核，台账与签到一致。')).toBeVisible()
    await look(neighbour, 'answered')
  })

  await test.step('once the announcement is over a third person confirms, and everybody sees the grade', async () => {
    const id = await applicationId()
    await db.$transaction([
      db.$executeRaw`ALTER TABLE rating_application DISABLE TRIGGER USER`,
      db.$executeRaw`UPDATE rating_application SET notice_until = ${addDays(today, -1)}::date WHERE id = ${id}::uuid`,
      db.$executeRaw`ALTER TABLE rating_application ENABLE TRIGGER USER`,
    ])
    const third = await stage.enterAs(accountIdOf(second))
    await third.goto(paths.desk())
    await follow(third.page, t('desk.kind.ratingToEnd'))
    await fill(third.page, { plaqueNo: `FS-${mark}` })
    await look(third, 'confirm')
    await press(third.page, t('rating.work.confirm'))
    await expectSaid(third.page, t('rating.toast.confirmed'))
    await visitor.goto(paths.organization(bidder.id))
    await expect(visitor.page.getByText(tt('organization.public.rating', { grade: 3 })).first()).toBeVisible()
    await look(visitor, 'organization')
    await follow(visitor.page, t('rating.standing.see'))
    await expect(visitor.page.getByText(t('rating.standing.inForce'))).toBeVisible()
    const validity = { from: formatDay(today, locale), to: formatDay(addDays(addYears(today, 5), -1), locale) }
    await expect(visitor.page.getByText(tt('credit.fromTo', validity))).toBeVisible()
    await look(visitor, 'standing')
  })

  await test.step('a grade whose paper is of somebody else is not confirmed', async () => {
    const early = { grade: 2, validFrom: addDays(today, -900), documentNo: `民社评〔2024〕${mark}` } as const
    const ctx = scenes.contextAt(new Date().toISOString(), registry.officer)
    must(await enterDecision(ctx, typedRating(registry, bidder.id, early)))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.ratingEntered', { count: 1 }))
    await approver.page.getByText(t('credit.board.withdraw'), { exact: true }).first().click()
    await pressInVain(approver.page, t('credit.board.withdraw'), t('credit.board.withdrawReason'))
    await fill(approver.page, { reason: '文件与名称不符。' })
    await press(approver.page, t('credit.board.withdraw'))
    await expectSaid(approver.page, t('rating.toast.withdrawn'))
  })

  await test.step('what was obtained by falsehood is taken away, by two people', async () => {
    await officer.goto(paths.organizationStanding(bidder.id))
    await officer.page.getByText(t('rating.revocation.propose'), { exact: true }).first().click()
    const typed = { reason: '提供虚假材料，查证属实。', documentNo: `民社评撤〔2026〕${mark}` }
    await fill(officer.page, { revokedOn: addDays(today, 1), ...typed })
    await pressInVain(officer.page, t('rating.revocation.propose'), t('rating.refusal.revoked-day'))
    await expect(officer.page.locator('[name="documentNo"]')).toHaveValue(typed.documentNo)
    await fill(officer.page, { revokedOn: today })
    await look(officer, 'revoke')
    await press(officer.page, t('rating.revocation.propose'))
    await expectSaid(officer.page, t('rating.toast.entered'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.ratingEntered', { count: 1 }))
    await look(approver, 'revocation')
    await press(approver.page, t('rating.revocation.confirm'))
    await expectSaid(approver.page, t('rating.toast.revoked'))
    await visitor.page.reload()
    await expect(visitor.page.getByText(tt('rating.revoked', { day: formatDay(today, locale) }))).toBeVisible()
  })
})
