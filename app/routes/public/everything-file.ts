import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { largeFileResponse } from '#app/http/large-file.server.ts'
import { dataProblem } from '#app/http/open-data.server.ts'
import { orRefuse, pageLoader } from '#app/http/page.server.ts'
import { readBundle } from '#app/services/open-data/queries/bundle.server.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'

/** All open data as one file. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, request, drained }) => {
  orRefuse(await countTry(ctx.db, throttles.listFileIp, networkOf(ctx.ip)))
  // Between reading of it and opening it another one may have taken its place.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const bundle = await readBundle(ctx.db)
    if (bundle === undefined) break
    const { id, sha256, size, madeAt } = bundle
    const file = {
      name: `commonweal-open-data-${dayOf(madeAt)}.zip`,
      mediaType: 'application/zip',
      sha256,
      size,
      changedAt: madeAt,
    }
    const answer = await largeFileResponse({ request, drained }, file, (range) => ctx.files.getLarge(id, range))
    if (answer !== undefined) return answer
  }
  return dataProblem(404, 'the file is not there yet')
})
