import { randomBytes } from 'node:crypto'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeReadableStreamToWritable } from '@remix-run/node'
import { expect, test } from 'vitest'
import { listFormats, type ListFormat } from '#app/domain/open-data/list/names.ts'
import type { ListRow } from '#app/domain/open-data/list/shapes.ts'
import { listFileResponse, listFileRows } from '#app/http/open-list/list-file.server.ts'
import { drainedOf } from '#app/server/drained.ts'

const partRows = 500
const parts = listFileRows / partRows
/** Nothing a compression makes small, so that as much goes out as comes in. */
const row = (number: number): ListRow => ({
  id: String(number),
  name: randomBytes(600).toString('base64'),
  body: '',
  bodyEn: '',
  appropriated: '1.00',
  committed: '1.00',
  held: '1.00',
  released: '1.00',
  left: '1.00',
  spent: '1.00',
  returned: '1.00',
  url: 'https://gyh.example/',
})

/** A list of funds as full as a file gets, and what is held of it whenever the next part is asked for. */
type Take = (answer: IncomingMessage, when: { begun: Promise<void>; waiting: Promise<void> }) => Promise<void>
async function serveTo(format: ListFormat, take: Take) {
  const seen = { parts: 0, partsWhenWaiting: 0, heldMax: 0, isLeft: false }
  let wait: () => void = () => undefined
  let begin: () => void = () => undefined
  const waiting = new Promise<void>((resolve) => (wait = resolve))
  const begun = new Promise<void>((resolve) => (begin = resolve))
  async function* source(response: ServerResponse) {
    try {
      begin()
      for (; seen.parts < parts; seen.parts += 1) {
        seen.heldMax = Math.max(seen.heldMax, response.writableLength)
        yield await Promise.resolve(Array.from({ length: partRows }, (_, at) => row(seen.parts * partRows + at)))
      }
      // Whoever holds everything by now never waits.
      wait()
    } finally {
      seen.isLeft = true
    }
  }
  const server = createServer((_request, response) => {
    const drained = drainedOf(response)
    const stop = new AbortController()
    response.once('close', () => stop.abort())
    const taker = {
      request: new Request('https://gyh.example/', { signal: stop.signal }),
      drained: async () => {
        if (response.writableNeedDrain) {
          seen.partsWhenWaiting = Math.max(seen.partsWhenWaiting, seen.parts)
          wait()
        }
        await drained()
      },
    }
    const file = listFileResponse({ locale: 'en', now: new Date() }, taker, {
      file: 'funds',
      format,
      parts: source(response),
    })
    if (file.body !== null) void writeReadableStreamToWritable(file.body, response).catch(() => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, resolve).once('error', reject)
    })
    await take(answer, { begun, waiting })
    return seen
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test.each(listFormats)(
  'a full list as %s waits for a reader who takes nothing: what is held is a part, never the rows; then all of it comes',
  async (format) => {
    let bytes = 0
    const seen = await serveTo(format, async (answer, { waiting }) => {
      await waiting
      for await (const piece of answer) bytes += (piece as Buffer).byteLength
    })
    expect(seen.partsWhenWaiting).toBeGreaterThan(0)
    expect(seen.parts).toBe(parts)
    expect(bytes).toBeGreaterThan(30_000_000)
    // A part is about half a megabyte.
    expect(seen.heldMax).toBeLessThan(2_000_000)
  },
)

test.each(listFormats)('whoever leaves ends the reading of %s', async (format) => {
  const seen = await serveTo(format, async (answer, { begun }) => {
    await begun
    answer.destroy()
  })
  await expect.poll(() => seen.isLeft).toBe(true)
  expect(seen.parts).toBeLessThan(parts)
})
