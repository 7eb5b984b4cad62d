import type { Finding } from '#app/domain/ledger/rules.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

export type Inspection = { inspectedAt: string; isNightly: boolean; isGood: boolean; findings: Finding[] }
/** One link of the chain. `day`: a day; digests in hex. */
export type Anchor = { day: string; entries: number; toSeq: string; digest: string; previous: string }
/** A body's months: the first that may be closed next, and those that are closed, newest first. */
export type BodyMonths = {
  bodyId: string
  name: string
  next: string | null
  closed: { month: string; closedAt: string; closedByName: string }[]
}

const anchorsShown = 30

export async function readInspection({ db }: Pick<Context, 'db'>): Promise<Inspection | null> {
  const found = await db.ledgerInspection.findFirst({ orderBy: { inspectedAt: 'desc' } })
  if (found === null) return null
  return {
    inspectedAt: found.inspectedAt.toISOString(),
    isNightly: found.askedById === null,
    isGood: found.breaches === 0n,
    findings: found.findings as Finding[],
  }
}

export const readAnchors = ({ db }: Pick<Context, 'db'>): Promise<Anchor[]> =>
  db.$queryRaw<Anchor[]>`
    SELECT day::text, entries, to_seq::text AS "toSeq", digest, previous FROM ledger_anchor ORDER BY ledger_anchor.day DESC LIMIT ${atMost(anchorsShown)}`

/** What the books of the reader's bodies say of their months; one statement. */
export const readMonths = ({ db, actor, locale }: Context): Promise<BodyMonths[]> =>
  db.$queryRaw<BodyMonths[]>`
    SELECT b.id AS "bodyId", CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS name,
      (SELECT to_char(m.month, 'YYYY-MM-DD') FROM (
        SELECT coalesce((SELECT max(q.month) + interval '1 month' FROM ledger_period q WHERE q.body_id = b.id),
          (SELECT date_trunc('month', min(t.effective_on)) FROM body_entry t WHERE t.body_id = b.id)) AS month) m
        WHERE (m.month + interval '1 month')::date <= (clock() AT TIME ZONE 'Asia/Shanghai')::date) AS next,
      coalesce((SELECT jsonb_agg(jsonb_build_object('month', x.month, 'closedAt', x.closed_at, 'closedByName', x.name) ORDER BY x.month DESC)
        FROM (SELECT q.month, q.closed_at, c.name FROM ledger_period q JOIN account c ON c.id = q.closed_by_id
          WHERE q.body_id = b.id ORDER BY q.month DESC LIMIT 12) x), '[]') AS closed
    FROM body b WHERE b.id = ${among(bodiesWhere(actor, 'FINANCE', 'SUPERVISOR'))} ORDER BY b.id`
