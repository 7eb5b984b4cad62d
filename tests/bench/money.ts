import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Actor } from '#app/domain/shared/actor.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { sceneDatabase } from '#tests/e2e/scene-database.ts'
import { manyClaimable } from '#tests/support/many-claimable.ts'
import { must } from '#tests/support/must.ts'
import { payDay } from '#tests/support/scenes-project.ts'
import { makeSite, tellOf } from '#tests/support/start-site.ts'
import { inLanes } from './lanes.ts'
import type { Load } from './load.ts'

export type MoneyFigures = { service: Load; bare: Load; ratio: number }

const lanes = 8
const each = 60

type Held = { id: string; holdEntryId: string | null; finance: Actor }

/** The ledger's function, and the least that PostgreSQL takes a release with: who paid whom by which order. One transaction. */
async function bareRelease(pool: pg.Pool, { id, holdEntryId, finance }: Held): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`BEGIN; SELECT set_config('commonweal.clock', '${payDay}', true)`)
    const { rows } = await client.query<{ account: string }>(
      `INSERT INTO payment_check (tranche_id, checks, worst, reason, checked_by_id, checked_at)
       VALUES ($1, '[]', 'PASS', '', $2, clock()) RETURNING (
         SELECT a.id FROM payout_account a JOIN project p ON p.organization_id = a.organization_id JOIN tranche t ON t.project_id = p.id
         WHERE t.id = $1) AS account`,
      [id, finance.accountId],
    )
    const { rows: posted } = await client.query<{ id: string }>(
      `SELECT ledger_post($1::uuid, $2, 'release', 'settle', '2026-06-26', (
         SELECT jsonb_agg(jsonb_build_object('account', a.code, 'amount', p.amount::text) ORDER BY p.line)
         FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = $3), $3, NULL, $4, '') AS id`,
      [randomUUID(), `tranche.released:${id}`, holdEntryId, finance.accountId],
    )
    await client.query(
      `UPDATE tranche SET state = 'RELEASED', released_by_id = $2, released_at = clock(), release_entry_id = $3, version = version + 1
       WHERE id = $1`,
      [id, finance.accountId, posted[0]?.id],
    )
    await client.query(
      `INSERT INTO payment_order (tranche_id, source, amount_fen, payment_ref, payout_account_id)
       SELECT $1::uuid, s.source, -x.amount, 'ZF-' || $1, $3 FROM tranche t JOIN project p ON p.id = t.project_id
         JOIN call c ON c.id = p.call_id JOIN ledger_posting x ON x.entry_id = $2
         JOIN ledger_account a ON a.id = x.account_id AND a.code LIKE 'org:%'
         JOIN fund_share s ON s.fund_id = c.fund_id AND s.part = ledger_part(a.code) WHERE t.id = $1::uuid`,
      [id, holdEntryId, rows[0]?.account],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/**
 * Tranches of eight projects, each of a bureau of its own, are paid, eight at once: half of each project's through the site's service, with its documents,
 * audit and letters; half by SQL alone, with what the
 * database asks for and nothing else.
 */
export async function benchMoney(): Promise<MoneyFigures> {
  const site = await makeSite()
  tellOf(site, 'http://localhost')
  const db = createDb(site.ownerUrl, lanes + 2)
  const pool = new pg.Pool({ connectionString: site.ownerUrl, max: lanes })
  try {
    const t = sceneDatabase({ db, locale: 'zh-CN' })
    const services: Held[] = []
    const bares: Held[] = []
    for (let project = 0; project < lanes; project += 1) {
      const story = await manyClaimable(t, each)
      const tranches = await db.tranche.findMany({
        where: { projectId: story.projectId },
        select: { id: true, holdEntryId: true },
      })
      for (const [at, tranche] of tranches.entries())
        (at % 2 === 0 ? services : bares).push({ ...tranche, finance: story.finance })
    }
    // Next to each other stand those of different projects: nobody waits for a project.
    const mixed = (held: Held[]) =>
      Array.from({ length: held.length }, (_, at) => {
        const perProject = held.length / lanes
        return held[(at % lanes) * perProject + Math.floor(at / lanes)]
      }).filter((tranche) => tranche !== undefined)
    const service = await inLanes(mixed(services), lanes, async ({ id, finance }) => {
      must(await releaseTranche(t.contextAt(payDay, finance), { trancheId: id, paymentRefs: [`ZF-${id}`] }))
    })
    const bare = await inLanes(mixed(bares), lanes, (held) => bareRelease(pool, held))
    return { service, bare, ratio: service.perSecond / bare.perSecond }
  } finally {
    await pool.end()
    await db.$disconnect()
    await site.forget()
  }
}
