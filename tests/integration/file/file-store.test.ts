import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDiskFileStore, type FileStore, sha256Of } from '#app/services/shared/file-store.server.ts'
import { createS3FileStore } from '#app/services/shared/s3-file-store.server.ts'

// why: no S3 server can be had from the registries; this speaks the three requests of the protocol that we use.
function createS3Neighbour(): Server {
  const kept = new Map<string, Buffer>()
  return createServer((request, response) => {
    const key = request.url?.replace(/\?.*$/, '') ?? ''
    if (!(request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 Credential=key/')) {
      response.writeHead(403).end()
      return
    }
    if (request.method === 'PUT') {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        kept.set(key, Buffer.concat(parts))
        response.writeHead(200, { ETag: '"x"' }).end()
      })
      return
    }
    const bytes = kept.get(key)
    if (bytes === undefined) {
      response
        .writeHead(404, { 'Content-Type': 'application/xml' })
        .end(
          request.method === 'HEAD'
            ? undefined
            : '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>',
        )
      return
    }
    response.writeHead(200, { 'Content-Length': bytes.byteLength }).end(request.method === 'HEAD' ? undefined : bytes)
  })
}

const directory = mkdtempSync(path.join(tmpdir(), 'commonweal-files-'))
const neighbour = createS3Neighbour()
beforeAll(async () => {
  await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  neighbour.close()
  neighbour.closeAllConnections()
  rmSync(directory, { recursive: true })
})

const stores: [string, () => FileStore][] = [
  ['disk', () => createDiskFileStore(directory)],
  [
    'S3',
    () =>
      createS3FileStore({
        endpoint: `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`,
        bucket: 'files',
        region: 'us-east-1',
        accessKeyId: 'key',
        secretAccessKey: 'secret',
      }),
  ],
]

describe.each(stores)('%s', (_name, make) => {
  test('gives back the bytes under their own hash, and stores the same thing once', async () => {
    const store = make()
    const bytes = randomBytes(70_000)
    const first = await store.put(bytes)
    expect(first).toEqual({ sha256: sha256Of(bytes), size: 70_000 })
    expect(await store.put(bytes)).toEqual(first)
    expect((await store.get(first.sha256))?.equals(bytes)).toBe(true)
  })

  test('answers nothing for what is not there, and for what is no hash', async () => {
    const store = make()
    expect(await store.get('0'.repeat(64))).toBeUndefined()
    expect(await store.get('../../etc/passwd')).toBeUndefined()
  })

  test('twenty writers of the same bytes leave one whole file', async () => {
    const store = make()
    const bytes = randomBytes(200_000)
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.put(bytes)))
    expect(new Set(answers.map(({ sha256 }) => sha256)).size).toBe(1)
    expect((await store.get(sha256Of(bytes)))?.equals(bytes)).toBe(true)
  })
})

test('nothing half-written stays beside the files', () => {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(names.every(({ name }) => /^[0-9a-f]{64}$/.test(name))).toBe(true)
})
