import { hitsMax, type OrganizationAsk, type OrganizationFacet, pageSize } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { FoundOrganizations, OrganizationHit } from '../port.ts'
import {
  columnsNamed,
  type Counted,
  countsFor,
  countsOf,
  type FacetColumn,
  matches,
  passing,
  regionCodes,
  type SqlPart,
  waysOf,
  withoutOf,
} from './database-parts.server.ts'

/** Organizations that hold the words, as `found`. */
export const foundOrganizations = (q: string): SqlPart => Prisma.sql`
  SELECT o.id, o.name, o.fields::text[] AS fields, ${regionCodes} AS regions, o.kind::text AS kind,
    rating_on(o.id, today())::text AS rating, ${matches(waysOf(q), columnsNamed('o.name'), () => Prisma.sql`false`)} AS in_name
  FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN incubator i ON i.id = o.incubator_id
  WHERE ${matches(
    waysOf(q),
    columnsNamed(
      'o.name',
      'o.name_en',
      'o.credit_code',
      'o.introduction',
      'i.name_zh',
      'i.name_en',
      'r.name_zh',
      'r.name_en',
    ),
    (fields) => Prisma.sql`o.fields::text[] && ${fields}`,
  )}`

type Row = {
  hits: OrganizationHit[] | null
  total: number
  facets: Partial<Record<OrganizationFacet, Counted>>
  without: Partial<Record<OrganizationFacet, number>>
}

/** Every word as it is written; those that have it in their name first, then by name. */
export async function findOrganizationsInDatabase(db: Db, ask: OrganizationAsk): Promise<FoundOrganizations> {
  const facets: Record<OrganizationFacet, FacetColumn> = {
    field: { column: 'fields', isList: true, value: ask.field },
    region: { column: 'regions', isList: true, value: ask.region },
    kind: { column: 'kind', value: ask.kind },
    rating: { column: 'rating', value: ask.rating },
  }
  const [row] = await db.$queryRaw<Row[]>`
    WITH found AS (${foundOrganizations(ask.q)}),
      ranked AS (SELECT id, row_number() OVER (ORDER BY in_name DESC, name, id) AS place FROM found WHERE ${passing(facets)})
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
    isNear: false,
  }
}
