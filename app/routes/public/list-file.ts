import { listFilePath, listFormats, listNames } from '#app/domain/open-data/list/names.ts'
import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { readListFilter } from '#app/domain/open-data/list/shapes.ts'
import { listFileResponse, listParts } from '#app/http/open-list/list-file.server.ts'
import { orNotFound, orRefuse, pageLoader } from '#app/http/page.server.ts'
import { withoutLocale } from '#app/i18n/locale.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'

const files = new Map(
  listNames.flatMap((list) => listFormats.map((format) => [listFilePath(list, format), { list, format }] as const)),
)

/** A public list as a file; the address asks as its page's does, page by page apart. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url, request, drained }) => {
  const { list, format } = orNotFound(files.get(withoutLocale(url.pathname)))
  orRefuse(await countTry(ctx.db, throttles.listFileIp, networkOf(ctx.ip)))
  const parts = listParts(ctx, list, readListFilter(list, url.searchParams))
  return listFileResponse(ctx, { request, drained }, { file: list, format, parts })
})
