import { readdirSync } from 'node:fs'
import path from 'node:path'
import { verify } from '#app/services/audit-trail/verify.server.ts'
import { unsound, untilAtRest } from '#tests/support/unsound.ts'
import type { FaultySite } from './faulty-site.ts'

/**
 * What is not as it must be at rest, whatever was taken away: the books, jobs, receipts, the search index; every letter sent and taken;
 * no half of a file. `chains`: also every link of the audit, computed again. `repeated`: letters that came more than once under their number.
 */
export async function soundness(
  { owner, db, site, mail }: Pick<FaultySite, 'owner' | 'db' | 'site' | 'mail'>,
  { chains }: { chains: boolean },
): Promise<{ faults: string[]; letters: number; repeated: number }> {
  const faults = await unsound(owner, site.ownerUrl)
  const letters = await lettersAtRest(owner)
  let repeated = 0
  for (const { id, state } of letters) {
    const times = mail.taken.get(id) ?? 0
    if (state !== 'SENT') faults.push(`letter ${id} is ${state}, taken ${String(times)} times`)
    else if (times === 0) faults.push(`letter ${id} was sent, and nobody took it`)
    if (times > 1) repeated += times - 1
  }
  const known = new Set(letters.map(({ id }) => id))
  for (const id of mail.taken.keys()) if (!known.has(id)) faults.push(`letter ${id} came from nowhere`)

  const halves = readdirSync(path.join(site.dataDir, 'files'), { recursive: true })
    .map(String)
    .filter((name) => /^[0-9a-f]{2}\//.test(name) && !/^..\/[0-9a-f]{64}$/.test(name))
  for (const half of halves) faults.push(`half a file: ${half}`)

  const sessions = await owner.query<{ stuck: number }>(
    `SELECT count(*)::int AS stuck FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'
       AND state_change < now() - interval '25 seconds'`,
  )
  if ((sessions.rows[0]?.stuck ?? 0) > 0) faults.push('a transaction was left open')
  if (chains) {
    const verdict = await verify(db)
    for (const { kind, book, position, what } of verdict.faults.slice(0, 3))
      faults.push(`audit: ${kind} ${book} ${String(position)} ${what}`)
  }
  return { faults, letters: letters.length, repeated }
}

type Letter = { id: string; state: string }

/** Every letter. What falls due by the clock brings new ones at any moment: read again, until none is on its way. */
async function lettersAtRest(owner: FaultySite['owner']): Promise<Letter[]> {
  for (;;) {
    await untilAtRest(owner)
    const { rows } = await owner.query<Letter & { isOnItsWay: boolean }>(
      `SELECT m.id::text, m.state::text, EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.task_identifier = 'send-message'
         AND j.key = 'send-message:' || m.id AND j.attempts < j.max_attempts AND (j.run_at <= now() OR j.attempts > 0)) AS "isOnItsWay" FROM message m`,
    )
    if (!rows.some(({ isOnItsWay }) => isOnItsWay)) return rows
  }
}
