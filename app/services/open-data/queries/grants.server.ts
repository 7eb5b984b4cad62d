import { grantsOf } from '#app/domain/open-data/grants.ts'
import type { Branch } from '#app/domain/open-data/tree.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { readProcesses } from '../read-process.server.ts'

const batchSize = 200

/** Every grant, the oldest call first. */
export async function readGrants(db: Tx, prefix: string): Promise<Branch[]> {
  const grants: Branch[] = []
  for await (const batch of streamGrants(db, prefix)) grants.push(...batch)
  return grants
}

/** The same a batch of calls at a time: nothing but the numbers of the calls is held beside it. What is not awarded is not read. */
export async function* streamGrants(db: Tx, prefix: string): AsyncGenerator<Branch[]> {
  const calls = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM public_call q JOIN call c ON c.id = q.id WHERE EXISTS (SELECT 1 FROM award w WHERE w.call_id = c.id AND w.revoked_at IS NULL)
      AND (c.method = 'VENTURE_CALL' OR c.funding_kind <> 'COMMISSION') ORDER BY c.published_at, c.id`
  for (let from = 0; from < calls.length; from += batchSize) {
    const ids = calls.slice(from, from + batchSize).map(({ id }) => id)
    const views = await readProcesses(db, ids)
    const grants = ids.flatMap((id) => {
      const view = views.get(id)
      return view === undefined ? [] : grantsOf(view, prefix)
    })
    if (grants.length > 0) yield grants
  }
}
