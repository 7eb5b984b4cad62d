import type { IncomingMessage, RequestListener } from 'node:http'
import { collectDefaultMetrics, Histogram } from 'prom-client'

const seconds = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'From the request to the last byte of its answer, by page and kind of answer',
  labelNames: ['page', 'method', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
})

const pages = new WeakMap<IncomingMessage, string>()

/** Which page of the route table a request is for; what nobody says is a file or a page that was kept. */
export const isFor = (request: IncomingMessage, page: string): void => {
  pages.set(request, page)
}

/** Undefined for a file, and for a page that was kept. */
export const pageOf = (request: IncomingMessage): string | undefined => pages.get(request)

/** Times every answer. Addresses themselves are not written down: they name things, and there is no end of them. Once in a process. */
export function measured(listener: RequestListener): RequestListener {
  collectDefaultMetrics()
  return (request, response) => {
    const end = seconds.startTimer()
    response.once('close', () => {
      const status = `${String(Math.floor(response.statusCode / 100))}xx`
      end({ page: pages.get(request) ?? 'kept', method: request.method ?? '', status })
    })
    listener(request, response)
  }
}
