import type { LoaderFunctionArgs } from '@remix-run/node'
import { maySeeMetrics, metricsText } from '#app/http/metrics.server.ts'
import { notFound } from '#app/http/refuse.server.ts'
import { runtime } from '#app/http/runtime.server.ts'
import { copiesDir, metricsToken } from '#app/http/session.server.ts'
import { readVitals } from '#app/services/system/read-vitals.server.ts'

/** For a Prometheus that knows the token; where no token is set there is nothing here. */
export const loader = Object.assign(
  async ({ request }: LoaderFunctionArgs) => {
    const token = metricsToken()
    if (token === undefined) throw notFound()
    if (!maySeeMetrics(request.headers.get('Authorization'), token))
      return new Response('unauthorized\n', { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
    const { text, type } = await metricsText(await readVitals(runtime().db, copiesDir()), new Date())
    return new Response(text, { headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } })
  },
  { may: 'anyone' as const },
)
