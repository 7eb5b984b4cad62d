import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { namedBackupDir, readOwner } from './backup/backup-dir.ts'
import { checkout, openDataDir } from './data-dir.ts'
import { StartFailure, tellFailure } from './fail.mjs'
import { ensurePrismaClient } from './prisma-client.ts'
import { seconds } from './progress.mjs'
import { ownServices } from './running-services.ts'
import { openSecrets } from './secrets.ts'

// `npm run backup`: copies the database and the uploads of the site that runs here into BACKUP_DIR, reads the copy again, and lets all but
// the newest `--keep` (7) go. `--check` makes none and reads everything there is. Exits 0 when all is well, 1 when something is not.

const keepMax = 1000

function readKeep(text: string): number {
  const keep = Number(text)
  if (Number.isInteger(keep) && keep >= 1 && keep <= keepMax) return keep
  throw new StartFailure(
    `--keep ${text} is not a number of backups`,
    `Write a whole number from 1 to ${String(keepMax)}`,
  )
}

const elsewhere = (dataDir: string) =>
  process.env['APP_SECRET'] ? 'APP_SECRET is in no backup' : `${path.join(dataDir, 'secrets.json')} is in no backup`

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: { keep: { type: 'string', default: '7' }, check: { type: 'boolean', default: false } },
  })
  const keep = readKeep(values.keep)
  const dataDir = openDataDir(process.env['DATA_DIR'])
  if (process.env['DATABASE_URL'])
    throw new StartFailure(
      'The database of DATABASE_URL is not ours to copy',
      'Use its own means (pg_basebackup and an archive of its log, or pg_dump, of version 18); see docs/operations.md',
    )
  const running = ownServices(dataDir)
  const named = process.env['BACKUP_DIR'] || running?.backupDir
  if (!named)
    throw new StartFailure('BACKUP_DIR is not set', 'Name a folder on another disk in it, and start the site with it')
  const backupDir = namedBackupDir(named, dataDir)
  await ensurePrismaClient(new AbortController().signal)
  if (values.check) {
    if (readOwner(backupDir) === undefined)
      throw new StartFailure(`There are no backups in ${backupDir}`, 'Start the site with this BACKUP_DIR first')
    const { checkAll } = await import('./backup/check-all.ts')
    const faults = await checkAll(backupDir, running?.databaseOwnerUrl, (line) => console.log(line))
    return faults.length === 0 ? 0 : 1
  }
  if (running === undefined)
    throw new StartFailure('The site does not run', 'Start it; a backup is made of a database that runs')
  if (running.backupDir !== backupDir)
    throw new StartFailure(
      `The site was started ${running.backupDir ? `with BACKUP_DIR=${running.backupDir}` : 'without BACKUP_DIR'}`,
      `Start it with BACKUP_DIR=${backupDir}: a copy is nothing without the log that is kept from the start on`,
    )
  const startedAt = performance.now()
  const { makeBackup } = await import('./backup/make-backup.ts')
  const { siteFiles } = await import('./backup/file-stores.ts')
  const { version } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8')) as { version: string }
  const { dir, manifest, uploads } = await makeBackup({
    dataDir,
    backupDir,
    ownerUrl: running.databaseOwnerUrl,
    appSecret: process.env['APP_SECRET'] || openSecrets(dataDir).appSecret,
    files: siteFiles(dataDir, process.env),
    version,
    keep,
  })
  console.log(`✓ ${dir}  ${seconds(startedAt)}`)
  console.log(`  Any moment from ${manifest.finishedAt} on can be restored 可恢复到此后的任一时刻`)
  console.log(`! ${elsewhere(dataDir)}: keep a copy of it elsewhere 请另行妥善保管密钥`)
  for (const sha256 of uploads.missing) console.error(`✗ the upload ${sha256} is not in the store of the site`)
  return uploads.missing.length === 0 ? 0 : 1
}

try {
  process.exit(await run())
} catch (error) {
  tellFailure(error)
  process.exit(1)
}
