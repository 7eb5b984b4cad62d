import { type FileStore, sha256Of } from '#app/services/shared/file-store.server.ts'

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
  }
}
