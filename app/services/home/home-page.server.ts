import { type PublicResult, readPublicResults } from '#app/services/award/queries/public-results.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { type FoundRow, loadFoundRows } from '#app/services/search/found-rows.server.ts'

type Figures = { openCalls: number; projects: number; organizations: number; releasedFen: string }
export type HomeView = { figures: Figures; open: FoundRow[]; results: PublicResult[]; now: string }

const shown = 5
const figuresKeptMs = 60_000

// Sums over everything: counted once a minute, not once a visitor.
const kept = new WeakMap<Db, { at: number; figures: Promise<Figures> }>()

function readFigures({ db, now }: Pick<Context, 'db' | 'now'>): Promise<Figures> {
  const last = kept.get(db)
  if (last !== undefined && Math.abs(now.getTime() - last.at) < figuresKeptMs) return last.figures
  const figures = db.$queryRaw<Figures[]>`
    SELECT (SELECT count(*)::int FROM public_call WHERE state = 'PUBLISHED' AND suspended_at IS NULL AND bid_deadline_at > ${now}) AS "openCalls",
      (SELECT count(*)::int FROM project p JOIN award a ON a.id = p.award_id WHERE a.revoked_at IS NULL) AS projects,
      (SELECT count(DISTINCT p.organization_id)::int FROM project p JOIN award a ON a.id = p.award_id
        WHERE a.revoked_at IS NULL) AS organizations,
      (SELECT coalesce(sum(amount_fen), 0)::text FROM tranche WHERE state = 'RELEASED') AS "releasedFen"`.then(
    ([row]) => row ?? { openCalls: 0, projects: 0, organizations: 0, releasedFen: '0' },
  )
  kept.set(db, { at: now.getTime(), figures })
  figures.catch(() => kept.delete(db))
  return figures
}

const readOpen = async ({ db, now }: Pick<Context, 'db' | 'now'>) => {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM public_call WHERE state = 'PUBLISHED' AND suspended_at IS NULL AND bid_deadline_at > ${now} ORDER BY bid_deadline_at, id LIMIT ${shown}`
  return loadFoundRows(
    db,
    rows.map(({ id }) => ({ kind: 'call', id })),
  )
}

export async function homePage(ctx: Pick<Context, 'db' | 'now'>): Promise<HomeView> {
  const [figures, open, { results }] = await Promise.all([
    readFigures(ctx),
    readOpen(ctx),
    readPublicResults(ctx, { state: undefined, region: undefined, after: null }),
  ])
  return { figures, open, results: results.slice(0, shown), now: ctx.now.toISOString() }
}
