import type { NeedState } from '#app/domain/need/lifecycle.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

export type SimilarNeed = { needNo: string; title: string; regionName: string; state: NeedState; supporters: number }

const shown = 5
/** Shares of what two texts have in common, from which on they are worth reading beside one another. */
const worth = { title: 0.4, whole: 0.3 }

/**
 * Needs of the same city that say much the same, the likest first, those near by before others. PostgreSQL compares pairs of characters
 * (text_pieces): an index of the search engine would lag behind by seconds, and be away when it is down.
 */
export async function findSimilar(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  { title, what, regionId }: { title: string; what: string; regionId?: string | undefined },
): Promise<SimilarNeed[]> {
  return db.$queryRaw<SimilarNeed[]>`
    WITH asked AS (SELECT text_pieces(${`${title} ${what}`}) AS whole, text_pieces(${title}) AS heading,
      (SELECT path FROM region WHERE id = ${regionId ?? null}::uuid) AS path),
    likely AS (
      SELECT n.id, n.need_no, n.title, n.state, CASE WHEN ${locale === 'en'} THEN r.name_en ELSE r.name_zh END AS region_name, r.path, a.path AS asked_path,
        cardinality(ARRAY(SELECT unnest(a.heading) INTERSECT SELECT unnest(text_pieces(n.title))))::float8
          / greatest(1, least(cardinality(a.heading), cardinality(text_pieces(n.title)))) AS by_title,
        cardinality(ARRAY(SELECT unnest(a.whole) INTERSECT SELECT unnest(text_pieces(n.title || ' ' || n.what))))::float8
          / greatest(1, least(cardinality(a.whole), cardinality(text_pieces(n.title || ' ' || n.what)))) AS by_whole
      FROM need n JOIN region r ON r.id = n.region_id CROSS JOIN asked a
      WHERE n.state NOT IN ('RECEIVED', 'DECLINED') AND n.state <> 'SET_ASIDE' AND text_pieces(n.title || ' ' || n.what) && a.whole
        AND (a.path IS NULL OR split_part(r.path, '/', 1) = split_part(a.path, '/', 1)))
    SELECT l.need_no AS "needNo", l.title, l.region_name AS "regionName", l.state,
      (1 + (SELECT count(*) FROM need_support s WHERE s.need_id = l.id) + (SELECT coalesce(sum(p.people), 0) FROM need_petition p WHERE p.need_id = l.id))::int AS supporters
    FROM likely l WHERE l.by_title >= ${worth.title} OR l.by_whole >= ${worth.whole}
    ORDER BY greatest(l.by_title, l.by_whole) + CASE WHEN l.path = l.asked_path THEN 0.4
      WHEN split_part(l.path, '/', 2) = split_part(l.asked_path, '/', 2) THEN 0.2 ELSE 0 END DESC, l.id DESC LIMIT ${atMost(shown)}`
}
