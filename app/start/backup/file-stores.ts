import { randomBytes } from 'node:crypto'
import { parseEnv } from '#app/env.server.ts'
import { createFileStore } from '#app/services/shared/create-file-store.server.ts'
import { createDiskFileStore, type FileStore } from '#app/services/shared/file-store.server.ts'
import { forSpawn, type Environment } from '../environment.ts'
import { keptFilesDir } from './backup-dir.ts'

/** Where the site of `dataDir` keeps what is uploaded: S3 where the environment names it. */
export const siteFiles = (dataDir: string, env: Environment): FileStore =>
  createFileStore(
    // Only where files are is asked here; the rest need not be known.
    parseEnv(forSpawn({ ...env, DATA_DIR: dataDir, DATABASE_URL: 'none', APP_SECRET: anySecret() })).files,
  )

const anySecret = () => randomBytes(32).toString('base64')

export const keptFiles = (backupDir: string): FileStore => createDiskFileStore(keptFilesDir(backupDir))
