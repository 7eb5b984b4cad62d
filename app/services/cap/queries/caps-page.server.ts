import { capPolicy } from '#app/domain/cap/policy.ts'
import type { CapEffect, CapScope } from '#app/domain/cap/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type CapRow = {
  id: string
  bodyId: string
  bodyName: string
  fundName: string | null
  scope: CapScope
  effect: CapEffect
  amountFen: string
  /** Paid since the month or the year began; of one payment: none. */
  spentFen: string
  reason: string
  setByName: string
  setAt: string
  endedAt: string | null
  mayEnd: boolean
}
export type CapsPage = {
  caps: CapRow[]
  bodies: { id: string; name: string; funds: { id: string; name: string }[] }[]
}

/** The limits of the reader's bodies, those in force first; where they may set some: of what. Two statements. */
export async function readCapsPage({ db, actor, locale, now }: Context): Promise<CapsPage> {
  const mine = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR')
  const setters = bodiesWhere(actor, 'APPROVER')
  const [caps, bodies] = await Promise.all([
    db.$queryRaw<Omit<CapRow, 'mayEnd'>[]>`
      SELECT c.id, c.body_id AS "bodyId", CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName", f.name AS "fundName",
        c.scope, c.effect, c.amount_fen::text AS "amountFen", spent_under(c, ${now}::timestamptz)::text AS "spentFen", c.reason,
        s.name AS "setByName", to_json(c.set_at)#>>'{}' AS "setAt", to_json(c.ended_at)#>>'{}' AS "endedAt"
      FROM spending_cap c JOIN body b ON b.id = c.body_id JOIN account s ON s.id = c.set_by_id LEFT JOIN fund f ON f.id = c.fund_id
      WHERE c.body_id = ${among(mine)} ORDER BY c.ended_at DESC NULLS FIRST, c.id DESC LIMIT 60`,
    db.$queryRaw<CapsPage['bodies']>`
      SELECT b.id, CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS name,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) ORDER BY f.name), '[]') FROM fund f WHERE f.body_id = b.id) AS funds
      FROM body b WHERE b.id = ${among(setters)} ORDER BY b.id`,
  ])
  return {
    caps: caps.map((cap) => ({ ...cap, mayEnd: cap.endedAt === null && may(capPolicy, 'set', actor, cap) })),
    bodies,
  }
}
