import type { Context } from '#app/services/shared/context.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { type FoundRow, loadFoundRows } from '#app/services/search/found-rows.server.ts'

type Figures = { openCalls: number; projects: number; organizations: number; releasedFen: string }
export type LatestResult = {
  callNo: string
  title: string
  body: { zh: string; en: string }
  organizationName: string
  amountFen: string
  publishedAt: string
  projectNo: string | undefined
  /** How many organizations the notice names. */
  awards: number
}
export type HomeView = { figures: Figures; open: FoundRow[]; results: LatestResult[]; now: string }

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

type ResultRow = {
  call_no: string
  title: string
  body_zh: string
  body_en: string
  organization_name: string
  amount_fen: string
  published_at: Date
  project_no: string | null
  awards: number
}

const readResults = async ({ db }: Pick<Context, 'db'>): Promise<LatestResult[]> => {
  const rows = await db.$queryRaw<ResultRow[]>`
    WITH standing AS (
      -- Whom a notice names, without those whose award was taken back.
      SELECT m.* FROM noticed_award m WHERE NOT EXISTS (
        SELECT 1 FROM award x WHERE x.notice_id = m.notice_id AND x.bid_id = m.bid_id AND x.revoked_at IS NOT NULL)
    )
    SELECT c.call_no, c.title, b.name_zh AS body_zh, b.name_en AS body_en, o.name AS organization_name,
      (SELECT sum(m.amount_fen) FROM standing m WHERE m.notice_id = n.id)::text AS amount_fen, n.noticed_at AS published_at,
      p.project_no, n.awards
    FROM (
      -- Each call once, by its latest notice that still stands for somebody: the first in rank of those stands for them all.
      SELECT DISTINCT ON (n.call_id) n.call_id, n.noticed_at, n.id, (SELECT count(*)::int FROM standing m WHERE m.notice_id = n.id) AS awards
      FROM result_notice n WHERE n.state IN ('OPEN', 'CLOSED') AND EXISTS (SELECT 1 FROM standing m WHERE m.notice_id = n.id)
      ORDER BY n.call_id, n.number DESC
    ) n JOIN public_call c ON c.id = n.call_id JOIN body b ON b.id = c.body_id
    CROSS JOIN LATERAL (
      SELECT m.bid_id, m.amount_fen FROM standing m JOIN result_notice q ON q.id = m.notice_id
      JOIN bid_result r ON r.bid_id = m.bid_id AND r.result_id = q.result_id WHERE m.notice_id = n.id ORDER BY r.rank, m.bid_id LIMIT 1
    ) f JOIN bid i ON i.id = f.bid_id JOIN organization o ON o.id = i.organization_id
    LEFT JOIN award a ON a.notice_id = n.id AND a.bid_id = f.bid_id AND a.revoked_at IS NULL LEFT JOIN project p ON p.award_id = a.id
    WHERE c.state IN ('NOTICED', 'AWARDED') ORDER BY n.noticed_at DESC, n.id LIMIT ${shown}`
  return rows.map((row) => ({
    callNo: row.call_no,
    title: row.title,
    body: { zh: row.body_zh, en: row.body_en },
    organizationName: row.organization_name,
    amountFen: row.amount_fen,
    publishedAt: row.published_at.toISOString(),
    projectNo: row.project_no ?? undefined,
    awards: row.awards,
  }))
}

export async function homePage(ctx: Pick<Context, 'db' | 'now'>): Promise<HomeView> {
  const [figures, open, results] = await Promise.all([readFigures(ctx), readOpen(ctx), readResults(ctx)])
  return { figures, open, results, now: ctx.now.toISOString() }
}
