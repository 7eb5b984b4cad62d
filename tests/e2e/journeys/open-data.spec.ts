import type { OpenApi } from '#app/http/open-list/open-api.ts'
import { paths } from '#app/http/paths.ts'
import { openZip } from '#app/services/import/table/open-zip.server.ts'
import { sha256Of } from '#app/services/shared/file-store.server.ts'
import { answerJudge, descriptionFaults } from '#tests/open-data/open-api.ts'
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

  // The interface, for people and for programs.
  await follow(page, t('openApi.link'))
  await expectTitle(page, t('openApi.title'))
  await see(stage, visitor, 'open-data-api')
  const described = await page.getByRole('link', { name: t('openApi.machine') }).getAttribute('href')
  const api = (await (await read(described ?? '')).json()) as OpenApi
  expect(await descriptionFaults(api)).toEqual([])
  expect(api.info.title).toBe(t('openApi.name'))
  const first = `${api.servers[0]?.url ?? ''}/calls`
  const answer = await fetch(first)
  expect(await answerJudge(api)('/calls', answer.clone())).toEqual([])
  expect(JSON.stringify(await answer.json())).toContain(callNo)
  await follow(page, t('openApi.use.changesLink'))
  await expectTitle(page, t('openData.title'))
})

// The worker made it when the site began: nobody has to ask for it.
test('everything comes as one file that is what the page says, and a download goes on where it broke off', async ({
  stage,
}) => {
  const { t, db } = stage
  const visitor = await stage.anonymous()
  const { page } = visitor
  await expect
    .poll(() => db.openBundle.count({ where: { finishedAt: { not: null } } }), { timeout: 60_000 })
    .toBeGreaterThan(0)
  await visitor.goto(paths.openData())
  const link = page.locator(`a[href="${paths.openEverything()}"]`)
  await expect(link).toBeVisible()
  const sum = await page.locator('#everything ~ p code').textContent()
  const read = (headers: Record<string, string> = {}) =>
    page.request.get(new URL(paths.openEverything(), page.url()).href, { headers })
  const whole = await read()
  const bytes = await whole.body()
  expect([whole.status(), sha256Of(bytes)]).toEqual([200, sum])
  const parts = await openZip(bytes, () => true, 50_000_000)
  expect([...parts.keys()]).toEqual(
    expect.arrayContaining(['README.txt', 'LICENCE.txt', 'SHA256SUMS', 'csv/calls.csv']),
  )
  const rest = await read({ Range: 'bytes=1000-', 'If-Range': whole.headers()['etag'] ?? '' })
  expect(rest.status()).toBe(206)
  expect((await rest.body()).equals(bytes.subarray(1000))).toBe(true)
  expect((await read({ 'If-None-Match': whole.headers()['etag'] ?? '' })).status()).toBe(304)
  await expect(page.getByText(t('openBundle.none'))).toHaveCount(0)
})
