import { type PublicResult, publicResults } from '#app/services/award/queries/public-results.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readAll } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { foundCalls, type FoundRow } from '#app/services/search/found-rows.server.ts'

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

const openCalls = (now: Date) =>
  foundCalls(
    Prisma.sql`c.state = 'PUBLISHED' AND c.suspended_at IS NULL AND c.bid_deadline_at > ${now} ORDER BY c.bid_deadline_at, c.id LIMIT ${atMost(shown)}`,
  )

export async function homePage(ctx: Pick<Context, 'db' | 'now'>): Promise<HomeView> {
  const [figures, { open, latest }] = await Promise.all([
    readFigures(ctx),
    readAll(ctx.db, {
      open: openCalls(ctx.now),
      latest: publicResults({ state: undefined, region: undefined, after: null }),
    }),
  ])
  return { figures, open, results: latest.results.slice(0, shown), now: ctx.now.toISOString() }
}
