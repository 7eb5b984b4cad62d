import { SaxesParser } from 'saxes'
import { anonymous } from '#app/domain/shared/actor.ts'
import { paths } from '#app/http/paths.ts'
import { registerOrganization } from '#app/services/organization/register-organization.server.ts'
import { must } from '#tests/support/must.ts'
import { publishedCall } from '#tests/support/scenes.ts'
import { termsFromToday } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

/** Titles of the entries; throws where it is not well-formed. */
function titlesIn(feed: string): string[] {
  const titles: string[] = []
  const open: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    open.push(name)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('text', (text) => {
    if (open.slice(-2).join('/') === 'entry/title') titles.push(text)
  })
  parser.write(feed).close()
  return titles
}

/** Values of a property, as a calendar program reads them: unfolded. */
const valuesIn = (calendar: string, name: string): string[] =>
  calendar
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1))

test('a search is saved, a letter comes of what is new, and stops with one press; feed and calendar are read', async ({
  stage,
}) => {
  // The letter comes by itself, a little after publication.
  test.slow()
  const { t, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `saved-${name}`)
  const word = `萤火${mark}`
  const here = `${paths.search()}?q=${encodeURIComponent(word)}&stage=CALLING`
  const there = `${paths.search()}?of=organizations&q=${encodeURIComponent(word)}`
  const visitor = await stage.anonymous()
  const reader = await stage.enter({ name: '读者甲' })
  const textAt = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await visitor.page.request.get(new URL(path, stage.siteUrl).href, { headers })
    return { status: answer.status(), headers: answer.headers(), text: await answer.text() }
  }
  const register = async (organizationName: string) => {
    const region = await db.region.findFirstOrThrow({ where: { level: 'TOWN' } })
    const someone = { ...anonymous, accountId: reader.accountId, name: '读者甲' }
    must(
      await registerOrganization(sceneDatabase(stage).contextAt(new Date().toISOString(), someone), {
        organizationName,
        kind: 'COMMUNITY_GROUP',
        creditCode: '',
        regionId: region.id,
        fields: ['COMMUNITY'],
        contactName: '读者甲',
        contactPhone: '021-64980000',
      }),
    )
  }
  const letterOf = async (named: string) => {
    const letters = await db.message.findMany({ where: { toAddress: reader.email, template: 'savedSearchNew' } })
    const values = letters.map((letter) => letter.values as { stopUrl: string; thingsList: string })
    const found = values.find(({ thingsList }) => thingsList.includes(named))
    if (found === undefined) throw new Error(`no letter tells of ${named}`)
    return found
  }
  const linkTo = async (name: string) => (await visitor.page.getByRole('link', { name }).getAttribute('href')) ?? ''
  let feed = ''
  let calendar = ''
  let feedOfOrganizations = ''

  await test.step('a visitor is offered a feed, a calendar and a way in', async () => {
    await visitor.goto(here)
    feed = await linkTo(t('search.feed.link'))
    calendar = await linkTo(t('search.calendar.link'))
    expect(await visitor.page.locator('head link[type="application/atom+xml"]').getAttribute('href')).toBe(feed)
    await look(visitor, 'visitor')
    expect(titlesIn((await textAt(feed)).text)).toEqual([])

    await visitor.goto(there)
    await look(visitor, 'organizations')
    feedOfOrganizations = await linkTo(t('search.feed.link'))
    await expect(visitor.page.getByRole('link', { name: t('search.calendar.link') })).toHaveCount(0)
    await visitor.goto(here)
    await follow(visitor.page, t('saved-search.keep.signIn'))
    await expectTitle(visitor.page, t('account.signIn.title'))
    expect(new URL(visitor.page.url()).searchParams.get('to')).toContain(paths.savedSearchNew())
  })

  await test.step('whoever is signed in saves it with one press, and not twice', async () => {
    await reader.goto(paths.savedSearches())
    await expect(reader.page.getByText(t('saved-search.empty'))).toBeVisible()
    await look(reader, 'empty')
    await reader.goto(here)
    await look(reader, 'search')
    await fill(reader.page, { pace: 'AT_ONCE' })
    await press(reader.page, t('saved-search.save'))
    await expectSaid(reader.page, t('saved-search.toast.saved'))
    await look(reader, 'list')
    await reader.goto(here)
    await expect(reader.page.getByText(t('saved-search.keep.saved'))).toBeVisible()
    const second = `${paths.savedSearchNew()}?q=${encodeURIComponent(word)}`
    await reader.goto(second)
    await look(reader, 'new')
    await fill(reader.page, { name: ' ' })
    await pressInVain(reader.page, t('saved-search.save'), t('saved-search.label.name'))
    await fill(reader.page, { name: `另一个${mark}`, pace: 'NONE' })
    await press(reader.page, t('saved-search.save'))
    expect(await db.savedSearch.count({ where: { accountId: reader.accountId } })).toBe(2)
    await reader.goto(there)
    await look(reader, 'organizations-keep')
    await fill(reader.page, { pace: 'AT_ONCE' })
    await press(reader.page, t('saved-search.save'))
    await look(reader, 'list-with-organizations')
    expect(await db.savedSearch.count({ where: { accountId: reader.accountId } })).toBe(3)
  })

  const title = `萤火${mark}，夜间“陪护”<服务>`
  const { callNo } = await publishedCall(sceneDatabase(stage), {
    title,
    now: new Date().toISOString(),
    ...termsFromToday(),
  })
  const organizationName = `萤火${mark}助老服务社`
  await register(organizationName)

  await test.step('feed and calendar have it', async () => {
    await expect.poll(async () => titlesIn((await textAt(feed)).text)).toEqual([title])
    const { text, headers } = await textAt(feed)
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(text).toContain(`${paths.call(callNo)}"`)
    expect((await textAt(feed, { 'If-None-Match': headers['etag'] ?? '' })).status).toBe(304)
    const dates = await textAt(calendar)
    expect(dates.headers['content-type']).toBe('text/calendar; charset=utf-8')
    for (const line of dates.text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const { bidDeadlineAt } = await db.call.findFirstOrThrow({ where: { callNo } })
    const utc = `${bidDeadlineAt.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
    expect(valuesIn(dates.text, 'DTSTART')).toEqual([utc])
    expect(valuesIn(dates.text, 'SUMMARY')).toEqual([
      t('search.calendar.deadline', { title }).replace(/[\\;,]/g, (sign) => `\\${sign}`),
    ])
    expect((await textAt(calendar, { 'If-None-Match': dates.headers['etag'] ?? '' })).status).toBe(304)
    await expect.poll(async () => titlesIn((await textAt(feedOfOrganizations)).text)).toEqual([organizationName])
  })

  await test.step('a letter tells of it, once, and another of the organization', async () => {
    const where = { toAddress: reader.email, template: 'savedSearchNew' }
    await expect.poll(() => db.message.count({ where }), { timeout: 120_000 }).toBe(2)
    const { stopUrl, thingsList } = await letterOf(callNo)
    expect(thingsList).not.toContain(organizationName)
    const ofOrganizations = await letterOf(organizationName)
    expect(ofOrganizations.thingsList).not.toContain(callNo)

    await visitor.goto(ofOrganizations.stopUrl)
    await press(visitor.page, t('saved-search.stop.submit'))
    expect(await db.savedSearch.count({ where: { accountId: reader.accountId, pace: 'AT_ONCE' } })).toBe(1)
    await visitor.goto(stopUrl)
    await look(visitor, 'stop')
    await press(visitor.page, t('saved-search.stop.submit'))
    await expectSaid(visitor.page, t('saved-search.toast.stopped'))
    await look(visitor, 'stopped')
    expect(await db.savedSearch.count({ where: { accountId: reader.accountId, pace: 'AT_ONCE' } })).toBe(0)
  })

  await test.step('its owner has letters again, and a mail program ends them with one request', async () => {
    await reader.goto(paths.savedSearches())
    const search = await db.savedSearch.findFirstOrThrow({
      where: { accountId: reader.accountId, query: { contains: 'stage=CALLING' } },
    })
    const sheet = reader.page.locator('section', { hasText: search.name }).filter({
      has: reader.page.locator(`input[value="${search.id}"]`),
    })
    await sheet.locator('summary').first().click()
    await fill(sheet, { name: `夜间陪护${mark}`, pace: 'WEEKLY' })
    await look(reader, 'change')
    await press(reader.page, t('saved-search.change'), sheet)
    await expectSaid(reader.page, t('saved-search.toast.changed'))
    const { stopUrl } = await letterOf(callNo)
    const answer = await fetch(`${stage.siteUrl}${stopUrl}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
      redirect: 'manual',
    })
    expect(answer.status).toBe(200)
    expect(await db.savedSearch.findUniqueOrThrow({ where: { id: search.id } })).toMatchObject({
      pace: 'NONE',
      name: `夜间陪护${mark}`,
    })
  })

  await test.step('and removes it', async () => {
    await reader.goto(paths.savedSearches())
    await reader.page.locator('summary').first().click()
    await press(reader.page, t('saved-search.remove'))
    await expectSaid(reader.page, t('saved-search.toast.removed'))
    expect(await db.savedSearch.count({ where: { accountId: reader.accountId } })).toBe(2)
  })
})
