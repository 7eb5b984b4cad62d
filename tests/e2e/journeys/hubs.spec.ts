import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { makeRegistry } from '#tests/support/scenes-standing.ts'
import { cityOf } from '../acts/place.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a hub is named, takes members in, speaks for one, and is a hub no more; a member is merged into it', async ({
  stage,
}) => {
  const { t, tt, db, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `hubs-${name}`)
  const today = dayOf(new Date())
  const city = await cityOf(stage, 5, `中山市${mark}`, `Zhongshan ${mark}`)
  const registry = await makeRegistry(scenes, city.id)
  const hub = await makeBidder(scenes, `公益组织促进会${mark}`)
  const member = await makeBidder(scenes, `小树苗亲子服务中心${mark}`)
  await db.organization.updateMany({ where: { id: { in: [hub.id, member.id] } }, data: { regionId: city.id } })
  const officer = await stage.enterAs(accountIdOf(registry.officer))
  const approver = await stage.enterAs(accountIdOf(registry.approver))
  const hubOwner = await stage.enterAs(accountIdOf(hub.owner))
  const memberOwner = await stage.enterAs(accountIdOf(member.owner))
  const visitor = await stage.anonymous()
  /** The form under these words, opened. */
  const open = async (actor: Actor, words: string) => {
    await actor.page.getByText(words, { exact: true }).first().click()
    return actor.page.locator('details[open]')
  }
  const toConfirm = async (name: string) => {
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.registryToConfirm', { count: 1 }))
    await follow(approver.page, name)
  }

  await test.step('an officer of the registry names a hub; taken back once, then confirmed by an approver', async () => {
    const { page } = officer
    await officer.goto(paths.registry())
    await look(officer, 'register')
    await follow(page, hub.name)
    const wrong = await open(officer, t('hub.name'))
    await fill(wrong, { fromOn: addDays(today, -1) })
    await pressInVain(page, t('registry.enter'), t('registry.documentNo'), wrong)
    await fill(wrong, { documentNo: `民社枢〔2026〕${mark}-0` })
    await press(page, t('registry.enter'), wrong)
    await expectSaid(page, t('registry.toast.entered'))
    const taken = await open(officer, t('registry.withdraw'))
    await fill(taken, { reason: '文号有误。' })
    await press(page, t('registry.withdraw'), taken)
    await expectSaid(page, t('registry.toast.withdrawn'))
    const right = await open(officer, t('hub.name'))
    await fill(right, { fromOn: addDays(today, -1), documentNo: `民社枢〔2026〕${mark}` })
    await press(page, t('registry.enter'), right)
    await look(officer, 'designated')
    await toConfirm(hub.name)
    await press(approver.page, t('registry.confirm'))
    await expectSaid(approver.page, t('registry.toast.confirmed'))
  })

  await test.step('the hub invites, the member asks: each waits for the other', async () => {
    await hubOwner.page.goto(await linkIn(stage, hubOwner.email, 'hubNamed'))
    const invitation = await open(hubOwner, t('hub.invite'))
    await fill(invitation, { other: `没有这个组织${mark}` })
    await pressInVain(hubOwner.page, t('hub.ask'), t('hub.refusal.unknown'), invitation)
    await fill(invitation, { other: member.name })
    await look(hubOwner, 'invite')
    await press(hubOwner.page, t('hub.ask'), invitation)
    await expectSaid(hubOwner.page, t('hub.toast.asked'))
    await press(hubOwner.page, t('hub.takeBack'))
    await expectSaid(hubOwner.page, t('hub.toast.ended'))
    await memberOwner.goto(paths.ngoHub(member.id))
    const asking = await open(memberOwner, t('hub.join'))
    await fill(asking, { other: hub.name })
    await press(memberOwner.page, t('hub.ask'), asking)
    await look(memberOwner, 'asked')
    await hubOwner.goto(paths.desk())
    await follow(hubOwner.page, t('desk.kind.membershipToAnswer'))
    await press(hubOwner.page, t('hub.agree'))
    await expectSaid(hubOwner.page, t('hub.toast.agreed'))
  })

  await test.step('the hub speaks for its member in public, takes its words back, finds better ones, and reports', async () => {
    const { page } = hubOwner
    const first = await open(hubOwner, t('hub.recommend'))
    await pressInVain(page, t('hub.publish'), t('hub.words'), first)
    await fill(first, { words: '三年来按时完成四个项目。' })
    await press(page, t('hub.publish'), first)
    await expectSaid(page, t('hub.toast.recommended'))
    await press(page, t('hub.withdraw'))
    await expectSaid(page, t('hub.toast.withdrawn'))
    const better = await open(hubOwner, t('hub.recommend'))
    await fill(better, { words: '四年来按时完成五个项目。' })
    await press(page, t('hub.publish'), better)
    const report = await open(hubOwner, t('hub.report'))
    await fill(report, { title: '年度服务会员情况', summary: '培训十二场。', fromOn: addDays(today, -365) })
    await fill(report, { untilOn: addDays(today, 1) })
    await pressInVain(page, t('hub.publish'), t('hub.refusal.report-ahead'), report)
    await fill(report, { untilOn: addDays(today, -1) })
    await press(page, t('hub.publish'), report)
    await expectSaid(page, t('hub.toast.reported'))
    await look(hubOwner, 'hub')
    await visitor.goto(paths.organization(member.id))
    await expect(visitor.page.getByText('四年来按时完成五个项目。')).toBeVisible()
    await expect(visitor.page.getByText('三年来按时完成四个项目。')).toHaveCount(0)
    await look(visitor, 'member')
    await follow(visitor.page, hub.name)
    await expect(visitor.page.getByText('年度服务会员情况')).toBeVisible()
    await look(visitor, 'public')
  })

  await test.step('the member leaves; the registry ends the hub and says why', async () => {
    await memberOwner.page.goto(await linkIn(stage, memberOwner.email, 'hubMembershipTurned'))
    await press(memberOwner.page, t('hub.leave'))
    await expectSaid(memberOwner.page, t('hub.toast.ended'))
    await officer.goto(paths.registered(hub.id))
    const end = await open(officer, t('hub.end'))
    await fill(end, { endedOn: addDays(today, 1), reason: '换届后不再承担。' })
    await pressInVain(officer.page, t('tie.endSubmit'), t('hub.refusal.day'), end)
    await fill(end, { endedOn: today })
    await press(officer.page, t('tie.endSubmit'), end)
    await expectSaid(officer.page, t('registry.toast.hubEnded'))
    await hubOwner.page.goto(await linkIn(stage, hubOwner.email, 'hubEnded'))
    await expect(hubOwner.page.getByText(t('hub.invite'), { exact: true })).toHaveCount(0)
  })

  await test.step('an end that was entered wrongly is withdrawn; a merger is confirmed by another, and everybody reads it', async () => {
    const { page } = officer
    const { creditCode } = await db.organization.findUniqueOrThrow({ where: { id: hub.id } })
    await officer.goto(paths.registered(member.id))
    const typed = { endedOn: today, documentNo: `民社注〔2026〕${mark}`, reason: '理事会决议。' }
    const wrong = await open(officer, t('organization.end.enter'))
    await fill(wrong, { kind: 'MERGED', ...typed })
    await pressInVain(page, t('registry.enter'), t('organization.end.successor'), wrong)
    await expect(wrong.locator('[name="reason"]')).toHaveValue(typed.reason)
    await look(officer, 'end')
    await fill(wrong, { kind: 'DISSOLVED' })
    await press(page, t('registry.enter'), wrong)
    await press(page, t('registry.withdraw'))
    await expectSaid(page, t('registry.toast.withdrawn'))
    const merger = await open(officer, t('organization.end.enter'))
    await fill(merger, { kind: 'MERGED', successorCode: creditCode ?? '', ...typed })
    await press(page, t('registry.enter'), merger)
    await expectSaid(page, t('registry.toast.entered'))
    await toConfirm(member.name)
    await look(approver, 'end-confirm')
    await press(approver.page, t('registry.confirm'))
    await expectSaid(approver.page, t('registry.toast.confirmed'))
    await memberOwner.page.goto(await linkIn(stage, memberOwner.email, 'organizationEnded'))
    await expectTitle(memberOwner.page, member.name)
    await look(memberOwner, 'ended')
    await memberOwner.goto(paths.ngoOrganization(member.id))
    await look(memberOwner, 'ended-own')
    await visitor.goto(paths.organization(hub.id))
    await expect(visitor.page.getByRole('link', { name: member.name })).toBeVisible()
  })
})
