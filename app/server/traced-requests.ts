import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { traced } from '#app/services/shared/traced.server.ts'
import { pageOf } from './measure.ts'

/** Each request as a span, until its answer is out. Addresses themselves are not written down: they name people's things. */
export const tracedRequests =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    const method = request.method ?? ''
    void traced(method, { kind: 'server', 'http.request.method': method }, async (span) => {
      const isOut = once(response, 'close')
      listener(request, response)
      await isOut
      const page = pageOf(request)
      if (page !== undefined) span.updateName(`${method} ${page}`).setAttribute('http.route', page)
      span.setAttribute('http.response.status_code', response.statusCode)
    })
  }
