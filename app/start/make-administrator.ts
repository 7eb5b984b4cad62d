import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { anonymous } from '#app/domain/shared/actor.ts'
import { email as emailField } from '#app/domain/shared/form-fields.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { paths } from '#app/http/paths.ts'
import { issueToken } from '#app/services/account/account-token.server.ts'
import { createAccount } from '#app/services/account/create-account.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { createDiskFileStore } from '#app/services/shared/file-store.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { StartFailure, tellFailure } from './fail.mjs'

// `npm run make-administrator -- name@example.cn`: the first administrator of an empty site, and the way back in when the last
// one is gone. Whoever can run it holds the database and the secret already. Nobody's password is set: a link is printed once.

const dataDir = process.env['DATA_DIR'] ?? '.data'

function readJson(name: string): Record<string, string | null> {
  const file = path.join(dataDir, name)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | null>) : {}
}

async function main(): Promise<void> {
  const address = emailField.safeParse(process.argv[2])
  if (!address.success)
    throw new StartFailure('An e-mail address is needed', 'npm run make-administrator -- name@example.cn')
  const databaseUrl = process.env['DATABASE_URL'] ?? readJson('services.json')['databaseUrl']
  const secret = process.env['APP_SECRET'] ?? readJson('secrets.json')['appSecret']
  if (databaseUrl === undefined || databaseUrl === null || secret === undefined || secret === null)
    throw new StartFailure(
      'The site’s database is not known',
      'Start the site first, or set DATABASE_URL and APP_SECRET',
    )
  const db = createDb(databaseUrl, 1)
  const now = new Date()
  const keys = createKeys(Buffer.from(secret, 'base64'))
  const ctx = {
    db,
    keys,
    files: createDiskFileStore(path.join(dataDir, 'files')),
    actor: { ...anonymous, name: 'make-administrator' },
    now,
    locale: 'zh-CN' as const,
    requestId: 'make-administrator',
    ip: '',
  }
  const made = await transact(ctx, async (tx) => {
    const there = await tx.account.findUnique({ where: { email: address.data }, select: { id: true } })
    const accountId =
      there?.id ?? (await createAccount(tx, { keys, now }, { email: address.data, name: address.data })).accountId
    await tx.account.update({ where: { id: accountId }, data: { isAdministrator: true, version: { increment: 1 } } })
    const token = await issueToken(tx, ctx, accountId, 'RESET_PASSWORD')
    await record(tx, ctx, { type: 'account.made-administrator', entity: 'account', entityId: accountId })
    return ok({ token })
  })
  await db.$disconnect()
  if (!made.ok) throw new StartFailure(made.refusal.code, 'See the message')
  const site = process.env['PUBLIC_URL'] ?? readJson('services.json')['webUrl'] ?? 'http://localhost:3000'
  console.log(
    `${site}${paths.reset(made.token)}\nThis link sets the password; it works once, for an hour. 此链接用于设置密码，一小时内有效，只能使用一次。`,
  )
}

await main().catch((error: unknown) => {
  tellFailure(error)
  process.exitCode = 1
})
