import { z } from 'zod'
import { writeRecordPackage } from '#app/domain/open-data/write-package.ts'
import { dataProblem, dataResponse, publisher } from '#app/http/open-data.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { readRecord } from '#app/services/open-data/queries/releases.server.ts'

const params = z.object({ file: z.string().max(80) })

/** One contracting process: its releases and what they make together. */
export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, request, params: { file } }) => {
  const site = publisher()
  const callNo = /^(.+)\.json$/.exec(
    file.startsWith(`${site.ocidPrefix}-`) ? file.slice(site.ocidPrefix.length + 1) : '',
  )
  const releases = callNo?.[1] === undefined ? [] : await readRecord(ctx.db, callNo[1])
  if (releases.length === 0) return dataProblem(404, 'there is no contracting process with this ocid')
  return dataResponse(request, writeRecordPackage(site, releases), 30)
})
