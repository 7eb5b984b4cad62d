import type { ServiceField } from '#app/domain/search/ask.ts'
import { type Stage, stageOfProject } from '#app/domain/search/stage.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { OrganizationKind } from './organization-cards.server.ts'

export type PublicOrganization = {
  id: string
  name: string
  nameEn: string
  kind: OrganizationKind
  isSuspended: boolean
  creditState: 'REGULAR' | 'ABNORMAL' | 'SERIOUS'
  creditCode: string | undefined
  region: { zh: string; en: string }
  incubator: { zh: string; en: string } | undefined
  foundedOn: string | undefined
  rating: number | undefined
  fields: ServiceField[]
  introduction: string
  website: string | undefined
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
  founded_on: string | null
  rating: number | null
  fields: ServiceField[]
  introduction: string
  website: string
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

export const projectsShown = 50

const webAddress = (text: string) => (/^https?:\/\/[^\s"<>]+$/i.test(text) ? text : undefined)

/** Named column by column: the contact person, telephone and address stay with those who need them. */
export async function publicOrganization(
  { db, now }: Pick<Context, 'db' | 'now'>,
  id: string,
): Promise<PublicOrganization | undefined> {
  const [[row], projects] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT o.name, o.name_en, o.kind::text, o.state::text, credit_state(o.id, ${dayOf(now)}::date) AS credit_state, o.credit_code, r.name_zh AS region_zh, r.name_en AS region_en,
        i.name_zh AS incubator_zh, i.name_en AS incubator_en, o.founded_on::text, o.rating, o.fields::text[], o.introduction, o.website,
        (SELECT count(*)::int FROM project p JOIN award a ON a.id = p.award_id
          WHERE p.organization_id = o.id AND a.revoked_at IS NULL) AS project_count,
        (SELECT coalesce(sum(award_sum(p.award_id)), 0)::text FROM project p JOIN award a ON a.id = p.award_id
          WHERE p.organization_id = o.id AND a.revoked_at IS NULL) AS contracted_fen,
        (SELECT coalesce(sum(t.amount_fen), 0)::text FROM project p JOIN tranche t ON t.project_id = p.id
          WHERE p.organization_id = o.id AND t.state = 'RELEASED') AS released_fen
      FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN incubator i ON i.id = o.incubator_id
      WHERE o.id = ${id}::uuid`,
    db.$queryRaw<ProjectRow[]>`
      SELECT p.project_no AS no, p.title, CASE WHEN p.state = 'CLOSED' AND project_ended_early(p.id) THEN 'TERMINATED' ELSE p.state::text END AS state, award_sum(p.award_id)::text AS amount_fen, p.starts_on::text, p.ends_on::text,
        (SELECT coalesce(sum(t.amount_fen), 0)::text FROM tranche t WHERE t.project_id = p.id AND t.state = 'RELEASED') AS released_fen
      FROM project p JOIN award a ON a.id = p.award_id AND a.revoked_at IS NULL
      WHERE p.organization_id = ${id}::uuid ORDER BY p.created_at DESC, p.id DESC LIMIT ${projectsShown}`,
  ])
  if (row === undefined) return undefined
  return {
    id,
    name: row.name,
    nameEn: row.name_en ?? '',
    kind: row.kind,
    isSuspended: row.state === 'SUSPENDED',
    creditState: row.credit_state,
    creditCode: row.credit_code ?? undefined,
    region: { zh: row.region_zh, en: row.region_en },
    incubator: row.incubator_zh === null ? undefined : { zh: row.incubator_zh, en: row.incubator_en ?? '' },
    foundedOn: row.founded_on ?? undefined,
    rating: row.rating ?? undefined,
    fields: row.fields,
    introduction: row.introduction,
    website: webAddress(row.website),
    projectCount: row.project_count,
    contractedFen: row.contracted_fen,
    releasedFen: row.released_fen,
    projects: projects.map((project) => ({
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
