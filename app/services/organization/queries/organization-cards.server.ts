import type { ServiceField } from '#app/domain/search/ask.ts'
import { among } from '#app/services/shared/among.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type OrganizationKind = 'ASSOCIATION' | 'SERVICE_INSTITUTION' | 'FOUNDATION' | 'COMMUNITY_GROUP' | 'ENTERPRISE'

/** One line of the public register of organizations. */
export type OrganizationCard = {
  id: string
  name: string
  nameEn: string
  kind: OrganizationKind
  isSuspended: boolean
  fields: ServiceField[]
  rating: number | undefined
  introduction: string
  region: { zh: string; en: string }
  projectCount: number
}

type Row = {
  id: string
  name: string
  name_en: string | null
  kind: OrganizationKind
  state: string
  fields: ServiceField[]
  rating: number | null
  introduction: string
  region_zh: string
  region_en: string
  project_count: number
}

const columns = Prisma.sql`o.id, o.name, o.name_en, o.kind::text, o.state::text, o.fields::text[], rating_on(o.id, today()) AS rating, o.introduction,
  r.name_zh AS region_zh, r.name_en AS region_en,
  (SELECT count(*)::int FROM project p WHERE p.organization_id = o.id) AS project_count`

const toCard = (row: Row): OrganizationCard => ({
  id: row.id,
  name: row.name,
  nameEn: row.name_en ?? '',
  kind: row.kind,
  isSuspended: row.state === 'SUSPENDED',
  fields: row.fields,
  rating: row.rating ?? undefined,
  introduction: row.introduction,
  region: { zh: row.region_zh, en: row.region_en },
  projectCount: row.project_count,
})

/** Cards in the order asked. */
export const organizationCards = (ids: readonly string[]): Reading<OrganizationCard[]> =>
  reading(
    Prisma.sql`
    SELECT ${columns} FROM organization o JOIN region r ON r.id = o.region_id WHERE o.id = ${among(ids)}`,
    (rows: Row[]) => {
      const byId = new Map(rows.map((row) => [row.id, toCard(row)]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },
  )

export const loadOrganizationCards = async (db: Db, ids: readonly string[]): Promise<OrganizationCard[]> =>
  ids.length === 0 ? [] : readOne(db, organizationCards(ids))

/** Names alone (`id`, `name`), in the order asked. */
export const organizationNames = (ids: readonly string[]): Reading<{ id: string; name: string }[]> =>
  reading<{ id: string; name: string }>(
    Prisma.sql`
    SELECT o.id, o.name FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS asked (id, place) JOIN organization o ON o.id = asked.id
    ORDER BY asked.place`,
  )

export const listSize = 20

type OrganizationFilter = {
  field: ServiceField | undefined
  region: string | undefined
  callId?: string | undefined
}

/** What the register is narrowed by, of `o` (organization) and its region `r`. */
export function organizationsWanted({ field, region, callId }: OrganizationFilter): Prisma.Sql {
  const inField = field === undefined ? Prisma.empty : Prisma.sql`AND o.fields @> ARRAY[${field}]::service_field[]`
  const inRegion =
    region === undefined
      ? Prisma.empty
      : Prisma.sql`AND ${region} = ANY (regexp_split_to_array(r.path, '[^0-9A-Za-z]+'))`
  // As far as the site knows: what it cannot know is judged when bids are reviewed.
  const fit =
    callId === undefined
      ? Prisma.empty
      : Prisma.sql`AND o.state = 'ACTIVE'
          AND EXISTS (SELECT 1 FROM call k WHERE k.id = ${callId}::uuid AND (k.method = 'VENTURE_CALL' OR o.kind <> 'COMMUNITY_GROUP')
            AND (k.reservation = 'NONE' OR o.kind = 'ENTERPRISE'))
          AND unmet_conditions(${callId}::uuid, o.id, today()) = '{}'
          AND credit_effect_on(o.id, 'BID', today()) IS DISTINCT FROM 'BAR'`
  return Prisma.sql`true ${inField} ${inRegion} ${fit}`
}

type OrganizationList = { cards: OrganizationCard[]; next: { name: string; id: string } | undefined }

/** The register by name, a page at a time from the last name of the page before. */
export function organizationList(
  filter: OrganizationFilter,
  after: { name: string; id: string } | undefined,
): Reading<OrganizationList> {
  const from = after === undefined ? Prisma.empty : Prisma.sql`AND (o.name, o.id) > (${after.name}, ${after.id}::uuid)`
  return reading(
    Prisma.sql`
    SELECT ${columns} FROM organization o JOIN region r ON r.id = o.region_id
    WHERE ${organizationsWanted(filter)} ${from} ORDER BY o.name, o.id LIMIT ${atMost(listSize + 1)}`,
    (rows: Row[]) => {
      const last = rows.length > listSize ? rows[listSize - 1] : undefined
      return {
        cards: rows.slice(0, listSize).map(toCard),
        next: last === undefined ? undefined : { name: last.name, id: last.id },
      }
    },
  )
}

export const listOrganizationCards = (
  db: Db,
  filter: OrganizationFilter,
  after: { name: string; id: string } | undefined,
): Promise<OrganizationList> => readOne(db, organizationList(filter, after))
