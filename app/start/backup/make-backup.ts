import { statSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { createUploadsCopy, type Copied } from '#app/services/file/copy-uploads.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import type { FileStore } from '#app/services/shared/file-store.server.ts'
import { StartFailure } from '../fail.mjs'
import { clusterDir, homeOf } from '../place.ts'
import { step } from '../progress.mjs'
import { baseBackup } from './base-backup.ts'
import { readOwner } from './backup-dir.ts'
import { checkBase, checkSegments, keptSegments, logAfter } from './check-backup.ts'
import { clusterIdentity } from './cluster-identity.ts'
import { keptFiles } from './file-stores.ts'
import { type Backup, secretCheckOf } from './manifest.ts'
import { prune } from './prune.ts'
import { sizeText } from './size-text.ts'

type Site = {
  dataDir: string
  /** That the running database keeps its log in. */
  backupDir: string
  ownerUrl: string
  appSecret: string
  files: FileStore
  version: string
  /** So many backups stay. */
  keep: number
}

export type Made = Backup & { uploads: Copied }

/** Bytes that a backup takes. */
export const weightOf = ({ dir, manifest }: Backup): number =>
  manifest.files.reduce((sum, { name }) => sum + statSync(path.join(dir, 'data', `${name}.gz`)).size, 0)

const contentOf = ({ manifest }: Backup): number => manifest.files.reduce((sum, { size }) => sum + size, 0)

/** Copies the database, reads the copy again, then copies what was uploaded: every row of the copy has its bytes. */
export async function makeBackup({
  dataDir,
  backupDir,
  ownerUrl,
  appSecret,
  files,
  version,
  keep,
}: Site): Promise<Made> {
  const cluster = clusterDir(homeOf(dataDir))
  const running = clusterIdentity(cluster)
  const owner = readOwner(backupDir)
  if (owner?.systemIdentifier !== running.systemIdentifier || owner.timeline !== running.timeline)
    throw new StartFailure(
      `The database of ${dataDir} does not keep its log in ${backupDir}`,
      'Start the site with this BACKUP_DIR, then make the backup',
    )
  const made = await step(
    'database copied 数据库备份',
    () =>
      withSession(ownerUrl, (session) =>
        baseBackup({ session, cluster, backupDir, version, secretCheck: secretCheckOf(appSecret) }),
      ),
    (backup) => `database copied 数据库备份 (${sizeText(contentOf(backup))}, ${sizeText(weightOf(backup))} compressed)`,
  )

  await step(
    'read again 校验',
    async () => {
      await checkBase(made)
      const { segments } = logAfter(made, keptSegments(backupDir))
      const needed = segments.slice(0, segments.indexOf(made.manifest.wal.last) + 1)
      await checkSegments(backupDir, made, needed)
      return needed.length
    },
    (segments) =>
      `read again 校验 (${String(made.manifest.files.length)} files, ${String(segments)} of the log, all as written)`,
  )
  const uploads = await copyUploads(ownerUrl, files, backupDir)
  await step(
    'older backups',
    () => Promise.resolve(prune(backupDir, keep)),
    ({ backups, segments }) =>
      backups + segments === 0
        ? null
        : `let go 清理 (${String(backups)} older backups, ${String(segments)} files of the log)`,
  )
  return { ...made, uploads }
}

async function withSession<Answer>(url: string, work: (session: pg.Client) => Promise<Answer>): Promise<Answer> {
  const session = new pg.Client({ connectionString: url })
  await session.connect()
  try {
    return await work(session)
  } finally {
    await session.end()
  }
}

async function copyUploads(ownerUrl: string, files: FileStore, backupDir: string): Promise<Copied> {
  const db = createDb(ownerUrl, 1)
  try {
    return await step(
      'uploads 附件',
      createUploadsCopy({ db, from: files, to: keptFiles(backupDir) }),
      ({ known, copied, bytes }) =>
        `uploads 附件 (${String(known)}, of which ${String(copied)} new, ${sizeText(bytes)})`,
    )
  } finally {
    await db.$disconnect()
  }
}
