import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { checkIndex } from '#search/sync/check-index.server.ts'
import { asAppRole, searchService } from './services.ts'

const patienceMs = 300_000

type Asked = Pick<pg.Client | pg.Pool, 'query'>

/** Until nothing is left to be done now or again. @throws Error when something is, after minutes. */
export async function untilAtRest(owner: Asked): Promise<void> {
  const startedAt = performance.now()
  for (;;) {
    const { rows } = await owner.query<{ left: string }>(
      `SELECT string_agg(DISTINCT task_identifier, ' ') AS left FROM graphile_worker.jobs
       WHERE attempts < max_attempts AND (run_at <= now() OR attempts > 0)`,
    )
    const left = rows[0]?.left ?? null
    if (left === null) return
    if (performance.now() - startedAt > patienceMs) throw new Error(`jobs are left: ${left}`)
    await wait(200)
  }
}

const shownMax = 5

/**
 * Everything that is not as it must be, whatever happened to the site: the books, the search index beside the database, jobs that were given up,
 * receipts with a gap or twice. Empty when all is well. The site is at rest.
 */
export async function unsound(owner: Asked, ownerUrl: string): Promise<string[]> {
  const said: string[] = []
  const books = await owner.query<{ rule: string; breaches: string }>(
    `SELECT rule, breaches::text FROM ledger_check() WHERE breaches <> 0`,
  )
  for (const { rule, breaches } of books.rows) said.push(`books: ${rule} ×${breaches}`)

  // One without a key was replaced by a newer one while it ran (forget-replaced-jobs.server.ts).
  const given = await owner.query<{ task: string; error: string }>(
    `SELECT task_identifier AS task, left(last_error, 200) AS error FROM graphile_worker.jobs WHERE attempts >= max_attempts AND key IS NOT NULL`,
  )
  for (const { task, error } of given.rows) said.push(`given up: ${task}: ${error}`)

  // Numbers run through a year, over all calls.
  const receipts = await owner.query<{ year: string; sealed: number; last: number }>(
    `SELECT left(receipt_no, 7) AS year, count(DISTINCT receipt_no)::int AS sealed, max(right(receipt_no, 5)::int) AS last
     FROM bid_envelope GROUP BY 1 HAVING count(*) <> max(right(receipt_no, 5)::int) OR count(DISTINCT receipt_no) <> count(*)`,
  )
  for (const { year, sealed, last } of receipts.rows)
    said.push(`receipts of ${year}: ${String(sealed)}, the last is ${String(last)}`)

  const search = searchService()
  const { documents: _, ...faults } = await checkIndex({
    databaseUrl: asAppRole(ownerUrl),
    meiliHost: search.host,
    meiliApiKey: search.apiKey,
  })
  for (const [fault, ids] of Object.entries(faults))
    if (ids.length > 0) said.push(`index: ${fault} ×${String(ids.length)}: ${ids.slice(0, shownMax).join(' ')}`)
  return said
}
