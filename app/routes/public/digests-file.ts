import { digestsFile } from '#app/domain/audit-trail/saved-digests.ts'
import { dataResponse, publisher } from '#app/http/open-data.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { readDigests } from '#app/services/audit-trail/queries/digests.server.ts'

/** One a day: a copy may be an hour old. */
const keptSeconds = 3600

/** Every daily digest, to be kept elsewhere and compared later. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, request }) =>
  dataResponse(request, digestsFile(publisher().baseUrl, await readDigests(ctx.db)).trimEnd(), keptSeconds),
)
