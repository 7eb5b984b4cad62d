import { listFilePath, listFormats } from '#app/domain/open-data/list/names.ts'
import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { readSearchAsk } from '#app/domain/search/ask.ts'
import { listFileResponse } from '#app/http/open-list/list-file.server.ts'
import { publisher } from '#app/http/open-data.server.ts'
import { orNotFound, orRefuse, pageLoader } from '#app/http/page.server.ts'
import { withoutLocale } from '#app/i18n/locale.ts'
import { readHits } from '#app/services/open-data/list/read-hits.server.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'
import { searchEngine } from '#search/query/engine.server.ts'

const formats = new Map(listFormats.map((format) => [listFilePath('search', format), format] as const))

/** What a search finds as a file; the address asks as the page's does, and the rows stand in its order. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url, request, drained }) => {
  const format = orNotFound(formats.get(withoutLocale(url.pathname)))
  orRefuse(await countTry(ctx.db, throttles.listFileIp, networkOf(ctx.ip)))
  const { file, rows } = await readHits(ctx.db, searchEngine(), readSearchAsk(url.searchParams), publisher().baseUrl)
  async function* parts() {
    yield await Promise.resolve(rows)
  }
  return listFileResponse(ctx, { request, drained }, { file, format, parts: parts() })
})
