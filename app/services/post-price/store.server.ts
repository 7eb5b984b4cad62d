import type { PriceItem } from '#app/domain/post-price/price.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { PostPriceRule } from '#prisma/generated/client.ts'

/** A version of a standard, locked; null when it is not there. */
export async function lockRule(tx: Tx, id: string): Promise<PostPriceRule | null> {
  await tx.$queryRaw`SELECT id FROM post_price_rule WHERE id = ${id}::uuid FOR UPDATE`
  return tx.postPriceRule.findUnique({ where: { id } })
}

export type Standard = {
  ruleId: string
  /** Null: the example. */
  bodyId: string | null
  version: number
  sourceZh: string
  sourceEn: string
  isConfirmed: boolean
  items: PriceItem[]
}

/** What posts of a body cost today. @throws when there is none: a migration wrote an example. */
export async function readStandard(db: Db | Tx, bodyId: string | null): Promise<Standard> {
  const [row] = await db.$queryRaw<Standard[]>`
    SELECT r.id AS "ruleId", r.body_id AS "bodyId", r.version::int, r.source_zh AS "sourceZh", r.source_en AS "sourceEn",
      r.is_confirmed AS "isConfirmed", post_price_items(r.id) AS items
    FROM post_price_rule r WHERE r.id = post_price_rule_of(${bodyId}::uuid, today())`
  if (row === undefined) throw new Error('no standard for posts')
  return row
}

/** The lines of a draft, written anew. */
export async function writeItems(tx: Tx, ruleId: string, items: readonly PriceItem[]): Promise<void> {
  await tx.postPriceItem.deleteMany({ where: { ruleId } })
  await tx.postPriceItem.createMany({
    data: items.map(({ fen, ...item }) => ({ ...item, ruleId, fen: fen === null ? null : BigInt(fen) })),
  })
}
