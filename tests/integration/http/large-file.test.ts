import { createHash, randomBytes } from 'node:crypto'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { writeReadableStreamToWritable } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ByteRange } from '#app/domain/file/byte-range.ts'
import { largeFileResponse } from '#app/http/large-file.server.ts'
import { drainedOf } from '#app/server/drained.ts'

const bytes = randomBytes(200_000)
const file = {
  name: 'all.zip',
  mediaType: 'application/zip',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.byteLength,
  changedAt: new Date('2026-11-24T03:00:00+08:00'),
}
const etag = `"${file.sha256}"`
const open = (range?: ByteRange) =>
  Promise.resolve(Readable.from([range === undefined ? bytes : bytes.subarray(range.start, range.end + 1)]))
const ask = async (headers: Record<string, string> = {}, method = 'GET') => {
  const request = new Request('https://gyh.example/all.zip', { headers, method })
  const answer = await largeFileResponse({ request, drained: () => Promise.resolve() }, file, open)
  if (answer === undefined) throw new Error('no answer')
  return answer
}

describe('a large file', () => {
  test('comes whole, with its length, its tag and its digest', async () => {
    const answer = await ask()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Length')).toBe('200000')
    expect(answer.headers.get('ETag')).toBe(etag)
    expect(answer.headers.get('Repr-Digest')).toContain(Buffer.from(file.sha256, 'hex').toString('base64'))
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('goes on where a download broke off, if it is still the same file', async () => {
    const answer = await ask({ Range: 'bytes=150000-', 'If-Range': etag })
    expect([answer.status, answer.headers.get('Content-Range'), answer.headers.get('Content-Length')]).toEqual([
      206,
      'bytes 150000-199999/200000',
      '50000',
    ])
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(150_000))).toBe(true)
    const other = await ask({ Range: 'bytes=150000-', 'If-Range': '"another"' })
    expect(other.status).toBe(200)
    expect((await other.arrayBuffer()).byteLength).toBe(200_000)
    const outside = await ask({ Range: 'bytes=200000-' })
    expect([outside.status, outside.headers.get('Content-Range')]).toEqual([416, 'bytes */200000'])
  })

  test('is not sent to who has it, and not with HEAD; what is gone is no answer', async () => {
    expect((await ask({ 'If-None-Match': `"x", ${etag}` })).status).toBe(304)
    const head = await ask({}, 'HEAD')
    expect([head.status, head.headers.get('Content-Length'), await head.text()]).toEqual([200, '200000', ''])
    const request = new Request('https://gyh.example/all.zip')
    expect(
      await largeFileResponse({ request, drained: () => Promise.resolve() }, file, () => Promise.resolve(undefined)),
    ).toBeUndefined()
  })
})

describe('to a reader who takes nothing', () => {
  const piece = Buffer.alloc(64 * 1024)
  const pieces = 3000
  let server: Server
  let read = 0
  let readWhenWaiting = 0
  let isLeft = false
  let wait: () => void = () => undefined
  const waiting = new Promise<void>((resolve) => (wait = resolve))

  beforeAll(async () => {
    async function* source() {
      try {
        for (; read < pieces; read += 1) yield await Promise.resolve(piece)
      } finally {
        isLeft = true
      }
    }
    server = createServer((_request, response) => {
      const drained = drainedOf(response)
      const stop = new AbortController()
      response.once('close', () => stop.abort())
      void largeFileResponse(
        {
          request: new Request('https://gyh.example/', { signal: stop.signal }),
          drained: async () => {
            if (response.writableNeedDrain) {
              readWhenWaiting = Math.max(readWhenWaiting, read)
              wait()
            }
            await drained()
          },
        },
        { ...file, size: piece.byteLength * pieces },
        () => Promise.resolve(Readable.from(source(), { objectMode: false, highWaterMark: piece.byteLength })),
      ).then(async (answer) => {
        if (answer?.body != null) await writeReadableStreamToWritable(answer.body, response).catch(() => undefined)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => void server.close())

  const answered = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, resolve).once('error', reject)
    })

  test('little is read ahead; then all of it comes; and whoever leaves ends the reading', async () => {
    const slow = await answered()
    await waiting
    expect(readWhenWaiting).toBeLessThan(pieces / 10)
    let got = 0
    for await (const part of slow) got += (part as Buffer).byteLength
    expect(got).toBe(piece.byteLength * pieces)
    expect(isLeft).toBe(true)

    isLeft = false
    read = 0
    const leaver = await answered()
    leaver.destroy()
    await expect.poll(() => isLeft).toBe(true)
    expect(read).toBeLessThan(pieces)
  })
})
