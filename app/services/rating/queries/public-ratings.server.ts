import { type Day, dayOf } from '#app/domain/shared/day.ts'
import type { RatingBand, RatingRule } from '#app/domain/rating/rule.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readRatingRule } from '../store.server.ts'

export type PublicRatings = {
  rounds: {
    id: string
    bodyName: string
    title: string
    notice: string
    documentNo: string
    applyFrom: string
    applyUntil: string
  }[]
  notices: {
    id: string
    organizationName: string
    bodyName: string
    grade: number
    points: number
    noticeUntil: string
  }[]
  bands: RatingBand[]
  rule: Pick<RatingRule, 'registeredYears' | 'validityYears' | 'noticeDays' | 'plaqueFromGrade'>
  source: string
}

/** Of `r` (rating_round): whoever wants to may still apply. */
export const roundsWanted = (today: Day): Prisma.Sql => Prisma.sql`r.apply_until >= ${today}::date`
/** Of `a` (rating_application): announced, and open to complaints. */
export const noticesWanted = (today: Day): Prisma.Sql =>
  Prisma.sql`a.state = 'NOTICED' AND a.notice_until >= ${today}::date`

/** Where ratings are applied for, which are announced, and how points make grades. Three statements. */
export async function readPublicRatings(ctx: Context): Promise<PublicRatings> {
  const { db, locale } = ctx
  const today = dayOf(ctx.now)
  const isEn = locale === 'en'
  const [rounds, notices, rule] = await Promise.all([
    db.$queryRaw<PublicRatings['rounds']>`
      SELECT r.id, CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END AS "bodyName", r.title, r.notice, r.document_no AS "documentNo",
        r.apply_from::text AS "applyFrom", r.apply_until::text AS "applyUntil"
      FROM rating_round r JOIN body b ON b.id = r.body_id WHERE ${roundsWanted(today)} ORDER BY r.apply_until, r.id LIMIT 50`,
    db.$queryRaw<PublicRatings['notices']>`
      SELECT a.id, o.name AS "organizationName", CASE WHEN ${isEn} THEN b.name_en ELSE b.name_zh END AS "bodyName", a.grade, a.points, a.notice_until::text AS "noticeUntil"
      FROM rating_application a JOIN organization o ON o.id = a.organization_id JOIN body b ON b.id = a.body_id
      WHERE ${noticesWanted(today)} ORDER BY a.notice_until, a.id LIMIT 50`,
    readRatingRule(db, today),
  ])
  return { rounds, notices, bands: rule.bands, rule, source: isEn ? rule.sourceEn : rule.sourceZh }
}
