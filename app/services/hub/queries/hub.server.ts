import { type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type HubMember = {
  id: string
  organizationId: string
  name: string
  /** Which side asked, while the other has not answered. */
  askedBy: 'HUB' | 'MEMBER'
  since: string | null
  recommendation: { id: string; words: string; writtenOn: string } | null
}
type MemberRow = {
  id: string
  hub_id: string
  hub_name: string
  member_id: string
  member_name: string
  asked_by: HubMember['askedBy']
  since: string | null
  recommendation_id: string | null
  words: string | null
  written_on: string | null
}

/** Memberships of an organization that have not ended, as a hub and as a member. */
const membershipsQuery = (organizationId: string): Prisma.Sql => Prisma.sql`
    SELECT m.id::text, m.hub_id::text, h.name AS hub_name, m.member_id::text, o.name AS member_name, m.asked_by,
      (m.agreed_at AT TIME ZONE 'Asia/Shanghai')::date::text AS since, r.id::text AS recommendation_id, r.words,
      (r.written_at AT TIME ZONE 'Asia/Shanghai')::date::text AS written_on
    FROM hub_membership m JOIN organization h ON h.id = m.hub_id JOIN organization o ON o.id = m.member_id
      LEFT JOIN hub_recommendation r ON r.membership_id = m.id AND r.withdrawn_at IS NULL
    WHERE m.ended_at IS NULL AND (m.hub_id = ${organizationId}::uuid OR m.member_id = ${organizationId}::uuid)
      AND h.state <> 'ENDED' AND o.state <> 'ENDED'
    ORDER BY m.agreed_at NULLS FIRST, m.id LIMIT 500`

const toMember = (row: MemberRow, other: 'hub' | 'member'): HubMember => ({
  id: row.id,
  organizationId: other === 'hub' ? row.hub_id : row.member_id,
  name: other === 'hub' ? row.hub_name : row.member_name,
  askedBy: row.asked_by,
  since: row.since,
  recommendation:
    row.recommendation_id === null
      ? null
      : { id: row.recommendation_id, words: row.words ?? '', writtenOn: row.written_on ?? '' },
})

export type HubView = {
  isHub: boolean
  members: HubMember[]
  hubs: HubMember[]
  reports: {
    id: string
    title: string
    summary: string
    fromOn: string
    untilOn: string
    fileId: string | null
    fileName: string | null
  }[]
}

const reportsQuery = (hubId: string): Prisma.Sql => Prisma.sql`
    SELECT p.id, p.title, p.summary, p.from_on AS "fromOn", p.until_on AS "untilOn", p.file_id AS "fileId", f.name AS "fileName"
    FROM hub_report p LEFT JOIN file f ON f.id = p.file_id WHERE p.hub_id = ${hubId}::uuid ORDER BY p.until_on DESC, p.id DESC LIMIT 50`

type HubRow = { isHub: boolean; memberships: MemberRow[]; reports: HubView['reports'] }

/** An organization as a hub and as a member of hubs; what waits for an answer too. */
export const hubOf = (organizationId: string, on: string): Reading<HubView> =>
  reading(
    Prisma.sql`
    SELECT is_hub(${organizationId}::uuid, ${on}::date) AS "isHub",
      (SELECT coalesce(json_agg(m), '[]') FROM (${membershipsQuery(organizationId)}) m) AS memberships,
      (SELECT coalesce(json_agg(p), '[]') FROM (${reportsQuery(organizationId)}) p) AS reports`,
    ([row]: HubRow[]) => {
      const rows = row?.memberships ?? []
      return {
        isHub: row?.isHub ?? false,
        members: rows.filter(({ hub_id }) => hub_id === organizationId).map((each) => toMember(each, 'member')),
        hubs: rows.filter(({ member_id }) => member_id === organizationId).map((each) => toMember(each, 'hub')),
        reports: row?.reports ?? [],
      }
    },
  )

const isAgreed = ({ since }: HubMember) => since !== null

/** What everybody may know of it: agreed memberships alone. */
export const publicHub = (hub: HubView): HubView => ({
  ...hub,
  members: hub.isHub ? hub.members.filter(isAgreed) : [],
  hubs: hub.hubs.filter(isAgreed),
})
