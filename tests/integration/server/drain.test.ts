import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import { createDrain } from '#app/server/drain.ts'

async function serve(noticeSeconds: number) {
  const app = express()
  const server = createServer(app)
  const ended = { code: undefined as number | undefined }
  const exited = new Promise<void>((resolve) => {
    const drain = createDrain(server, {
      noticeSeconds,
      exit: (code) => {
        ended.code = code
        resolve()
      },
    })
    app.use(drain.gate)
    app.get('/begin', (_request, response) => {
      drain.begin()
      response.end('begun')
    })
  })
  const held: express.Response[] = []
  app.get('/readyz', (_request, response) => void response.json({ ready: true }))
  app.get('/slow', (_request, response) => void held.push(response))
  app.get('/page', (_request, response) => void response.end('page'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const ask = (path: string) =>
    new Promise<{ status: number; text: string; connection: string | undefined }>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, agent: false }, (answer: IncomingMessage) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, connection: answer.headers.connection }))
      }).on('error', reject)
    })
  return { ask, held, exited, ended }
}

test('a server that is told to go says so first, and goes on answering', async () => {
  const { ask, exited, ended } = await serve(1)
  expect(await ask('/readyz')).toMatchObject({ status: 200 })
  await ask('/begin')
  expect(await ask('/readyz')).toMatchObject({ status: 503, text: '{"ready":false,"draining":true}' })
  expect(await ask('/page')).toMatchObject({ status: 200, text: 'page', connection: 'close' })
  await exited
  expect(ended.code).toBe(0)
  await expect(ask('/page')).rejects.toThrow('ECONNREFUSED')
})

test('what is under way is finished before it goes', async () => {
  const { ask, held, exited, ended } = await serve(0)
  const slow = ask('/slow')
  await expect.poll(() => held.length).toBe(1)
  await ask('/begin')
  await expect(ask('/page')).rejects.toThrow('ECONNREFUSED')
  expect(ended.code).toBeUndefined()
  held[0]?.end('done')
  expect(await slow).toMatchObject({ status: 200, text: 'done' })
  await exited
  expect(ended.code).toBe(0)
})
