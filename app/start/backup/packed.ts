import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

// Files of a backup: compressed one by one, told by the size and SHA-256 (hex) of what is in them.

export type Content = { size: number; sha256: string }

export type Read = Content & { head: Buffer }

/** Enough to say what a file is. */
export const headBytes = 64

function measure() {
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.byteLength
      if (head.byteLength < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes)]).subarray(0, headBytes)
      done(null, chunk)
    },
  })
  return { through, told: (): Read => ({ size, sha256: hash.digest('hex'), head }) }
}

const pieceBytes = 256 * 1024

/** Compresses a file; it reaches the disk with `syncTree`. */
export async function pack(from: string, to: string): Promise<Content> {
  const { through, told } = measure()
  await pipeline(
    createReadStream(from, { highWaterMark: pieceBytes }),
    through,
    createGzip({ level: 1 }),
    createWriteStream(to, { flags: 'wx', mode: 0o600 }),
  )
  const { size, sha256 } = told()
  return { size, sha256 }
}

/** What is in a compressed file, and its first bytes. @throws where it is not whole. */
export async function readPacked(from: string): Promise<Read> {
  const { through, told } = measure()
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  await pipeline(createReadStream(from, { highWaterMark: pieceBytes }), createGunzip(), through, nowhere)
  return told()
}

/** Puts a compressed file's content where it belongs. @throws where it is not whole. */
export async function unpack(from: string, to: string): Promise<Content> {
  const { through, told } = measure()
  await pipeline(
    createReadStream(from, { highWaterMark: pieceBytes }),
    createGunzip(),
    through,
    createWriteStream(to, { flags: 'wx', mode: 0o600 }),
  )
  return told()
}

export async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Does the work on each, so many at once: compressing keeps every core busy. After the first failure no more is begun. */
export async function eachAtOnce<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items[Symbol.iterator]()
  const failures: unknown[] = []
  const lane = async () => {
    for (let next = waiting.next(); next.done !== true && failures.length === 0; next = waiting.next())
      await work(next.value).catch((error: unknown) => failures.push(error))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (failures.length > 0) throw failures[0]
}

const lanes = 4
