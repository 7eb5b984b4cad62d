import path from 'node:path'
import { setMaxListeners } from 'node:events'
import { parseArgs } from 'node:util'
import { chooseBackup, readInstant } from './backup/plan-restore.ts'
import { openDataDir } from './data-dir.ts'
import { StartFailure, tellFailure } from './fail.mjs'
import { withHousehold } from './household.ts'
import { ensurePrismaClient } from './prisma-client.ts'
import { seconds } from './progress.mjs'

// `npm run restore -- --from BACKUP_DIR --to DATA_DIR [--at INSTANT] [--remains OLD_DATA_DIR] [--secrets FILE] [--letters hold|send]`:
// a new data directory with the site as it was. Exits 0 when everything is there, 1 when it could not be restored or something is missing.

const usage =
  'npm run restore -- --from BACKUP_DIR --to NEW_DATA_DIR [--at 2026-11-23T10:00:00Z]; see docs/operations.md'

function read() {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        at: { type: 'string' },
        remains: { type: 'string' },
        secrets: { type: 'string' },
        letters: { type: 'string', default: 'hold' },
      },
    })
    const { from, to, letters } = values
    if (from === undefined || to === undefined) throw new Error('--from and --to are needed')
    if (letters !== 'hold' && letters !== 'send') throw new Error('--letters is hold or send')
    return { ...values, from: path.resolve(from), to: path.resolve(to), sendsLetters: letters === 'send' }
  } catch (cause) {
    throw new StartFailure(cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause), usage, cause)
  }
}

// The search engine's client waits for many answers on one signal.
setMaxListeners(100)

async function run(): Promise<number> {
  const { from, to, at, remains, secrets, sendsLetters } = read()
  const startedAt = performance.now()
  await ensurePrismaClient(new AbortController().signal)
  const { findSecret, refuseForeignSecret, readLog, refuseSmall, refuseTaken, restoreSite } =
    await import('./backup/restore-site.ts')
  const { refuseNewer } = await import('./backup/index-restored.ts')
  refuseTaken(to)
  const backup = chooseBackup(from, at === undefined ? undefined : readInstant(at, new Date()))
  refuseNewer(backup)
  const appSecret = findSecret(secrets, remains, process.env)
  refuseForeignSecret(backup, appSecret)
  refuseSmall(to, backup)
  console.log(`· from ${backup.dir}, of ${backup.manifest.finishedAt}`)
  const source = { backupDir: from, backup, at, remains }
  const extra = await readLog(source)
  // Up to here nothing was made.
  const dataDir = openDataDir(to)
  let verdict = 130
  await withHousehold(dataDir, async (household) => {
    const task = { ...source, extra, dataDir, appSecret, sendsLetters, env: process.env, household }
    const { lastCommitAt, uploads, settled, brokenRules } = await restoreSite(task).catch((error: unknown) => {
      console.error(`· what was restored so far lies in ${dataDir}: delete it before the next try`)
      throw error
    })
    console.log(
      `✓ ${dataDir} holds the site as of ${lastCommitAt ?? backup.manifest.finishedAt}  ${seconds(startedAt)}`,
    )
    const { lettersHeld, sessionsEnded, tokensEnded, jobs, linksDropped } = settled
    console.log(
      `· letters held 暂停的邮件: ${String(lettersHeld)} (they may have left before: an administrator sends them or not, 管理 → 邮件)`,
    )
    console.log(
      `· sessions ended 登录已注销: ${String(sessionsEnded)}; links no longer valid 链接已失效: ${String(tokensEnded + linksDropped)}`,
    )
    console.log(
      `· jobs waiting 待办任务: ${String(jobs)}; nothing runs yet: DATA_DIR=${dataDir} npm start, with a new BACKUP_DIR`,
    )
    for (const rule of brokenRules) console.error(`✗ the books break the rule ${rule}: see npm run ledger:check`)
    for (const sha256 of uploads.missing) console.error(`✗ the upload ${sha256} is in no copy`)
    verdict = uploads.missing.length === 0 && brokenRules.length === 0 ? 0 : 1
  })
  return verdict
}

try {
  process.exit(await run())
} catch (error) {
  tellFailure(error)
  process.exit(1)
}
