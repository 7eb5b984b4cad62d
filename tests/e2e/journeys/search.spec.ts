import { paths } from '#app/http/paths.ts'
import { publishedCall } from '#tests/support/scenes.ts'
import { termsFromToday } from '../acts/scene.ts'
import { expectTitle, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { expect, test } from '../stage.ts'

test('somebody finds a call by its sound, narrows, gets out of a dead end, and is led there while typing', async ({
  stage,
}) => {
  const { t, mark, hasJavaScript } = stage
  const title = `独居长者送餐上门 ${mark}`
  await publishedCall(sceneDatabase(stage), {
    now: new Date().toISOString(),
    title,
    field: 'COMMUNITY',
    ...termsFromToday(),
  })
  const visitor = await stage.anonymous()
  const { page } = visitor
  const link = page.getByRole('link', { name: title, exact: true })
  const at = (query: Record<string, string>) => `${paths.search()}?${new URLSearchParams(query).toString()}`

  await test.step('by pinyin, as soon as the worker has told the engine', async () => {
    await expect(async () => {
      await visitor.goto(at({ q: `songcan ${mark}` }))
      await expect(link).toBeVisible({ timeout: 1 })
    }).toPass()
    await see(stage, visitor, 'search-found')
  })

  await test.step('every filter is an address; one that leaves nothing says so and leads back', async () => {
    await page.getByRole('link', { name: new RegExp(`^${t('call.regime.PROCUREMENT')}`) }).click()
    await expect(link).toBeVisible()
    expect(page.url()).toContain('regime=PROCUREMENT')
    await visitor.goto(at({ q: `送餐 ${mark}`, field: 'LEGAL_AID' }))
    await expect(page.getByRole('heading', { name: t('search.empty.title') })).toBeVisible()
    await see(stage, visitor, 'search-nothing')
    await page
      .getByRole('link', { name: t('search.empty.without', { facet: t('search.facet.field'), count: '1' }) })
      .click()
    await expect(link).toBeVisible()
  })

  await test.step('from the box, while typing where scripts run, by sending it where they do not', async () => {
    await visitor.goto(paths.home())
    const box = page.locator('#q')
    if (!hasJavaScript) {
      await box.fill(`獨居長者送餐 ${mark}`)
      await box.press('Enter')
      await link.click()
      await expectTitle(page, title)
      return
    }
    await box.pressSequentially(`独居长者 ${mark}`)
    const option = page.getByRole('option', { name: new RegExp(title) })
    await expect(option).toBeVisible()
    await see(stage, visitor, 'search-suggested')
    await box.press('ArrowDown')
    await expect(option).toHaveAttribute('aria-selected', 'true')
    await box.press('Escape')
    await expect(page.getByRole('listbox')).toBeHidden()
    await box.press('ArrowDown')
    await box.press('Enter')
    await expectTitle(page, title)
  })
})
