import { callMethods } from '#app/domain/call/terms.ts'
import { bookInForce } from '#app/domain/rule-book/choose.ts'
import { periodOf } from '#app/domain/rule-book/rule-book.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readRuleBooks } from '#app/services/rule-book/store.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'

type FundRow = { id: string; body_id: string; name: string; available: string }

/** What the form of a call offers: the officer's bodies, their funds with what is available, the regions. Four statements. */
export async function readCallOptions(ctx: Context) {
  const { db, actor, locale } = ctx
  const bodyIds = bodiesWhere(actor, 'OFFICER')
  const bodies = await db.body.findMany({
    where: { id: { in: bodyIds } },
    orderBy: { nameZh: 'asc' },
    select: { id: true, nameZh: true, nameEn: true, regionId: true },
  })
  const funds = await db.$queryRaw<FundRow[]>`
    SELECT f.id, f.body_id, f.name, fund_spendable(f.id)::text AS available FROM fund f
    WHERE f.body_id = ${among(bodyIds)} ORDER BY f.name, f.id`
  return {
    bodies: bodies.map(({ id, nameZh, nameEn, regionId }) => ({
      id,
      regionId,
      name: locale === 'en' ? nameEn : nameZh,
    })),
    funds: funds.map(({ id, body_id, name, available }) => ({ id, bodyId: body_id, name, availableFen: available })),
    regions: await readRegionOptions(ctx),
    books: await readMethodBooks(ctx),
  }
}
/** What each method asks for today, from its book in force: shown beside the choice. */
async function readMethodBooks({ db, now }: Context) {
  const books = await readRuleBooks(db)
  return callMethods.flatMap((method) => {
    const book = bookInForce(books, method, dayOf(now))
    if (book === undefined) return []
    const period = periodOf(book, 'bidPeriod') ?? periodOf(book, 'singleSourceNotice')
    if (period === undefined) return []
    const { from, direction, length, unit, bound } = period
    return [
      {
        method,
        period: { from, direction, length, unit, bound },
        quorum: book.panel.quorum,
        priceWeight: book.priceWeight && { min: book.priceWeight.min, max: book.priceWeight.max },
      },
    ]
  })
}
export type CallOptions = Awaited<ReturnType<typeof readCallOptions>>
