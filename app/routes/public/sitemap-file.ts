import { z } from 'zod'
import { sitemapXml } from '#app/domain/sitemap/sitemap-xml.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { addressesOf, pathOf, standing, xmlResponse } from '#app/http/sitemap.server.ts'
import { keysFrom, listed } from '#app/services/sitemap/list-pages.server.ts'

const params = z.object({ file: z.string().max(80) })
const name = /^([a-z]+)-([0-9a-f-]{36})\.xml$/

/** One file of addresses: `pages.xml`, or so many of a kind from an id on. */
export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { file } }) => {
  if (file === 'pages.xml') return xmlResponse(sitemapXml(standing.map(addressesOf)))
  const [, word, start] = name.exec(file) ?? []
  const kind = orNotFound(listed.find((one) => one === word))
  const keys = await keysFrom(ctx, kind, orNotFound(z.uuid().safeParse(start).data))
  return xmlResponse(sitemapXml(keys.map((key) => addressesOf(pathOf[kind](key)))))
})
