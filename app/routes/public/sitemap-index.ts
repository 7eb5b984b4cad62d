import { sitemapIndexXml } from '#app/domain/sitemap/sitemap-xml.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { siteAddress, xmlResponse } from '#app/http/sitemap.server.ts'
import { listFiles } from '#app/services/sitemap/list-pages.server.ts'

/** Every file of addresses there is. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => {
  const files = await listFiles(ctx)
  const all = files.map(({ kind, start }) => paths.sitemapFile(`${kind}-${start}.xml`))
  return xmlResponse(sitemapIndexXml([paths.sitemapFile('pages.xml'), ...all].map(siteAddress)))
})
