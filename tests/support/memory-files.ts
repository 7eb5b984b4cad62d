import { Readable } from 'node:stream'
import { type FileStore, isDigest, sha256Of } from '#app/services/shared/file-store.server.ts'

/** Bytes kept in memory for the length of a test file; the disk and S3 stores have tests of their own. */
export function createMemoryFileStore(): FileStore {
  const kept = new Map<string, Buffer>()
  return {
    put(bytes) {
      const sha256 = sha256Of(bytes)
      kept.set(sha256, Buffer.from(bytes))
      return Promise.resolve({ sha256, size: bytes.byteLength })
    },
    get: (sha256) => Promise.resolve(kept.get(sha256)),
    digests: () => Readable.from([...kept.keys()].filter(isDigest)),
    async putLarge(name, content) {
      const parts: Uint8Array[] = []
      for await (const part of content) parts.push(part)
      const bytes = Buffer.concat(parts)
      kept.set(`large/${name}`, bytes)
      return { sha256: sha256Of(bytes), size: bytes.byteLength }
    },
    getLarge(name, range) {
      const bytes = kept.get(`large/${name}`)
      const part = range === undefined ? bytes : bytes?.subarray(range.start, range.end + 1)
      return Promise.resolve(part === undefined ? undefined : Readable.from([part]))
    },
    deleteLarge(name) {
      kept.delete(`large/${name}`)
      return Promise.resolve()
    },
  }
}
