import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'

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
async function readMemberships(db: Db, organizationId: string): Promise<MemberRow[]> {
  return db.$queryRaw<MemberRow[]>`
    SELECT m.id::text, m.hub_id::text, h.name AS hub_name, m.member_id::text, o.name AS member_name, m.asked_by,
      (m.agreed_at AT TIME ZONE 'Asia/Shanghai')::date::text AS since, r.id::text AS recommendation_id, r.words,
      (r.written_at AT TIME ZONE 'Asia/Shanghai')::date::text AS written_on
    FROM hub_membership m JOIN organization h ON h.id = m.hub_id JOIN organization o ON o.id = m.member_id
      LEFT JOIN hub_recommendation r ON r.membership_id = m.id AND r.withdrawn_at IS NULL
    WHERE m.ended_at IS NULL AND (m.hub_id = ${organizationId}::uuid OR m.member_id = ${organizationId}::uuid)
      AND h.state <> 'ENDED' AND o.state <> 'ENDED'
    ORDER BY m.agreed_at NULLS FIRST, m.id LIMIT 500`
}

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

/** An organization as a hub and as a member of hubs; what waits for an answer too. Three statements. */
export async function readHub(db: Db, organizationId: string, on: string): Promise<HubView> {
  const [[hub], rows, reports] = await Promise.all([
    db.$queryRaw<{ is: boolean }[]>`SELECT is_hub(${organizationId}::uuid, ${on}::date) AS is`,
    readMemberships(db, organizationId),
    db.hubReport.findMany({
      where: { hubId: organizationId },
      include: { file: { select: { name: true } } },
      orderBy: [{ untilOn: 'desc' }, { id: 'desc' }],
      take: 50,
    }),
  ])
  return {
    isHub: hub?.is ?? false,
    members: rows.filter((row) => row.hub_id === organizationId).map((row) => toMember(row, 'member')),
    hubs: rows.filter((row) => row.member_id === organizationId).map((row) => toMember(row, 'hub')),
    reports: reports.map(({ id, title, summary, fromOn, untilOn, fileId, file }) => ({
      id,
      title,
      summary,
      fromOn: dayOfDate(fromOn),
      untilOn: dayOfDate(untilOn),
      fileId,
      fileName: file?.name ?? null,
    })),
  }
}

const isAgreed = ({ since }: HubMember) => since !== null

/** What everybody may know of it: agreed memberships alone. */
export async function readPublicHub(db: Db, organizationId: string, on: string): Promise<HubView> {
  const hub = await readHub(db, organizationId, on)
  return { ...hub, members: hub.isHub ? hub.members.filter(isAgreed) : [], hubs: hub.hubs.filter(isAgreed) }
}
