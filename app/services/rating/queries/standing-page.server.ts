import { ratingPolicy } from '#app/domain/rating/policy.ts'
import type { InspectionConclusion } from '#app/domain/credit/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readAll, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readRegistries, type RegistryBody } from './rating-board.server.ts'

export type RatingRow = {
  id: string
  bodyId: string
  grade: number
  placeName: string | null
  authorityName: string
  documentNo: string
  validFrom: string
  validUntil: string
  fileId: string | null
  revokedOn: string | null
  isInForce: boolean
  mayRevoke: boolean
}
export type InspectionRow = {
  year: number
  conclusion: InspectionConclusion | null
  concludedOn: string | null
  bodyName: string
  documentNo: string
  /** Handed in after its term, or not at all yet. */
  isLate: boolean
  isMissing: boolean
}
export type CommendationRow = {
  id: string
  happenedOn: string
  bodyName: string
  summary: string
  documentNo: string
  fileId: string | null
}
export type StandingPage = {
  id: string
  name: string
  ratings: RatingRow[]
  /** Where the rating counts by agreement, besides its own city. */
  recognizedIn: { placeName: string; from: string }[]
  inspections: InspectionRow[]
  commendations: CommendationRow[]
  registries: RegistryBody[]
}

/** Ratings, inspections and commendations of an organization, for everybody. One statement. */
export async function readStanding(ctx: Context, organizationId: string): Promise<StandingPage | null> {
  const { db, locale, actor } = ctx
  const today = dayOf(ctx.now)
  const isEn = locale === 'en'
  const {
    organizations: [organization],
    ratings,
    ...more
  } = await readAll(db, {
    organizations: reading<{ id: string; name: string }>(
      Prisma.sql`SELECT o.id, o.name FROM organization o WHERE o.id = ${organizationId}::uuid`,
    ),
    ratings: reading<RatingRow>(Prisma.sql`
      SELECT d.id, d.body_id AS "bodyId", d.grade, CASE WHEN ${isEn} THEN r.name_en ELSE r.name_zh END AS "placeName",
        coalesce(nullif(d.authority_name, ''), CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END) AS "authorityName", d.document_no AS "documentNo",
        d.valid_from::text AS "validFrom", d.valid_until::text AS "validUntil", d.file_id AS "fileId", v.revoked_on::text AS "revokedOn",
        EXISTS (SELECT 1 FROM ratings_in_force(d.organization_id, ${today}::date) f WHERE f.id = d.id) AS "isInForce", false AS "mayRevoke"
      FROM rating_decision d JOIN body b ON b.id = d.body_id LEFT JOIN region r ON r.id = d.region_id
        LEFT JOIN rating_revocation v ON v.decision_id = d.id AND v.confirmed_at IS NOT NULL
      WHERE d.organization_id = ${organizationId}::uuid AND d.confirmed_at IS NOT NULL ORDER BY d.valid_from DESC, d.id DESC`),
    recognizedIn: reading<StandingPage['recognizedIn'][number]>(Prisma.sql`
      SELECT DISTINCT CASE WHEN ${isEn} THEN p.name_en ELSE p.name_zh END AS "placeName", g.from_on::text AS "from"
      FROM ratings_in_force(${organizationId}::uuid, ${today}::date) d JOIN recognition g ON g.what = 'RATING' AND g.confirmed_at IS NOT NULL AND region_within(d.region_id, g.issuer_region_id)
        JOIN region p ON p.id = g.accepting_region_id LEFT JOIN recognition_end e ON e.recognition_id = g.id AND e.confirmed_at IS NOT NULL
      WHERE ${today}::date < coalesce(least(e.ends_on, g.to_on), 'infinity'::date) ORDER BY 2, 1`),
    inspections: reading<InspectionRow>(Prisma.sql`
      SELECT x.year, x.conclusion, x.concluded_on::text AS "concludedOn", x.body_name AS "bodyName", x.document_no AS "documentNo", x.is_late AS "isLate", x.is_missing AS "isMissing" FROM (
        SELECT DISTINCT ON (y.year) y.* FROM (
          SELECT a.year::int AS year, a.conclusion, (a.concluded_at AT TIME ZONE 'Asia/Shanghai')::date AS concluded_on, CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END AS body_name,
            a.document_no, coalesce((a.first_submitted_at AT TIME ZONE 'Asia/Shanghai')::date > a.due_on, ${today}::date > a.due_on) AS is_late,
            a.first_submitted_at IS NULL AND ${today}::date > a.due_on AS is_missing, 1 AS rank
          FROM annual_report a JOIN body b ON b.id = a.body_id WHERE a.organization_id = ${organizationId}::uuid AND (a.state = 'CONCLUDED' OR (a.first_submitted_at IS NULL AND ${today}::date > a.due_on))
          UNION ALL
          SELECT v.year::int, v.conclusion, v.happened_on, CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END, v.document_no, false, false, 2
          FROM credit_event v JOIN body b ON b.id = v.body_id WHERE v.organization_id = ${organizationId}::uuid AND v.kind = 'ANNUAL_INSPECTION' AND v.confirmed_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM credit_request q WHERE q.event_id = v.id AND q.kind = 'CORRECTION' AND q.granted)) y
        ORDER BY y.year DESC, y.rank) x ORDER BY x.year DESC LIMIT 20`),
    commendations: reading<CommendationRow>(Prisma.sql`
      SELECT v.id, v.happened_on::text AS "happenedOn", CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END AS "bodyName", v.summary, v.document_no AS "documentNo", v.file_id AS "fileId"
      FROM credit_event v JOIN body b ON b.id = v.body_id WHERE v.organization_id = ${organizationId}::uuid AND v.kind = 'COMMENDATION' AND v.confirmed_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM credit_request q WHERE q.event_id = v.id AND q.kind = 'CORRECTION' AND q.granted) ORDER BY v.happened_on DESC, v.id DESC LIMIT 50`),
  })
  if (organization === undefined) return null
  return {
    ...organization,
    ratings: ratings.map((row) => ({
      ...row,
      mayRevoke: row.isInForce && may(ratingPolicy, 'enter', actor, { bodyId: row.bodyId }),
    })),
    ...more,
    registries:
      actor.bodies.length === 0
        ? []
        : (await readRegistries(ctx)).filter(({ id }) => may(ratingPolicy, 'enter', actor, { bodyId: id })),
  }
}
