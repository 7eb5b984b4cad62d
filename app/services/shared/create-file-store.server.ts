import type { Env } from '#app/env.server.ts'
import { createDiskFileStore, type FileStore } from './file-store.server.ts'
import { createS3FileStore } from './s3-file-store.server.ts'

export const createFileStore = (settings: Env['files']): FileStore =>
  settings.kind === 's3' ? createS3FileStore(settings) : createDiskFileStore(settings.directory)
