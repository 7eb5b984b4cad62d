import { hitsMax, type OrganizationAsk, type OrganizationFacet, pageSize } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { FoundOrganizations, OrganizationHit } from '../port.ts'
import {
  byPairs,
  byWords,
  type Choosing,
  type Counted,
  countsFor,
  countsOf,
  type FacetColumn,
  passing,
  type Places,
  regionCodes,
  type SqlPart,
  withoutOf,
} from './database-parts.server.ts'

const places: Places = {
  columns: [
    'o.name',
    'o.name_en',
    'o.credit_code',
    'o.introduction',
    'i.name_zh',
    'i.name_en',
    'r.name_zh',
    'r.name_en',
  ],
  title: 'o.name',
  meansField: (fields) => Prisma.sql`o.fields::text[] && ${fields}`,
}

/** Organizations so chosen, as `found`. */
const foundOrganizations = ({ condition, weight }: Choosing): SqlPart => Prisma.sql`
  SELECT o.id, o.name, o.fields::text[] AS fields, ${regionCodes} AS regions, o.kind::text AS kind,
    rating_on(o.id, today())::text AS rating, ${weight} AS weight
  FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN incubator i ON i.id = o.incubator_id
  WHERE ${condition}`

/** Those that hold every word, as `found`. */
export const organizationsByWords = (q: string): SqlPart => foundOrganizations(byWords(q, places))

type Row = {
  hits: OrganizationHit[] | null
  total: number
  facets: Partial<Record<OrganizationFacet, Counted>>
  without: Partial<Record<OrganizationFacet, number>>
}

/** Every word as it is written, in the name first, then by name; when nothing holds them all, what is near. */
export async function findOrganizationsInDatabase(db: Db, ask: OrganizationAsk): Promise<FoundOrganizations> {
  const exact = await answer(db, ask, organizationsByWords(ask.q))
  const pairs = byPairs(ask.q, places)
  if (exact.total > 0 || pairs === undefined) return { ...exact, isNear: false }
  const near = await answer(db, ask, foundOrganizations(pairs))
  return near.total > 0 ? { ...near, isNear: true } : { ...exact, isNear: false }
}

async function answer(db: Db, ask: OrganizationAsk, found: SqlPart): Promise<Omit<FoundOrganizations, 'isNear'>> {
  const facets: Record<OrganizationFacet, FacetColumn> = {
    field: { column: 'fields', isList: true, value: ask.field },
    region: { column: 'regions', isList: true, value: ask.region },
    kind: { column: 'kind', value: ask.kind },
    rating: { column: 'rating', value: ask.rating },
  }
  const [row] = await db.$queryRaw<Row[]>`
    WITH found AS (${found}),
      ranked AS (SELECT id, row_number() OVER (ORDER BY weight DESC, name, id) AS place FROM found WHERE ${passing(facets)})
    SELECT
      (SELECT json_agg(json_build_object('id', id) ORDER BY place) FROM ranked
        WHERE place > ${(ask.page - 1) * pageSize} AND place <= ${ask.page * pageSize}) AS hits,
      (SELECT least(count(*), ${hitsMax})::int FROM ranked) AS total,
      ${countsOf(facets)} AS facets, ${withoutOf(facets, hitsMax)} AS without`
  return {
    hits: row?.hits ?? [],
    total: row?.total ?? 0,
    facets: countsFor(facets, row?.facets),
    without: row?.without ?? {},
  }
}
