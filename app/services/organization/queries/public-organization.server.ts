import type { ServiceField } from '#app/domain/search/ask.ts'
import { type Stage, stageOfProject } from '#app/domain/search/stage.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { EndKind } from '#app/domain/organization/registry.ts'
import { hubOf, type HubView, publicHub } from '#app/services/hub/queries/hub.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readAll, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { staffFigures, type StaffFigures } from '#app/services/staff/queries/staff.server.ts'
import { tiesOf, type TieView } from '#app/services/tie/queries/ties.server.ts'
import type { InternalRule, TaxStatus } from '#app/domain/organization/profile.ts'
import { volunteerFigures, type VolunteerFigures } from '#app/services/volunteer/queries/volunteers.server.ts'
import { type KeptDocument, publicDocuments } from './documents.server.ts'
import { formerNames, type KnownName } from './names-page.server.ts'
import type { OrganizationKind } from './organization-cards.server.ts'

type Profile = {
  legalRepresentative: string
  supervisingUnit: string
  businessScope: string
  registeredFen: string | undefined
  spaceSqm: number | undefined
  venues: string
  taxStatus: TaxStatus
  taxExemptUntil: string | undefined
  internalRules: InternalRule[]
}
export type PublicDocument = Pick<
  KeptDocument,
  'kind' | 'title' | 'number' | 'issuedOn' | 'validUntil' | 'validity' | 'fileId' | 'fileName'
>

export type PublicOrganization = {
  id: string
  name: string
  nameEn: string
  kind: OrganizationKind
  isSuspended: boolean
  creditState: 'REGULAR' | 'ABNORMAL' | 'SERIOUS'
  creditCode: string | undefined
  region: { zh: string; en: string }
  /** Where it is or was brought up; `standing` and `since` where the site knows them. */
  incubator:
    { id: string; zh: string; en: string; standing: 'TENANT' | 'ALUMNUS' | null; since: string | null } | undefined
  foundedOn: string | undefined
  rating: number | undefined
  fields: ServiceField[]
  introduction: string
  website: string | undefined
  profile: Profile
  formerNames: KnownName[]
  documents: PublicDocument[]
  staff: StaffFigures
  volunteering: VolunteerFigures
  hub: HubView
  ties: TieView[]
  end: { kind: EndKind; endedOn: string; documentNo: string; into: { id: string; name: string } | null } | null
  predecessors: { id: string; name: string }[]
  projectCount: number
  contractedFen: string
  releasedFen: string
  projects: {
    no: string
    title: string
    stage: Stage
    amountFen: string
    releasedFen: string
    startsOn: string
    endsOn: string
  }[]
}

type Row = {
  name: string
  name_en: string | null
  kind: OrganizationKind
  state: string
  credit_state: PublicOrganization['creditState']
  credit_code: string | null
  region_zh: string
  region_en: string
  incubator_zh: string | null
  incubator_en: string | null
  incubator_id: string | null
  incubation_standing: 'TENANT' | 'ALUMNUS' | null
  incubation_since: string | null
  founded_on: string | null
  rating: number | null
  fields: ServiceField[]
  introduction: string
  website: string
  legal_representative: string
  supervising_unit: string
  business_scope: string
  registered_fen: string | null
  space_sqm: number | null
  venues: string
  tax_status: TaxStatus
  tax_exempt_until: string | null
  internal_rules: InternalRule[]
  project_count: number
  contracted_fen: string
  released_fen: string
}

type ProjectRow = {
  no: string
  title: string
  state: ProjectState
  amount_fen: string
  released_fen: string
  starts_on: string
  ends_on: string
}

type EndRow = {
  kind: EndKind
  endedOn: string
  documentNo: string
  id: string
  name: string
  intoId: string | null
  intoName: string | null
}

export const projectsShown = 50

const webAddress = (text: string) => (/^https?:\/\/[^\s"<>]+$/i.test(text) ? text : undefined)

/** Named column by column: the contact person, telephone and address stay with those who need them. */
export async function publicOrganization(
  { db, now }: Pick<Context, 'db' | 'now'>,
  id: string,
): Promise<PublicOrganization | undefined> {
  const about = await readAll(db, {
    rows: reading<Row>(Prisma.sql`
      SELECT o.name, o.name_en, o.kind::text, o.state::text, credit_state(o.id, ${dayOf(now)}::date) AS credit_state, o.credit_code, r.name_zh AS region_zh, r.name_en AS region_en,
        i.name_zh AS incubator_zh, i.name_en AS incubator_en, i.id AS incubator_id, n.standing AS incubation_standing, n.since::text AS incubation_since, o.founded_on::text, rating_on(o.id, ${dayOf(now)}::date) AS rating, o.fields::text[], o.introduction, o.website,
        o.legal_representative, o.supervising_unit, o.business_scope, o.registered_fen::text, o.space_sqm, o.venues, o.tax_status, o.tax_exempt_until::text, o.internal_rules,
        (SELECT count(*)::int FROM project p JOIN award a ON a.id = p.award_id
          WHERE p.organization_id = o.id AND a.revoked_at IS NULL) AS project_count,
        (SELECT coalesce(sum(award_sum(p.award_id)), 0)::text FROM project p JOIN award a ON a.id = p.award_id
          WHERE p.organization_id = o.id AND a.revoked_at IS NULL) AS contracted_fen,
        (SELECT coalesce(sum(t.amount_fen), 0)::text FROM project p JOIN tranche t ON t.project_id = p.id
          WHERE p.organization_id = o.id AND t.state = 'RELEASED') AS released_fen
      FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN incubator i ON i.id = o.incubator_id
        LEFT JOIN LATERAL (SELECT x.standing, x.since FROM incubated_on(o.id, today()) x WHERE x.incubator_id = i.id ORDER BY x.since DESC LIMIT 1) n ON true
      WHERE o.id = ${id}::uuid`),
    projects: reading<ProjectRow>(Prisma.sql`
      SELECT p.project_no AS no, p.title, CASE WHEN p.state = 'CLOSED' AND project_ended_early(p.id) THEN 'TERMINATED' ELSE p.state::text END AS state, award_sum(p.award_id)::text AS amount_fen, p.starts_on::text, p.ends_on::text,
        (SELECT coalesce(sum(t.amount_fen), 0)::text FROM tranche t WHERE t.project_id = p.id AND t.state = 'RELEASED') AS released_fen
      FROM project p JOIN award a ON a.id = p.award_id AND a.revoked_at IS NULL
      WHERE p.organization_id = ${id}::uuid ORDER BY p.created_at DESC, p.id DESC LIMIT ${atMost(projectsShown)}`),
    formerNames: formerNames(id),
    documents: publicDocuments({ now }, id),
    staff: staffFigures(id, dayOf(now)),
    volunteering: volunteerFigures(id, dayOf(now)),
    hub: hubOf(id, dayOf(now)),
    ties: tiesOf(id),
    ends: reading<EndRow>(Prisma.sql`
      SELECT e.kind, e.ended_on AS "endedOn", e.document_no AS "documentNo", e.organization_id AS id, o.name, i.id AS "intoId", i.name AS "intoName"
      FROM organization_end e JOIN organization o ON o.id = e.organization_id LEFT JOIN organization i ON i.id = e.into_id
      WHERE (e.organization_id = ${id}::uuid OR e.into_id = ${id}::uuid) AND e.confirmed_at IS NOT NULL ORDER BY e.ended_on`),
  })
  const {
    rows: [row],
    ends,
  } = about
  if (row === undefined) return undefined
  const own = ends.find((end) => end.id === id)
  return {
    id,
    name: row.name,
    nameEn: row.name_en ?? '',
    kind: row.kind,
    isSuspended: row.state === 'SUSPENDED',
    creditState: row.credit_state,
    creditCode: row.credit_code ?? undefined,
    region: { zh: row.region_zh, en: row.region_en },
    incubator:
      row.incubator_zh === null
        ? undefined
        : {
            id: row.incubator_id ?? '',
            zh: row.incubator_zh,
            en: row.incubator_en ?? '',
            standing: row.incubation_standing,
            since: row.incubation_since,
          },
    foundedOn: row.founded_on ?? undefined,
    rating: row.rating ?? undefined,
    fields: row.fields,
    introduction: row.introduction,
    website: webAddress(row.website),
    profile: {
      legalRepresentative: row.legal_representative,
      supervisingUnit: row.supervising_unit,
      businessScope: row.business_scope,
      registeredFen: row.registered_fen ?? undefined,
      spaceSqm: row.space_sqm ?? undefined,
      venues: row.venues,
      taxStatus: row.tax_status,
      taxExemptUntil: row.tax_exempt_until ?? undefined,
      internalRules: row.internal_rules,
    },
    formerNames: about.formerNames,
    documents: about.documents,
    staff: about.staff,
    volunteering: about.volunteering,
    hub: publicHub(about.hub),
    ties: about.ties,
    end:
      own === undefined
        ? null
        : {
            kind: own.kind,
            endedOn: own.endedOn,
            documentNo: own.documentNo,
            into: own.intoId === null ? null : { id: own.intoId, name: own.intoName ?? '' },
          },
    predecessors: ends.filter(({ intoId }) => intoId === id).map(({ id: its, name }) => ({ id: its, name })),
    projectCount: row.project_count,
    contractedFen: row.contracted_fen,
    releasedFen: row.released_fen,
    projects: about.projects.map((project) => ({
      no: project.no,
      title: project.title,
      stage: stageOfProject[project.state],
      amountFen: project.amount_fen,
      releasedFen: project.released_fen,
      startsOn: project.starts_on,
      endsOn: project.ends_on,
    })),
  }
}
