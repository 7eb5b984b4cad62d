import { ratingPolicy } from '#app/domain/rating/policy.ts'
import type { RatingState } from '#app/domain/rating/lifecycle.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

export type RegistryBody = { id: string; name: string }
export type BoardRound = {
  id: string
  title: string
  documentNo: string
  applyFrom: string
  applyUntil: string
  isOpen: boolean
}
export type BoardApplication = {
  id: string
  organizationName: string
  state: RatingState
  wantedGrade: number
  noticeUntil: string | null
  complaints: number
}
export type BoardDecision = {
  id: string
  organizationId: string
  organizationName: string
  grade: number
  authorityName: string
  placeName: string | null
  documentNo: string
  validFrom: string
  validUntil: string
  fileId: string | null
  enteredByName: string
  mayConfirm: boolean
  mayWithdraw: boolean
}
export type BoardRevocation = {
  id: string
  organizationId: string
  organizationName: string
  grade: number
  revokedOn: string
  reason: string
  documentNo: string
  enteredByName: string
  mayConfirm: boolean
}
export type RatingBoard = {
  bodies: RegistryBody[]
  rounds: BoardRound[]
  applications: BoardApplication[]
  decisions: BoardDecision[]
  revocations: BoardRevocation[]
  mayPublish: boolean
  isRegistry: boolean
  today: string
}

const shown = 100

/** Bodies of the reader that keep a register. */
export async function readRegistries({ db, actor, locale }: Context): Promise<RegistryBody[]> {
  const bodies = await db.body.findMany({
    where: { id: { in: bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR') }, duties: { has: 'REGISTRY' } },
    select: { id: true, nameZh: true, nameEn: true },
    orderBy: { nameZh: 'asc' },
  })
  return bodies.map(({ id, nameZh, nameEn }) => ({ id, name: locale === 'en' ? nameEn : nameZh }))
}

/** Rounds, applications under way, and what was entered and waits for another person. Five statements. */
export async function readRatingBoard(ctx: Context): Promise<RatingBoard> {
  const { db, actor, locale } = ctx
  const bodies = await readRegistries(ctx)
  const ids = bodies.map(({ id }) => id)
  const today = dayOf(ctx.now)
  const [rounds, applications, decisions, revocations] = await Promise.all([
    db.$queryRaw<BoardRound[]>`
      SELECT id, title, document_no AS "documentNo", apply_from::text AS "applyFrom", apply_until::text AS "applyUntil",
        ${today}::date BETWEEN apply_from AND apply_until AS "isOpen"
      FROM rating_round WHERE body_id = ${among(ids)} ORDER BY apply_until DESC, id DESC LIMIT 20`,
    db.$queryRaw<BoardApplication[]>`
      SELECT a.id, o.name AS "organizationName", a.state::text AS state, a.wanted_grade AS "wantedGrade", a.notice_until::text AS "noticeUntil",
        (SELECT count(*)::int FROM rating_complaint c WHERE c.application_id = a.id AND c.answered_at IS NULL) AS complaints
      FROM rating_application a JOIN organization o ON o.id = a.organization_id
      WHERE a.body_id = ${among(ids)} AND a.state <> 'WITHDRAWN'
      ORDER BY a.state IN ('CONFIRMED', 'REFUSED'), a.applied_at DESC, a.id LIMIT ${atMost(shown)}`,
    db.$queryRaw<(BoardDecision & { bodyId: string; enteredById: string })[]>`
      SELECT d.id, o.id AS "organizationId", o.name AS "organizationName", d.grade, d.authority_name AS "authorityName",
        CASE WHEN ${locale} = 'en' THEN r.name_en ELSE r.name_zh END AS "placeName", d.document_no AS "documentNo", d.valid_from::text AS "validFrom",
        d.valid_until::text AS "validUntil", d.file_id AS "fileId", a.name AS "enteredByName", d.body_id AS "bodyId", d.entered_by_id AS "enteredById"
      FROM rating_decision d JOIN organization o ON o.id = d.organization_id JOIN account a ON a.id = d.entered_by_id LEFT JOIN region r ON r.id = d.region_id
      WHERE d.body_id = ${among(ids)} AND d.confirmed_at IS NULL AND d.withdrawn_at IS NULL ORDER BY d.entered_at LIMIT ${atMost(shown)}`,
    db.$queryRaw<(BoardRevocation & { bodyId: string; enteredById: string })[]>`
      SELECT v.id, o.id AS "organizationId", o.name AS "organizationName", d.grade, v.revoked_on::text AS "revokedOn", v.reason,
        v.document_no AS "documentNo", a.name AS "enteredByName", d.body_id AS "bodyId", v.entered_by_id AS "enteredById"
      FROM rating_revocation v JOIN rating_decision d ON d.id = v.decision_id JOIN organization o ON o.id = d.organization_id JOIN account a ON a.id = v.entered_by_id
      WHERE d.body_id = ${among(ids)} AND v.confirmed_at IS NULL ORDER BY v.entered_at LIMIT ${atMost(shown)}`,
  ])
  return {
    bodies: bodies.filter(({ id }) => may(ratingPolicy, 'publishRound', actor, { bodyId: id })),
    rounds,
    applications,
    decisions: decisions.map(({ bodyId, enteredById, ...decision }) => ({
      ...decision,
      mayConfirm: may(ratingPolicy, 'confirmEntered', actor, { bodyId, enteredById }),
      mayWithdraw: may(ratingPolicy, 'withdrawEntered', actor, { bodyId }),
    })),
    revocations: revocations.map(({ bodyId, enteredById, ...revocation }) => ({
      ...revocation,
      mayConfirm: may(ratingPolicy, 'confirmEntered', actor, { bodyId, enteredById }),
    })),
    mayPublish: ids.some((bodyId) => may(ratingPolicy, 'publishRound', actor, { bodyId })),
    isRegistry: bodies.length > 0,
    today,
  }
}
