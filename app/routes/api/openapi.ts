import { openApiOf } from '#app/http/open-list/open-api.ts'
import { dataResponse, publisher } from '#app/http/open-data.server.ts'
import { pageLoader } from '#app/http/page.server.ts'

/** The API described for programs, in the language of the address. */
export const loader = pageLoader({ may: 'anyone' }, ({ ctx, request }) =>
  Promise.resolve(dataResponse(request, JSON.stringify(openApiOf(ctx.locale, publisher().baseUrl), null, 2), 300)),
)
