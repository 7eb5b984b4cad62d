import type { Explained } from '#app/domain/eligibility/explained.ts'
import { type RatingCode, ratingEligibility } from '#app/domain/rating/eligibility.ts'
import type { RatingState } from '#app/domain/rating/lifecycle.ts'
import { ratingPolicy } from '#app/domain/rating/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readRatingRule } from '../store.server.ts'
import { readRatingFacts } from './rating-facts.server.ts'

export type OwnRating = {
  id: string
  name: string
  current: { grade: number; validUntil: string } | null
  rounds: { id: string; title: string; applyUntil: string }[]
  applications: {
    id: string
    state: RatingState
    wantedGrade: number
    grade: number | null
    noticeUntil: string | null
    refusedReason: string
    roundTitle: string
    version: number
  }[]
  check: Explained<RatingCode>[]
  wantedGrade: number
  validityYears: number
  source: string
  mayApply: boolean
}

/** For an organization: its rating, whether it may ask for one and why not, where, and how far it is. */
export async function readOwnRating(
  ctx: Context,
  organizationId: string,
  wantedGrade: number,
): Promise<OwnRating | null> {
  if (!may(ratingPolicy, 'readOwn', ctx.actor, { organizationId })) return null
  const { db } = ctx
  const today = dayOf(ctx.now)
  const organization = await db.organization.findUnique({ where: { id: organizationId }, select: { name: true } })
  const rule = await readRatingRule(db, today)
  const facts = await readRatingFacts(db, organizationId, wantedGrade, rule, today)
  if (organization === null || facts === null) return null
  const [rounds, applications] = await Promise.all([
    db.$queryRaw<OwnRating['rounds']>`
      SELECT r.id, r.title, r.apply_until::text AS "applyUntil" FROM rating_round r JOIN body b ON b.id = r.body_id JOIN organization o ON o.id = ${organizationId}::uuid
      WHERE ${today}::date BETWEEN r.apply_from AND r.apply_until AND region_within(o.region_id, b.region_id) ORDER BY r.apply_until, r.id`,
    db.$queryRaw<OwnRating['applications']>`
      SELECT a.id, a.state::text AS state, a.wanted_grade AS "wantedGrade", a.grade, a.notice_until::text AS "noticeUntil", a.refused_reason AS "refusedReason",
        r.title AS "roundTitle", a.version
      FROM rating_application a JOIN rating_round r ON r.id = a.round_id WHERE a.organization_id = ${organizationId}::uuid ORDER BY a.applied_at DESC LIMIT 20`,
  ])
  const isUnderWay = applications.some(({ state }) => !['CONFIRMED', 'REFUSED', 'WITHDRAWN'].includes(state))
  const { current } = facts
  return {
    id: organizationId,
    name: organization.name,
    current: current !== null && today <= current.validUntil ? current : null,
    rounds,
    applications,
    check: ratingEligibility(facts, rule, today),
    wantedGrade,
    validityYears: rule.validityYears,
    source: ctx.locale === 'en' ? rule.sourceEn : rule.sourceZh,
    mayApply: !isUnderWay && rounds.length > 0 && may(ratingPolicy, 'apply', ctx.actor, { organizationId }),
  }
}
