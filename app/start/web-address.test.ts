import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { loopback } from './ports.ts'
import { localUrl, refuseTakenPort, webAddress } from './web-address.mjs'

const stranger = createServer()
afterEach(() => stranger.close())

test('an empty environment means port 3000 on the loopback', () => {
  expect(webAddress({ NODE_ENV: 'test' })).toEqual({ host: '127.0.0.1', port: 3000 })
})

test.each(['abc', '0', '70000', '3000.5'])('PORT=%s is refused', (PORT) => {
  expect(() => webAddress({ NODE_ENV: 'test', PORT })).toThrow(`PORT=${PORT} is not a port`)
})

test.each([
  ['0.0.0.0', 'http://localhost:80'],
  ['::', 'http://localhost:80'],
  ['::1', 'http://[::1]:80'],
  ['127.0.0.1', 'http://127.0.0.1:80'],
])('a browser here opens %s as %s', (host, url) => {
  expect(localUrl({ host, port: 80 })).toBe(url)
})

test('a port somebody else has is refused, and named', async () => {
  const port = await new Promise<number>((resolve) => {
    stranger.listen(0, loopback, () => resolve((stranger.address() as { port: number }).port))
  })
  await expect(refuseTakenPort({ host: loopback, port })).rejects.toThrow(
    `The address ${loopback}:${port} is taken by another program`,
  )
})
