import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readRegionOptions, type RegionOption } from '#app/services/shared/region-options.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What anyone may read of a project in a list. */
export type PublicProjectRow = {
  projectNo: string
  title: string
  state: ProjectState
  field: string
  regionName: string
  bodyName: string
  organizationId: string
  organizationName: string
  startsOn: string
  endsOn: string
  committedFen: string
  releasedFen: string
  milestonesDone: number
  milestonesAll: number
}
export type PublicProjects = {
  rows: PublicProjectRow[]
  nextCursor: string | undefined
  regions: RegionOption[]
}
export type PublicProjectsFilter = {
  field?: string | undefined
  region?: string | undefined
  state?: ProjectState | undefined
  /** Code of a group that the project's call is for. */
  group?: string | undefined
  after?: string | undefined
}

type Raw = {
  id: string
  row: Omit<PublicProjectRow, 'regionName' | 'bodyName'>
  regionZh: string
  regionEn: string
  bodyZh: string
  bodyEn: string
}

const pageSize = 20
const townDepth = 2

/** What the list is narrowed by, of `p` (project) and its region `r`. */
export const projectsWanted = ({
  field,
  state,
  region,
  group,
}: Omit<PublicProjectsFilter, 'after'>): Prisma.Sql => Prisma.sql`true
  ${field === undefined ? Prisma.empty : Prisma.sql`AND p.field = ${field}::service_field`}
  ${state === undefined ? Prisma.empty : Prisma.sql`AND p.state = ${state}::project_state`}
  ${region === undefined ? Prisma.empty : Prisma.sql`AND r.path LIKE (SELECT path FROM region WHERE code = ${region}) || '%'`}
  ${group === undefined ? Prisma.empty : Prisma.sql`AND EXISTS (SELECT 1 FROM call_group x WHERE x.call_id = p.call_id AND x.group_code = ${group})`}`

/**
 * Every project from its award on, newest first: one statement. A region stands for everything below it. Where the award was taken
 * back before anybody signed there is no project to follow: the notice of the result says what became of it.
 */
export async function listPublicProjects(ctx: Context, filter: PublicProjectsFilter): Promise<PublicProjects> {
  const [raw, regions] = await Promise.all([
    ctx.db.$queryRaw<Raw[]>`
      SELECT p.id, r.name_zh AS "regionZh", r.name_en AS "regionEn", b.name_zh AS "bodyZh", b.name_en AS "bodyEn",
        jsonb_build_object('projectNo', p.project_no, 'title', p.title, 'state', p.state, 'field', p.field,
          'organizationId', o.id, 'organizationName', o.name, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
          'committedFen', l.posted_credit::text, 'releasedFen', l.posted_debit::text,
          'milestonesDone', (SELECT count(*) FROM milestone m WHERE m.project_id = p.id AND m.state = 'ACCEPTED'),
          'milestonesAll', (SELECT count(*) FROM milestone m WHERE m.project_id = p.id AND m.state <> 'CANCELLED')) AS row
      FROM project p JOIN region r ON r.id = p.region_id JOIN body b ON b.id = p.body_id
        JOIN organization o ON o.id = p.organization_id JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL
        CROSS JOIN LATERAL award_total(p.award_id) l
      WHERE ${projectsWanted(filter)} ${filter.after === undefined ? Prisma.empty : Prisma.sql`AND p.id < ${filter.after}::uuid`} ORDER BY p.id DESC LIMIT ${atMost(pageSize + 1)}`,
    readRegionOptions(ctx),
  ])
  const isEn = ctx.locale === 'en'
  const shown = raw.slice(0, pageSize)
  return {
    rows: shown.map(({ regionZh, regionEn, bodyZh, bodyEn, row }) => ({
      ...row,
      regionName: isEn ? regionEn : regionZh,
      bodyName: isEn ? bodyEn : bodyZh,
    })),
    nextCursor: raw.length > pageSize ? shown.at(-1)?.id : undefined,
    regions: regions.filter(({ depth }) => depth <= townDepth),
  }
}
