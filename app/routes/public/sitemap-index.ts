import { sitemapIndexXml } from '#app/domain/sitemap/sitemap-xml.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { siteAddress, xmlResponse } from '#app/http/sitemap.server.ts'
import { fileStarts, listed } from '#app/services/sitemap/list-pages.server.ts'

/** Every file of addresses there is. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => {
  const files = await Promise.all(
    listed.map(async (kind) => (await fileStarts(ctx, kind)).map((start) => paths.sitemapFile(`${kind}-${start}.xml`))),
  )
  return xmlResponse(sitemapIndexXml([paths.sitemapFile('pages.xml'), ...files.flat()].map(siteAddress)))
})
