import { once } from 'node:events'
import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { isFor } from '#app/server/measure.ts'
import { tracedRequests } from '#app/server/traced-requests.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { startTracing } from '#app/services/shared/start-tracing.server.ts'
import { tracedTasks } from '#app/worker/traced-tasks.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()

const span = z.object({
  traceId: z.string(),
  name: z.string(),
  status: z.object({ code: z.number().optional() }),
  attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })),
})
const posted = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
})

const listening = async (server: Server) => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

/** A collector that writes down what it is sent. */
async function collector() {
  const spans: z.infer<typeof span>[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { resourceSpans } = posted.parse(JSON.parse(Buffer.concat(parts).toString()))
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
      response.end('{}')
    })
  })
  return { address: await listening(server), spans, server }
}

test('a request and what it asks the database are one trace, without what was asked for', async () => {
  const to = await collector()
  const tracing = await startTracing(to.address, 'web')
  // Made after tracing began, as in the servers.
  const db = createDb(t.appUrl, 2)
  const site = createServer(
    tracedRequests((request, response) => {
      isFor(request, '/organizations/:id')
      void db.organization.count({ where: { name: '不写下来的名字' } }).then(() => response.writeHead(404).end())
    }),
  )
  const address = await listening(site)
  const [answer] = (await once(get(`${address}/organizations/secret-name?q=secret-word`), 'response')) as [
    NodeJS.ReadableStream,
  ]
  answer.resume()
  await once(answer, 'end')
  const failing = tracedTasks({ 'send-message': () => Promise.reject(new Error('secret-letter')) })
  await expect(failing['send-message']?.({}, undefined as never)).rejects.toThrow('secret-letter')
  await db.$disconnect()
  await tracing.stop()

  const page = to.spans.find(({ name }) => name === 'GET /organizations/:id')
  expect(page?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 404 } })
  const asked = to.spans.filter(({ name }) => name.includes('db_query'))
  expect(asked.map(({ traceId }) => traceId)).toEqual([page?.traceId])
  expect(to.spans.find(({ name }) => name === 'job send-message')?.status.code).toBe(2)
  expect(JSON.stringify(to.spans)).not.toMatch(/secret|不写下来的名字/)
  site.close()
  to.server.close()
})

test('without a collector nothing is begun', async () => {
  const tracing = await startTracing(undefined, 'worker')
  await expect(tracing.stop()).resolves.toBeUndefined()
})
