// A process of its own, to be killed at any moment: pays what may be paid, several at once, and says so line by line.
//   DATABASE_OWNER_URL, ACTOR (JSON of an Actor), NOW (instant)
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { createMemoryFileStore } from './memory-files.ts'
import { testSecret } from './test-secret.ts'

const atOnce = 6
const db = createDb(process.env['DATABASE_OWNER_URL'] ?? '', atOnce)
const context = {
  db,
  files: createMemoryFileStore(),
  keys: createKeys(testSecret),
  actor: JSON.parse(process.env['ACTOR'] ?? '') as Actor,
  now: new Date(process.env['NOW'] ?? ''),
  locale: 'zh-CN' as const,
  requestId: 'release-all',
  ip: '127.0.0.1',
  tellsClock: true,
}
const waiting = await db.tranche.findMany({
  where: { state: 'CLAIMABLE' },
  orderBy: { id: 'asc' },
  select: { id: true },
})
const lane = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const outcome = await releaseTranche(context, { trancheId: next.id, paymentRefs: [`ZF-${next.id}`] })
    process.stdout.write(`${outcome.ok ? 'released' : outcome.refusal.code}\n`)
  }
}
await Promise.all(Array.from({ length: atOnce }, lane))
await db.$disconnect()
