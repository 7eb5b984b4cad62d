import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDiskFileStore, type FileStore, sha256Of } from '#app/services/shared/file-store.server.ts'
import { createS3FileStore } from '#app/services/shared/s3-file-store.server.ts'

// why: no S3 server can be had from the registries; this speaks the requests of the protocol that we use, and is as strict as they are.
function createS3Neighbour(): Server & { uploads: Map<string, Map<number, Buffer>> } {
  const kept = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const etagOf = (bytes: Buffer) => `"${sha256Of(bytes)}"`
  const server = createServer((request, response) => {
    const { pathname: key, searchParams } = new URL(request.url ?? '', 'http://s3')
    const xml = (status: number, body: string) =>
      response.writeHead(status, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0"?>${body}`)
    if (!(request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 Credential=key/')) {
      response.writeHead(403).end()
      return
    }
    const uploadId = searchParams.get('uploadId')
    const isWhole = (bytes: Buffer) => request.headers['x-amz-content-sha256'] === sha256Of(bytes)
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const bytes = Buffer.concat(parts)
      const upload = uploadId === null ? undefined : uploads.get(`${key} ${uploadId}`)
      if (request.method === 'POST' && searchParams.has('uploads')) {
        const id = randomBytes(8).toString('hex')
        uploads.set(`${key} ${id}`, new Map())
        xml(200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
      } else if (uploadId !== null && upload === undefined) {
        xml(404, '<Error><Code>NoSuchUpload</Code><Message>none</Message></Error>')
      } else if (request.method === 'PUT' && upload !== undefined) {
        if (!isWhole(bytes)) return void xml(400, '<Error><Code>XAmzContentSHA256Mismatch</Code></Error>')
        upload.set(Number(searchParams.get('partNumber')), bytes)
        response.writeHead(200, { ETag: etagOf(bytes) }).end()
      } else if (request.method === 'POST' && upload !== undefined) {
        const named = [...bytes.toString().matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
          number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
          etag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll('&quot;', '"'),
        }))
        const found = named.map(({ number }) => upload.get(number))
        const isRight = found.every(
          (part, index) =>
            part !== undefined &&
            etagOf(part) === named[index]?.etag &&
            (index === found.length - 1 || part.byteLength >= 5 * 1024 * 1024),
        )
        if (!isRight || found.length === 0) return void xml(400, '<Error><Code>InvalidPart</Code></Error>')
        kept.set(key, Buffer.concat(found.filter((part) => part !== undefined)))
        uploads.delete(`${key} ${uploadId ?? ''}`)
        xml(200, '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>')
      } else if (request.method === 'DELETE') {
        if (uploadId === null) kept.delete(key)
        else uploads.delete(`${key} ${uploadId}`)
        response.writeHead(204).end()
      } else if (request.method === 'GET' && searchParams.has('uploads')) {
        const prefix = `${key.replace(/\/$/, '')}/${searchParams.get('prefix') ?? ''} `
        const ids = [...uploads.keys()].flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []))
        const listed = ids.map((id) => `<Upload><UploadId>${id}</UploadId></Upload>`).join('')
        xml(200, `<ListMultipartUploadsResult>${listed}</ListMultipartUploadsResult>`)
      } else if (request.method === 'GET' && searchParams.get('list-type') === '2') {
        // Two at a time: whoever wants all of them asks again.
        const after = searchParams.get('continuation-token') ?? ''
        const bucket = `${key.replace(/\/$/, '')}/`
        const names = [...kept.keys()].map((name) => name.slice(bucket.length)).filter((name) => name > after)
        const page = names.toSorted().slice(0, 2)
        const more = names.length > 2 ? `<NextContinuationToken>${page.at(-1) ?? ''}</NextContinuationToken>` : ''
        const listed = page.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('')
        xml(200, `<ListBucketResult>${listed}${more}</ListBucketResult>`)
      } else if (request.method === 'PUT') {
        if (!isWhole(bytes)) return void xml(400, '<Error><Code>XAmzContentSHA256Mismatch</Code></Error>')
        kept.set(key, bytes)
        response.writeHead(200, { ETag: '"x"' }).end()
      } else {
        const found = kept.get(key)
        const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
        const given = range === null ? found : found?.subarray(Number(range[1]), Number(range[2]) + 1)
        if (given === undefined) xml(404, request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>')
        else
          response
            .writeHead(range === null ? 200 : 206, { 'Content-Length': given.byteLength })
            .end(request.method === 'HEAD' ? undefined : given)
      }
    })
  })
  return Object.assign(server, { uploads })
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

  test('says under which hashes something is there', async () => {
    const store = make()
    const stored = await Promise.all(Array.from({ length: 5 }, () => store.put(randomBytes(10))))
    await store.putLarge('not-one-of-them', Readable.from([Buffer.from('large')]))
    const told: string[] = []
    for await (const sha256 of store.digests()) told.push(sha256)
    expect(told).toEqual(expect.arrayContaining(stored.map(({ sha256 }) => sha256)))
    expect(told.every((sha256) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
    expect(new Set(told).size).toBe(told.length)
    await store.deleteLarge('not-one-of-them')
  })

  test('a large file comes back whole and in parts, is there only when it is whole, and goes', async () => {
    const store = make()
    const bytes = randomBytes(21_000_000)
    async function* pieces(until = bytes.byteLength) {
      for (let from = 0; from < until; from += 300_000)
        yield await Promise.resolve(bytes.subarray(from, from + 300_000))
      if (until < bytes.byteLength) throw new Error('the source broke off')
    }
    await expect(store.putLarge('large-one', pieces(18_000_000))).rejects.toThrow('the source broke off')
    expect(await store.getLarge('large-one')).toBeUndefined()
    expect(await store.putLarge('large-one', pieces())).toEqual({ sha256: sha256Of(bytes), size: bytes.byteLength })
    const whole = await store.getLarge('large-one')
    expect(whole === undefined ? undefined : (await buffer(whole)).equals(bytes)).toBe(true)
    const part = await store.getLarge('large-one', { start: 8_388_600, end: 8_388_620 })
    expect(part === undefined ? undefined : await buffer(part)).toEqual(bytes.subarray(8_388_600, 8_388_621))
    await store.deleteLarge('large-one')
    await store.deleteLarge('large-one')
    expect(await store.getLarge('large-one')).toBeUndefined()
    await expect(store.getLarge('../escape')).rejects.toThrow(RangeError)
  })

  test('a large file that is exactly some parts long, and an empty one', async () => {
    const store = make()
    for (const length of [16 * 1024 * 1024, 0]) {
      const bytes = randomBytes(length)
      expect(await store.putLarge('even', Readable.from([bytes]))).toMatchObject({ size: length })
      const back = await store.getLarge('even')
      expect(back === undefined ? undefined : (await buffer(back)).equals(bytes)).toBe(true)
    }
    await store.deleteLarge('even')
  })

  test('who reads a large file goes on reading when another takes its place', async () => {
    const store = make()
    const bytes = randomBytes(12_000_000)
    await store.putLarge('old', Readable.from([bytes]))
    const reading = await store.getLarge('old')
    await store.deleteLarge('old')
    expect(reading === undefined ? undefined : (await buffer(reading)).equals(bytes)).toBe(true)
  })

  test('twenty writers of the same bytes leave one whole file', async () => {
    const store = make()
    const bytes = randomBytes(200_000)
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.put(bytes)))
    expect(new Set(answers.map(({ sha256 }) => sha256)).size).toBe(1)
    expect((await store.get(sha256Of(bytes)))?.equals(bytes)).toBe(true)
  })
})

test('nothing half-written stays beside the files, nor at the other end', () => {
  expect(neighbour.uploads.size).toBe(0)
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(names.every(({ name }) => /^[0-9a-f]{64}$/.test(name))).toBe(true)
})

describe('on disk', () => {
  const leftOvers = (folder: string) => readdirSync(path.join(folder, 'unfinished'))

  test.runIf(process.platform === 'linux')('nothing is left of a file that could not be put in its place', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'commonweal-files-'))
    const bytes = randomBytes(100)
    // Its place is on another disk by mistake: the kernel refuses the move.
    symlinkSync('/proc/self', path.join(folder, sha256Of(bytes).slice(0, 2)))
    await expect(createDiskFileStore(folder).put(bytes)).rejects.toThrow('EXDEV')
    expect(leftOvers(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })

  test('what a process that was killed had begun goes after an hour; what is being written stays', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'commonweal-files-'))
    const store = createDiskFileStore(folder)
    await store.put(randomBytes(10))
    const [old, fresh] = ['old', 'fresh'].map((name) => path.join(folder, 'unfinished', name))
    for (const file of [old, fresh]) writeFileSync(file ?? '', 'half')
    const before = new Date(Date.now() - 2 * 3_600_000)
    utimesSync(old ?? '', before, before)
    await store.put(randomBytes(10))
    expect(leftOvers(folder)).toEqual(['fresh'])
    rmSync(folder, { recursive: true })
  })
})
