import { postPricePolicy } from '#app/domain/post-price/policy.ts'
import type { PriceItem } from '#app/domain/post-price/price.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readStandard, type Standard } from '../store.server.ts'

export type StandardRow = {
  id: string
  version: number
  state: 'DRAFT' | 'APPROVED'
  validFrom: string
  source: string
  isInForce: boolean
}
export type StandardsPage = {
  bodies: { id: string; name: string; hasDraft: boolean; mayDraft: boolean; versions: StandardRow[] }[]
}

/** The standards of the reader's bodies, the newest first. One statement. */
export async function readStandards({ db, actor, locale }: Context): Promise<StandardsPage> {
  const mine = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR')
  const bodies = await db.$queryRaw<{ id: string; name: string; versions: StandardRow[] }[]>`
    SELECT b.id, CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS name,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'version', r.version, 'state', r.state, 'validFrom', r.valid_from,
        'source', CASE WHEN ${locale} = 'en' THEN r.source_en ELSE r.source_zh END, 'isInForce', r.id = post_price_rule_of(b.id, today()))
        ORDER BY r.version DESC), '[]') FROM post_price_rule r WHERE r.body_id = b.id) AS versions
    FROM body b WHERE b.id = ${among(mine)} ORDER BY b.name_zh`
  return {
    bodies: bodies.map((body) => ({
      ...body,
      hasDraft: body.versions.some(({ state }) => state === 'DRAFT'),
      mayDraft: may(postPricePolicy, 'draft', actor, { bodyId: body.id }),
    })),
  }
}

export type StandardPage = {
  id: string
  bodyName: string
  version: number
  rowVersion: number
  state: 'DRAFT' | 'APPROVED'
  validFrom: string
  sourceZh: string
  sourceEn: string
  draftedBy: string
  approvedBy: string | null
  items: PriceItem[]
  may: { edit: boolean; approve: boolean }
}

/** One version, for the people of its body; null for anybody else. */
export async function readStandardPage({ db, actor, locale }: Context, id: string): Promise<StandardPage | null> {
  const [row] = await db.$queryRaw<
    (Omit<StandardPage, 'may'> & { bodyId: string; draftedById: string | null })[]
  >`SELECT r.id, r.body_id AS "bodyId", CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName", r.version::int,
      r.row_version AS "rowVersion", r.state, r.valid_from::text AS "validFrom", r.source_zh AS "sourceZh", r.source_en AS "sourceEn",
      r.drafted_by_id AS "draftedById", d.name AS "draftedBy", a.name AS "approvedBy", post_price_items(r.id) AS items
    FROM post_price_rule r JOIN body b ON b.id = r.body_id JOIN account d ON d.id = r.drafted_by_id LEFT JOIN account a ON a.id = r.approved_by_id
    WHERE r.id = ${id}::uuid`
  if (row === undefined) return null
  const { bodyId, draftedById, ...page } = row
  const facts = { bodyId, draftedById }
  if (!may(postPricePolicy, 'read', actor, facts)) return null
  const isDraft = page.state === 'DRAFT'
  return {
    ...page,
    may: {
      edit: isDraft && may(postPricePolicy, 'draft', actor, facts),
      approve: isDraft && page.sourceZh !== '' && may(postPricePolicy, 'approve', actor, facts),
    },
  }
}

export type PublicPrices = {
  standard: Standard
  bodyName: string | null
  bodies: { id: string; name: string }[]
}

/** What posts cost, for anyone: of a body that has a standard in force, else by the example. Two statements. */
export async function readPublicPrices({ db, locale }: Context, bodyId: string | undefined): Promise<PublicPrices> {
  const bodies = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT b.id, CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS name FROM body b
    WHERE EXISTS (SELECT 1 FROM post_price_rule r WHERE r.body_id = b.id AND r.state = 'APPROVED' AND r.valid_from <= today()) ORDER BY b.name_zh`
  const body = bodies.find(({ id }) => id === bodyId)
  return { standard: await readStandard(db, body?.id ?? null), bodyName: body?.name ?? null, bodies }
}
