import { hitsMax, pageSize, type ProjectAsk } from '#app/domain/search/ask.ts'
import { among } from '#app/services/shared/among.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { collectHits } from './collect-hits.server.ts'
import type { Name } from './found-rows.server.ts'

export type CallDeadline = {
  id: string
  no: string
  title: string
  body: Name
  deadlineAt: Date
  isSuspended: boolean
  /** How often the call was amended, suspended or resumed since it was published, and when last. */
  changes: number
  changedAt: Date
}

/**
 * The calls of a search that take bids, the nearest deadline first. A call that stands still is among them and says so: whoever has
 * its deadline in a calendar learns that it does not hold. One that ended is not: a calendar that looks again drops it.
 */
export async function readDeadlines(
  db: Db,
  engine: SearchEngine | undefined,
  ask: ProjectAsk,
): Promise<CallDeadline[]> {
  if (ask.stage !== undefined && ask.stage !== 'CALLING') return []
  const { hits } = await collectHits({ db, engine, pages: hitsMax / pageSize }, (each, page) =>
    each.projects({ ...ask, stage: 'CALLING', sort: 'deadline', page }),
  )
  const ids = hits.map(({ id }) => id)
  if (ids.length === 0) return []
  return db.$queryRaw<CallDeadline[]>`
    SELECT c.id::text, c.call_no AS no, c.title, json_build_object('zh', b.name_zh, 'en', b.name_en) AS body,
      c.bid_deadline_at AS "deadlineAt", c.suspended_at IS NOT NULL AS "isSuspended",
      (a.changes + s.changes)::int AS changes, greatest(c.published_at, a.last, s.last) AS "changedAt"
    FROM public_call c JOIN body b ON b.id = c.body_id
      CROSS JOIN LATERAL (SELECT count(*) AS changes, max(published_at) AS last FROM call_amendment
        WHERE call_id = c.id AND published_at IS NOT NULL) a
      CROSS JOIN LATERAL (SELECT count(*) + count(resumed_at) AS changes, greatest(max(suspended_at), max(resumed_at)) AS last
        FROM call_suspension WHERE call_id = c.id) s
    WHERE c.id = ${among(ids)} AND c.state = 'PUBLISHED' AND (c.bid_deadline_at > clock() OR c.suspended_at IS NOT NULL)
    ORDER BY c.bid_deadline_at, c.id`
}
