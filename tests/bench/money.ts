import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { createDb } from '#app/services/shared/db.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { sceneDatabase } from '#tests/e2e/scene-database.ts'
import { manyClaimable } from '#tests/support/many-claimable.ts'
import { must } from '#tests/support/must.ts'
import { makeBureau } from '#tests/support/scenes.ts'
import { payDay } from '#tests/support/scenes-project.ts'
import { makeSite, tellOf } from '#tests/support/start-site.ts'
import { inLanes } from './lanes.ts'
import type { Load } from './load.ts'

export type MoneyFigures = { service: Load; bare: Load; ratio: number }

const lanes = 8
const each = 60

type Held = { id: string; holdEntryId: string | null }

/**
 * Tranches of eight projects out of one fund are paid, eight at once: half of each project's through the site's service, with its documents,
 * audit and letters; half by the ledger's own function alone, each in a transaction of its own.
 */
export async function benchMoney(): Promise<MoneyFigures> {
  const site = await makeSite()
  tellOf(site, 'http://localhost')
  const db = createDb(site.ownerUrl, lanes + 2)
  const pool = new pg.Pool({ connectionString: site.ownerUrl, max: lanes })
  try {
    const t = sceneDatabase({ db, locale: 'zh-CN' })
    const bureau = await makeBureau(t)
    const services: Held[] = []
    const bares: Held[] = []
    let finance
    for (let project = 0; project < lanes; project += 1) {
      const story = await manyClaimable(t, each, bureau)
      finance ??= story.finance
      const tranches = await db.tranche.findMany({
        where: { projectId: story.projectId },
        select: { id: true, holdEntryId: true },
      })
      for (const [at, tranche] of tranches.entries()) (at % 2 === 0 ? services : bares).push(tranche)
    }
    // Next to each other stand those of different projects: nobody waits for a project.
    const mixed = (held: Held[]) =>
      Array.from({ length: held.length }, (_, at) => {
        const perProject = held.length / lanes
        return held[(at % lanes) * perProject + Math.floor(at / lanes)]
      }).filter((tranche) => tranche !== undefined)
    const ctx = t.contextAt(payDay, finance)
    const service = await inLanes(mixed(services), lanes, async ({ id }) => {
      must(await releaseTranche(ctx, { trancheId: id, paymentRefs: [`ZF-${id}`] }))
    })
    const bare = await inLanes(mixed(bares), lanes, async ({ id, holdEntryId }) => {
      await pool.query(
        `SELECT ledger_post($1::uuid, $2, 'release', 'settle', '2026-06-26', (
           SELECT jsonb_agg(jsonb_build_object('account', a.code, 'amount', p.amount::text) ORDER BY p.line)
           FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = $3), $3, NULL, NULL, '')`,
        [randomUUID(), `tranche.released:${id}`, holdEntryId],
      )
    })
    return { service, bare, ratio: service.perSecond / bare.perSecond }
  } finally {
    await pool.end()
    await db.$disconnect()
    await site.forget()
  }
}
