import { writeReleasePackage } from '#app/domain/open-data/write-package.ts'
import { dataProblem, dataResponse, publisher } from '#app/http/open-data.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { readReleasePage } from '#app/services/open-data/queries/releases.server.ts'

/** A full page stays as it is; the last one grows. */
const fullSeconds = 3600
const lastSeconds = 30

/** Every release in the order of its number, a page at a time; `?after=` goes on. Also the feed of changes. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, request, url }) => {
  const after = url.searchParams.get('after') ?? '0'
  if (!/^\d{1,18}$/.test(after)) return dataProblem(422, 'after is a whole number')
  const page = await readReleasePage(ctx.db, BigInt(after))
  // The standard has no empty package; the last page with releases is the one to ask again.
  if (page.releases.length === 0) return dataProblem(404, 'there is no release after this one yet')
  return dataResponse(request, writeReleasePackage(publisher(), page), page.hasMore ? fullSeconds : lastSeconds)
})
