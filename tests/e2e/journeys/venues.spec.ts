import { addDays, dayOf, weekday } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf, makeOrganization } from '#tests/support/scenes.ts'
import { projectRunning } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a unit shares its hall: funded projects book it, never twice at a time, and hear what is decided', async ({
  stage,
}) => {
  test.setTimeout(240_000)
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `venue-${name}`)
  const { bureau, winner, projectId } = await projectRunning(stage)
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const owner = await stage.enterAs(accountIdOf(winner.owner))
  const other = await stage.enterAs(
    accountIdOf((await makeOrganization(sceneDatabase(stage), `外来机构${mark}`)).owner),
  )
  const visitor = await stage.anonymous()
  const name = `多功能厅${mark}`
  const on = addDays(dayOf(new Date()), 10)
  const opens = `hours.${weekday(on)}`
  const letters = (template: string, toAddress: string) =>
    db.message.findMany({ where: { template, toAddress }, orderBy: { createdAt: 'asc' } })
  let id = ''

  await test.step('its office enters it: shared means for less, on some day at least', async () => {
    await officer.goto(paths.bureauVenues())
    await look(officer, 'none')
    await officer.page.getByText(t('venue.board.enter'), { exact: true }).click()
    await fill(officer.page, {
      unit: '区图书馆',
      name,
      kind: 'HALL',
      address: '名都路 1 号',
      capacity: '120',
      description: '有投影和无障碍通道。',
      fee: '300',
      fullFee: '300',
    })
    await pressInVain(officer.page, t('venue.board.save'), t('venue.refusal.not-reduced'))
    await fill(officer.page, { fee: '0', [`${opens}.opens`]: '09:00' })
    await pressInVain(officer.page, t('venue.board.save'), t('venue.refusal.clock'))
    await expect(officer.page.locator('[name="name"]')).toHaveValue(name)
    await look(officer, 'enter')
    await fill(officer.page, { [`${opens}.closes`]: '17:00' })
    await press(officer.page, t('venue.board.save'))
    await expectSaid(officer.page, t('venue.toast.saved'))
    await expectTitle(officer.page, name)
    id = (await db.venue.findFirstOrThrow({ where: { name } })).id
  })

  await test.step('anybody finds it; whoever carries no project cannot book', async () => {
    await visitor.goto(paths.venues())
    await look(visitor, 'list')
    await follow(visitor.page, name)
    await expect(visitor.page.getByText(t('venue.signIn'))).toBeVisible()
    await look(visitor, 'public')
    await other.goto(paths.venue(id))
    await expect(other.page.getByText(t('venue.onlyFunded'))).toBeVisible()
    await expect(other.page.getByRole('button', { name: t('venue.book.submit') })).toHaveCount(0)
  })

  const asked = { projectId, on, from: '09:00', to: '11:00', people: '40', purpose: '照护者支持小组活动' }
  await test.step('a funded project asks for two times; outside the hours and twice at a time is refused', async () => {
    await owner.goto(paths.venue(id))
    await fill(owner.page, { ...asked, from: '08:00' })
    await pressInVain(owner.page, t('venue.book.submit'), t('venue.refusal.hours'))
    await expect(owner.page.locator('[name="purpose"]').first()).toHaveValue(asked.purpose)
    await fill(owner.page, { from: '09:00' })
    await press(owner.page, t('venue.book.submit'))
    await expectSaid(owner.page, t('venue.toast.asked'))
    await fill(owner.page, { ...asked, from: '10:30', to: '12:00' })
    await pressInVain(owner.page, t('venue.book.submit'), t('venue.refusal.overlap'))
    await look(owner, 'overlap')
    await fill(owner.page, { from: '13:00', to: '14:00' })
    await press(owner.page, t('venue.book.submit'))
    await expectSaid(owner.page, t('venue.toast.asked'))
    expect(await letters('venueAsked', officer.email)).toHaveLength(2)
  })

  await test.step('the office confirms one and says why the other cannot be', async () => {
    await officer.goto(paths.desk())
    await follow(officer.page, tt('desk.kind.venueToConfirm', { count: 2 }))
    await expectTitle(officer.page, name)
    await look(officer, 'bookings')
    const row = (clock: string) =>
      officer.page.getByRole('listitem').filter({ hasText: clock }).filter({ hasText: asked.purpose })
    await row('13:00').getByText(t('venue.booking.refuse'), { exact: true }).first().click()
    await pressInVain(officer.page, t('venue.booking.refuse'), t('venue.booking.reason'), row('13:00'))
    await fill(row('13:00'), { reason: '下午设备检修。' })
    await press(officer.page, t('venue.booking.refuse'), row('13:00'))
    await expectSaid(officer.page, t('venue.toast.refused'))
    await press(officer.page, t('venue.booking.confirm'), row('09:00'))
    await expectSaid(officer.page, t('venue.toast.confirmed'))
    expect((await letters('venueDecided', owner.email)).map(({ values }) => values)).toMatchObject([
      { heldOn: on, clockText: '13:00–14:00', reason: '下午设备检修。' },
      { heldOn: on, clockText: '09:00–11:00' },
    ])
  })

  await test.step('the venue is shut; who booked it still sees that, and gives the time up', async () => {
    await officer.page.getByText(t('venue.board.edit'), { exact: true }).click()
    await officer.page.locator('[name="isOpen"]').uncheck()
    await press(officer.page, t('venue.board.save'))
    await expectSaid(officer.page, t('venue.toast.saved'))
    await visitor.goto(paths.venue(id))
    await expect(visitor.page.getByText(name)).toHaveCount(0)
    await owner.goto(paths.venue(id))
    await expect(owner.page.getByText('下午设备检修。')).toBeVisible()
    await expect(owner.page.getByRole('button', { name: t('venue.book.submit') })).toHaveCount(0)
    await look(owner, 'shut')
    await owner.page.getByText(t('venue.booking.cancel'), { exact: true }).first().click()
    await pressInVain(owner.page, t('venue.booking.cancel'), t('venue.booking.reason'))
    await fill(owner.page, { reason: '活动改期。' })
    await press(owner.page, t('venue.booking.cancel'))
    await expectSaid(owner.page, t('venue.toast.cancelled'))
    expect(await letters('venueGivenUp', officer.email)).toMatchObject([
      { values: { heldOn: on, reason: '活动改期。' } },
    ])
  })

  await test.step('opened again, a confirmed time is cancelled by the office', async () => {
    await officer.goto(paths.bureauVenue(id))
    await officer.page.getByText(t('venue.board.edit'), { exact: true }).click()
    await fill(officer.page, { isOpen: true })
    await press(officer.page, t('venue.board.save'))
    await owner.goto(paths.venue(id))
    await fill(owner.page, asked)
    await press(owner.page, t('venue.book.submit'))
    await officer.goto(paths.bureauVenue(id))
    await press(officer.page, t('venue.booking.confirm'))
    await officer.page.getByText(t('venue.booking.cancel'), { exact: true }).first().click()
    await fill(officer.page, { reason: '停电。' })
    await press(officer.page, t('venue.booking.cancel'))
    await expectSaid(officer.page, t('venue.toast.cancelled'))
    await look(officer, 'cancelled')
    await owner.page.reload()
    await expect(owner.page.getByText('停电。')).toBeVisible()
    await look(owner, 'own')
  })
})
