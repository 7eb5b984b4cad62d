import type { ServiceField } from '#app/domain/search/ask.ts'
import { bigramsOf } from '#app/domain/search/bigrams.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { wordsOfField, wordsOfOrganization } from '../words.ts'
import { codesOfPath, excerpt, join } from './document-text.ts'

/** What anyone may know of an organization. Its contact person, telephone and address are not among it. */
export type OrganizationDocument = {
  id: string
  name: string
  nameEn: string
  creditCode: string
  introduction: string
  words: string
  bigrams: string
  fields: ServiceField[]
  regions: string[]
}

const select = {
  id: true,
  name: true,
  nameEn: true,
  creditCode: true,
  kind: true,
  fields: true,
  introduction: true,
  region: { select: { path: true, nameZh: true, nameEn: true } },
  incubator: { select: { nameZh: true, nameEn: true } },
} as const

const load = (db: Db | Tx, ids: string[]) => db.organization.findMany({ where: { id: { in: ids } }, select })
type OrganizationRow = Awaited<ReturnType<typeof load>>[number]

const toDocument = (organization: OrganizationRow): OrganizationDocument => ({
  id: organization.id,
  name: excerpt(organization.name),
  nameEn: excerpt(organization.nameEn ?? ''),
  creditCode: organization.creditCode ?? '',
  introduction: excerpt(organization.introduction),
  words: join(
    wordsOfOrganization[organization.kind],
    ...organization.fields.map((field) => wordsOfField[field]),
    organization.region.nameZh,
    organization.region.nameEn,
    organization.incubator?.nameZh,
    organization.incubator?.nameEn,
  ),
  bigrams: bigramsOf(organization.name),
  fields: organization.fields,
  regions: codesOfPath(organization.region.path),
})

export async function organizationDocuments(db: Db | Tx, ids: string[]): Promise<OrganizationDocument[]> {
  return (await load(db, ids)).map(toDocument)
}
