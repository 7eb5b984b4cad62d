import { SaxesParser } from 'saxes'
import { paths } from '#app/http/paths.ts'
import { translator } from '#app/i18n/translate.ts'
import { expect, test } from '../stage.ts'

/** Every address in a sitemap or an index of them. */
function addressesIn(xml: string): string[] {
  const found: string[] = []
  let text = ''
  const parser = new SaxesParser()
  parser.on('opentag', () => (text = ''))
  parser.on('text', (part) => (text += part))
  parser.on('closetag', ({ name }) => {
    if (name === 'loc') found.push(text)
  })
  parser.write(xml).close()
  return found
}

test('robots leads to the sitemap, and every page that stands by itself is there in both languages', async ({
  stage,
  request,
}) => {
  const { siteUrl, db, mark } = stage
  const region = await db.region.findFirstOrThrow({ where: { level: 'TOWN' } })
  const { id } = await db.organization.create({
    data: { name: `登记社${mark}`, kind: 'SERVICE_INSTITUTION', regionId: region.id, fields: ['COMMUNITY'] },
  })
  const get = async (address: string) => {
    const answer = await request.get(address)
    expect(answer.status(), address).toBe(200)
    return answer.text()
  }
  const robots = await get(`${siteUrl}${paths.robots()}`)
  expect(robots).toContain('Disallow: /desk\nDisallow: /en/desk\n')
  const sitemap = /^Sitemap: (.+)$/m.exec(robots)?.[1] ?? ''
  const files = addressesIn(await get(sitemap))
  expect(files).toContain(`${siteUrl}${paths.sitemapFile('pages.xml')}`)
  const standing = addressesIn(await get(`${siteUrl}${paths.sitemapFile('pages.xml')}`))
  expect(standing).toContain(`${siteUrl}/en/calls`)
  for (const address of standing) await get(address)
  const all = await Promise.all(files.map(get))
  const known = all.flatMap(addressesIn)
  expect(known).toContain(`${siteUrl}${paths.organization(id)}`)
  expect(known).toContain(`${siteUrl}/en${paths.organization(id)}`)
  expect(known.every((address) => address.startsWith(`${siteUrl}/`))).toBe(true)
})

test('a page says where it stands in both languages, how it looks when it is sent on, and what it is about', async ({
  stage,
}) => {
  const { siteUrl, db, mark } = stage
  const region = await db.region.findFirstOrThrow({ where: { level: 'TOWN' } })
  const name = `<b>晨曦</b>社${mark}`
  const { id } = await db.organization.create({
    data: {
      name,
      kind: 'SERVICE_INSTITUTION',
      regionId: region.id,
      fields: ['COMMUNITY'],
      introduction: '第一行\n第二行',
    },
  })
  const reader = await stage.anonymous()
  await reader.page.goto(`${siteUrl}/en${paths.organization(id)}?from=x`)
  const head = (selector: string, attribute: string) => reader.page.locator(selector).getAttribute(attribute)
  expect(await head('link[rel="canonical"]', 'href')).toBe(`${siteUrl}/en${paths.organization(id)}`)
  expect(await head('link[hreflang="zh-CN"]', 'href')).toBe(`${siteUrl}${paths.organization(id)}`)
  expect(await head('meta[property="og:title"]', 'content')).toBe(name)
  expect(await head('meta[property="og:description"]', 'content')).toBe('第一行 第二行')
  expect((await reader.page.request.get((await head('meta[property="og:image"]', 'content')) ?? '')).ok()).toBe(true)
  const about = await reader.page.locator('script[type="application/ld+json"]').textContent()
  expect(JSON.parse(about ?? '')).toMatchObject({ '@context': 'https://schema.org', '@type': 'NGO', name })
  await reader.page.goto(`${siteUrl}${paths.signIn()}`)
  expect(await head('meta[name="robots"]', 'content')).toBe('noindex')
  expect(await reader.page.locator('link[rel="canonical"]').count()).toBe(0)
})

test('a page has one address, and a file that cannot be had says so in a sentence', async ({ stage, request }) => {
  const { siteUrl } = stage
  const moved = await request.get(`${siteUrl}/en/calls/?q=1`, { maxRedirects: 0 })
  expect([moved.status(), moved.headers()['location']]).toEqual([301, '/en/calls?q=1'])
  const missing = await request.get(`${siteUrl}/en${paths.file('01a206a2-d2c0-7344-ade3-181a81dab82d')}`)
  expect(missing.status()).toBe(404)
  expect(missing.headers()['content-type']).toBe('text/plain; charset=utf-8')
  expect(await missing.text()).toBe(`${translator('en')('refusal.not-found')}\n`)
})
