import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import type { ByteRange } from '#app/domain/file/byte-range.ts'

/** Bytes under their own SHA-256 (hex): writing the same thing twice is writing it once. */
export type FileStore = {
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>
  /** Undefined when the bytes are not there. */
  get(sha256: string): Promise<Buffer | undefined>
  /** Under which digests something is there; large files are no part of it. */
  digests(): AsyncIterable<string>
  /**
   * What is too large to hold, under a name of its own (letters, digits, hyphens): there when it is whole and not before. `size`: bytes.
   * @throws what `content` throws; then nothing is there.
   */
  putLarge(name: string, content: AsyncIterable<Uint8Array>): Promise<{ sha256: string; size: number }>
  /** As a stream; undefined when it is not there. The range lies inside. */
  getLarge(name: string, range?: ByteRange): Promise<Readable | undefined>
  /** Also what a writer that ended halfway left of it. Nothing where it is not there. */
  deleteLarge(name: string): Promise<void>
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** @throws RangeError where a name is none: it becomes a part of a path. */
export function largeName(name: string): string {
  if (!/^[a-z0-9-]{1,80}$/.test(name)) throw new RangeError(`not a name for a file: ${name}`)
  return name
}

export function createDiskFileStore(directory: string): FileStore {
  const pathOf = (sha256: string) => path.join(directory, sha256.slice(0, 2), sha256)
  const unfinished = path.join(directory, 'unfinished')
  const largePath = (name: string) => path.join(directory, 'large', largeName(name))
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      const target = pathOf(sha256)
      if (!(await exists(target))) {
        for (const folder of [path.dirname(target), unfinished]) await mkdir(folder, { recursive: true })
        await forgetLeftOvers(unfinished)
        // Written beside and moved: a reader never sees half a file, whenever the process ends.
        const beside = path.join(unfinished, `${sha256}.${process.pid}.${process.hrtime.bigint()}`)
        try {
          await writeFile(beside, bytes, { flush: true })
          await rename(beside, target)
        } catch (error) {
          // Where the disk is full, no half of a file stays to fill it.
          await rm(beside, { force: true })
          throw error
        }
      }
      return { sha256, size: bytes.byteLength }
    },
    async get(sha256) {
      if (!isDigest(sha256)) return undefined
      try {
        return await readFile(pathOf(sha256))
      } catch (error) {
        if (isNotThere(error)) return undefined
        throw error
      }
    },
    async *digests() {
      for (const folder of await namesIn(directory))
        if (/^[0-9a-f]{2}$/.test(folder))
          for (const name of await namesIn(path.join(directory, folder))) if (isDigest(name)) yield name
    },
    async putLarge(name, content) {
      const target = largePath(name)
      await mkdir(path.dirname(target), { recursive: true })
      const told = await writeWhole(`${target}.part`, content)
      await rename(`${target}.part`, target)
      // Its name is on the disk too before anybody is told of it.
      const folder = await open(path.dirname(target))
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
      return told
    },
    async getLarge(name, range) {
      const file = await open(largePath(name)).catch((error: unknown) => {
        if (isNotThere(error)) return undefined
        throw error
      })
      // Opened already: who reads on goes on reading when it is deleted.
      return file === undefined ? undefined : createReadStream('', { fd: file, ...range })
    },
    async deleteLarge(name) {
      for (const file of [largePath(name), `${largePath(name)}.part`]) await rm(file, { force: true })
    },
  }
}

/** No writing of one file takes so long: whoever began it is gone. */
const leftOverAfterMs = 3_600_000

async function forgetLeftOvers(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const file = path.join(folder, name)
    const changed = await stat(file).catch(() => undefined)
    if (changed !== undefined && Date.now() - changed.mtimeMs > leftOverAfterMs) await rm(file, { force: true })
  }
}

async function writeWhole(file: string, content: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(file, 'w')
  try {
    for await (const bytes of content) {
      hash.update(bytes)
      size += bytes.byteLength
      await handle.writeFile(bytes)
    }
    await handle.sync()
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), size }
}

export const isDigest = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

const namesIn = (directory: string): Promise<string[]> =>
  readdir(directory).catch((error: unknown) => {
    if (isNotThere(error)) return []
    throw error
  })

const isNotThere = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

const exists = (target: string) =>
  stat(target).then(
    () => true,
    () => false,
  )
