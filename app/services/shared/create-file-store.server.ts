import type { Env } from '#app/env.server.ts'
import { createDiskFileStore, type FileStore } from './file-store.server.ts'

export const createFileStore = (settings: Env['files']): FileStore =>
  settings.kind === 'disk'
    ? createDiskFileStore(settings.directory)
    : // The S3 client is large: loaded only where files are kept there.
      loadedLater(async () => (await import('./s3-file-store.server.ts')).createS3FileStore(settings))

function loadedLater(load: () => Promise<FileStore>): FileStore {
  let store: Promise<FileStore> | undefined
  const loaded = () => (store ??= load())
  return {
    put: async (bytes) => (await loaded()).put(bytes),
    get: async (sha256) => (await loaded()).get(sha256),
    digests: async function* () {
      yield* (await loaded()).digests()
    },
    putLarge: async (name, content) => (await loaded()).putLarge(name, content),
    getLarge: async (name, range) => (await loaded()).getLarge(name, range),
    deleteLarge: async (name) => (await loaded()).deleteLarge(name),
  }
}
