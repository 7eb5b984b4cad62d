import { paths } from '#app/http/paths.ts'
import { publishedCall } from '#tests/support/scenes.ts'
import { faultsOf } from '#tests/open-data/validate.ts'
import { termsFromToday } from '../acts/scene.ts'
import { expectTitle, follow, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { expect, test } from '../stage.ts'

// From a call's page to its record, which the worker wrote, and to the page that says how to read all of it.
test('a published call is open data, and anybody finds out how to read it', async ({ stage }) => {
  test.setTimeout(120_000)
  const { t, mark } = stage
  const title = `开放数据项目${mark}`
  const now = new Date()
  const bidDeadlineAt = new Date(now.getTime() + 30 * 86_400_000)
  const { callNo } = await publishedCall(sceneDatabase(stage), {
    ...termsFromToday(),
    title,
    bidDeadlineAt,
    now: now.toISOString(),
  })
  const visitor = await stage.anonymous()
  const { page } = visitor
  await visitor.goto(paths.call(callNo))
  const link = page.getByRole('link', { name: t('openData.link'), exact: true })
  const address = (await link.getAttribute('href')) ?? ''
  const read = async (path: string, headers: Record<string, string> = {}) =>
    page.request.get(new URL(path, page.url()).href, { headers })
  await expect.poll(async () => (await read(address)).status()).toBe(200)

  const record = await read(address, { 'Accept-Encoding': 'gzip' })
  expect(faultsOf('records', await record.text())).toEqual([])
  expect(record.headers()).toMatchObject({ 'access-control-allow-origin': '*', 'content-encoding': 'gzip' })
  expect(await record.json()).toMatchObject({ records: [{ compiledRelease: { tender: { id: callNo, title } } }] })
  expect((await read(address, { 'If-None-Match': record.headers()['etag'] ?? '' })).status()).toBe(304)

  const releases = await read(paths.openReleases())
  expect(faultsOf('releases', await releases.text())).toEqual([])
  expect((await read(`${paths.openReleases()}?after=x`)).status()).toBe(422)
  expect((await read(paths.openRecord('ocds-000000-none.json'))).status()).toBe(404)

  await follow(page, t('openData.title'))
  await expectTitle(page, t('openData.title'))
  await expect(page.getByText(t('openData.ids.ocidDefault', { prefix: 'ocds-000000' }))).toBeVisible()
  await see(stage, visitor, 'open-data')
})
