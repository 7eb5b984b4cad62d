import { grantsOf } from '#app/domain/open-data/grants.ts'
import type { Branch } from '#app/domain/open-data/tree.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { readProcesses } from '../read-process.server.ts'

const batchSize = 200

/** Every grant, the oldest call first. Calls are read a batch at a time; what is not awarded is not read. */
export async function readGrants(db: Db, prefix: string): Promise<Branch[]> {
  const calls = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM public_call q JOIN call c ON c.id = q.id WHERE EXISTS (SELECT 1 FROM award w WHERE w.call_id = c.id AND w.revoked_at IS NULL)
      AND (c.method = 'VENTURE_CALL' OR c.funding_kind <> 'COMMISSION') ORDER BY c.published_at, c.id`
  const grants: Branch[] = []
  for (let from = 0; from < calls.length; from += batchSize) {
    const ids = calls.slice(from, from + batchSize).map(({ id }) => id)
    const views = await readProcesses(db, ids)
    for (const id of ids) {
      const view = views.get(id)
      if (view !== undefined) grants.push(...grantsOf(view, prefix))
    }
  }
  return grants
}
