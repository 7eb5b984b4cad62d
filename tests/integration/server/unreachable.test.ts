import { expect, test } from 'vitest'
import type { LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { isUnreachable, withUnreachable } from '#app/server/unreachable.ts'
import { createDb, SteadyClient } from '#app/services/shared/db.server.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()
const thrown = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => undefined,
    (error: unknown) => error,
  )

test('a database that is not there, and one that ends the connection, are told from one that says no', async () => {
  const gone = createDb('postgresql://nobody@127.0.0.1:1/none', 1)
  expect(isUnreachable(await thrown(gone.$queryRaw`SELECT 1`))).toBe(true)
  expect(isUnreachable(await thrown(gone.account.findFirst()))).toBe(true)
  expect(isUnreachable(await thrown(gone.$transaction((tx) => tx.account.findFirst())))).toBe(true)
  await gone.$disconnect()
  const ended = createDb(t.appUrl, 1)
  expect(isUnreachable(await thrown(ended.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`))).toBe(true)
  const middle = ended.$transaction(async (tx) => {
    await thrown(tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`)
    await tx.account.findFirst()
  })
  expect(isUnreachable(await thrown(middle))).toBe(true)
  expect(isUnreachable(await thrown(ended.$queryRaw`SELECT 1 / 0`))).toBe(false)
  expect(isUnreachable(await thrown(ended.$executeRaw`INSERT INTO account (id) VALUES (NULL)`))).toBe(false)
  expect(isUnreachable(new Error('something else'))).toBe(false)
  await ended.$disconnect()
})

test('a page says then that it may be tried again, and when', async () => {
  const gone = createDb('postgresql://nobody@127.0.0.1:1/none', 1)
  const route = { module: { default: () => null, loader: () => gone.account.findFirst() } }
  const { loader } = withUnreachable(route as unknown as ServerBuild['routes'][string]).module
  const request = new Request('http://site/calls')
  const answer = await thrown(Promise.resolve(loader?.({ request } as LoaderFunctionArgs)))
  expect(answer).toBeInstanceOf(Response)
  const response = answer as Response
  expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '10'])
  expect(await response.json()).toEqual({ refusal: { code: 'unreachable' } })
  await gone.$disconnect()
})

test('a connection that ends while nobody holds it ends nothing else', async () => {
  const client = new SteadyClient({ connectionString: t.appUrl })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const ended = new Promise<void>((resolve) => client.once('end', resolve))
  // An error that nobody hears would end this process.
  await t.app.$queryRaw`SELECT pg_terminate_backend(${rows[0]?.pid ?? 0}::int)`
  await ended
  await expect(client.query('SELECT 1')).rejects.toThrow()
})
