import { paths } from '#app/http/paths.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { accepted, trancheOf } from '#tests/support/scenes-project.ts'
import { projectRunning } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('two payments are made together, all or none, and the year of the fund shows them against its plan', async ({
  stage,
}) => {
  const { t, tt, db } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `paying-${name}`)
  const story = await projectRunning(stage)
  const finance = await stage.enterAs(accountIdOf(story.finance))
  const paid: bigint[] = []
  for (const position of [1, 2]) {
    await accepted(scenes, story, position)
    paid.push((await trancheOf(scenes, story, position)).amountFen)
  }

  await test.step('what is ready is ticked, and nothing is paid while a number is missing', async () => {
    await finance.goto(paths.releases())
    await expectTitle(finance.page, t('release.title'))
    const ticks = finance.page.getByRole('checkbox', { name: t('release.tick') })
    await expect(ticks).toHaveCount(2)
    for (const tick of await ticks.all()) await tick.check()
    await look(finance, 'list')
    await finance.page.getByRole('button', { name: t('release.toBatch') }).click()
    await expectTitle(finance.page, t('release.batch'))
    await look(finance, 'together')
    const sum = paid.reduce((total, fen) => total + fen, 0n)
    const money = new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(Number(sum) / 100)
    const pay = finance.page.getByRole('button', { name: new RegExp(money.replaceAll('.', '\\.')) })
    const label = (await pay.textContent()) ?? ''
    await fill(finance.page, { 'rows[0].paymentRefs[0]': `ZF-${stage.mark}-1` })
    await pressInVain(finance.page, label, t('form.required'))
    await expect(finance.page.locator('[name="rows[0].paymentRefs[0]"]')).toHaveValue(`ZF-${stage.mark}-1`)
    expect(await db.tranche.count({ where: { projectId: story.projectId, state: 'RELEASED' } })).toBe(0)
    await fill(finance.page, { 'rows[1].paymentRefs[0]': `ZF-${stage.mark}-2` })
    await press(finance.page, label)
    await expectSaid(finance.page, t('release.batchToast'))
    await expect(finance.page.getByText(t('release.empty'))).toBeVisible()
  })

  await test.step('the year is held against its plan, in the office and in public', async () => {
    const { id } = story.bureau.fund
    await finance.goto(paths.fund(id))
    await follow(finance.page, tt('fund-year.open', { year: 2026 }))
    await look(finance, 'year')
    await fill(finance.page, {
      documentNo: `预〔2026〕${stage.mark}`,
      'lines[0].name': '养老助残服务',
      'lines[0].field': 'ELDERLY_AND_DISABILITY',
      'lines[0].plannedFen': '900000',
    })
    await press(finance.page, t('fund-year.save'))
    await expectSaid(finance.page, t('fund-year.toast.adopted'))
    await look(finance, 'planned')
    const visitor = await stage.anonymous()
    await visitor.goto(paths.publicFund(id))
    await expect(visitor.page.getByRole('row', { name: /养老助残服务/ })).toContainText('900,000.00')
    await look(visitor, 'public')
  })
})
