import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Bytes under their own SHA-256 (hex): writing the same thing twice is writing it once. */
export type FileStore = {
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>
  /** Undefined when the bytes are not there. */
  get(sha256: string): Promise<Buffer | undefined>
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function createDiskFileStore(directory: string): FileStore {
  const pathOf = (sha256: string) => path.join(directory, sha256.slice(0, 2), sha256)
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      const target = pathOf(sha256)
      if (!(await exists(target))) {
        await mkdir(path.dirname(target), { recursive: true })
        // Written beside and moved: a reader never sees half a file, whenever the process ends.
        const beside = `${target}.${process.pid}.${process.hrtime.bigint()}`
        await writeFile(beside, bytes, { flush: true })
        await rename(beside, target)
      }
      return { sha256, size: bytes.byteLength }
    },
    async get(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined
      try {
        return await readFile(pathOf(sha256))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

const exists = (target: string) =>
  stat(target).then(
    () => true,
    () => false,
  )
