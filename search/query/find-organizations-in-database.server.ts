import type { OrganizationAsk, OrganizationFacet } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { FoundOrganizations, OrganizationHit } from '../port.ts'
import {
  answerFrom,
  byPairs,
  byWords,
  type Choosing,
  exactOrNear,
  type Places,
  regionCodes,
  type SqlPart,
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
  SELECT o.id, o.name, o.fields::text[] AS fields, ${regionCodes} AS regions, o.kind::text AS kind, o.created_at AS joined_at,
    rating_on(o.id, today())::text AS rating, ${weight} AS weight
  FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN incubator i ON i.id = o.incubator_id
  WHERE ${condition}`

/** Those that hold every word, as `found`. */
export const organizationsByWords = (q: string): SqlPart => foundOrganizations(byWords(q, places))

/** Every word as it is written, in the name first, then by name, or who came last first; when nothing holds them all, what is near. */
export async function findOrganizationsInDatabase(db: Db, ask: OrganizationAsk): Promise<FoundOrganizations> {
  const answer = (found: SqlPart) =>
    answerFrom<OrganizationHit, OrganizationFacet>(db, {
      found,
      facets: {
        field: { column: 'fields', isList: true, value: ask.field },
        region: { column: 'regions', isList: true, value: ask.region },
        kind: { column: 'kind', value: ask.kind },
        rating: { column: 'rating', value: ask.rating },
      },
      order: ask.sort === 'new' ? Prisma.sql`joined_at DESC, id DESC` : Prisma.sql`weight DESC, name, id`,
      hit: Prisma.sql`json_build_object('id', id)`,
      page: ask.page,
    })
  const pairs = byPairs(ask.q, places)
  return exactOrNear(
    await answer(organizationsByWords(ask.q)),
    pairs === undefined ? undefined : () => answer(foundOrganizations(pairs)),
  )
}
