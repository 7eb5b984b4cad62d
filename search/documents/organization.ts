import type { OrganizationKind, ServiceField } from '#app/domain/search/ask.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { wordsOfField, wordsOfOrganization } from '../words.ts'
import { type ChineseHelps, chineseHelps, codesOfPath, excerpt, join, regionNames } from './document-text.ts'

/** What anyone may know of an organization. Its contact person, telephone and address are not among it. */
export type OrganizationDocument = ChineseHelps & {
  id: string
  name: string
  nameEn: string
  creditCode: string
  introduction: string
  words: string
  fields: ServiceField[]
  regions: string[]
  kind: OrganizationKind
  /** Milliseconds since 1970: when it came to this site. */
  joinedAt: number
  /** The grade in force when the document was made; the worker makes it anew on the day it changes. Absent: none. */
  rating?: string
}

const select = {
  id: true,
  name: true,
  nameEn: true,
  creditCode: true,
  kind: true,
  fields: true,
  introduction: true,
  createdAt: true,
  region: { select: { path: true } },
  incubator: { select: { nameZh: true, nameEn: true } },
} as const

type Rated = { id: string; rating: number }

async function load(db: Db | Tx, ids: string[]) {
  const [organizations, rated] = [
    await db.organization.findMany({ where: { id: { in: ids } }, select }),
    await db.$queryRaw<Rated[]>`
      SELECT id, rating FROM (SELECT id, rating_on(id, today()) AS rating FROM unnest(${ids}::uuid[]) AS id) q WHERE rating IS NOT NULL`,
  ]
  const ratingOf = new Map(rated.map(({ id, rating }) => [id, rating]))
  return organizations.map((organization) => ({ ...organization, rating: ratingOf.get(organization.id) }))
}
type OrganizationRow = Awaited<ReturnType<typeof load>>[number]
type PlaceOf = (path: string) => string

const toDocument = (organization: OrganizationRow, placeOf: PlaceOf): OrganizationDocument => ({
  id: organization.id,
  name: excerpt(organization.name),
  nameEn: excerpt(organization.nameEn ?? ''),
  creditCode: organization.creditCode ?? '',
  introduction: excerpt(organization.introduction),
  words: join(
    wordsOfOrganization[organization.kind],
    ...organization.fields.map((field) => wordsOfField[field]),
    placeOf(organization.region.path),
    organization.incubator?.nameZh,
    organization.incubator?.nameEn,
  ),
  ...chineseHelps(
    organization.name,
    organization.fields.map((field) => wordsOfField[field]).join(' '),
    organization.introduction,
  ),
  fields: organization.fields,
  regions: codesOfPath(organization.region.path),
  kind: organization.kind,
  joinedAt: organization.createdAt.getTime(),
  ...(organization.rating === undefined ? {} : { rating: String(organization.rating) }),
})

export async function organizationDocuments(db: Db | Tx, ids: string[]): Promise<OrganizationDocument[]> {
  const rows = await load(db, ids)
  const placeOf = await regionNames(
    db,
    rows.map(({ region }) => region.path),
  )
  return rows.map((row) => toDocument(row, placeOf))
}
