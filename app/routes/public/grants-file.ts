import { writeGrants } from '#app/domain/open-data/grants.ts'
import { dataProblem, dataResponse, publisher } from '#app/http/open-data.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { translator } from '#app/i18n/translate.ts'
import { readGrants } from '#app/services/open-data/queries/grants.server.ts'

/** Every grant, as one file. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, request }) => {
  const site = publisher()
  const grants = await readGrants(ctx.db, site.grantPrefix)
  if (grants.length === 0) return dataProblem(404, 'there is no grant yet')
  return dataResponse(request, writeGrants(site, translator('zh-CN')('openData.grants.title'), grants), 300)
})
