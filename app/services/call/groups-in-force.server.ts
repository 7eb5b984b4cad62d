import { dayOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

const rowsInForce = (db: Db | Tx, { now }: Pick<Context, 'now'>) => {
  const today = dateOfDay(dayOf(now))
  return db.beneficiaryGroup.findMany({
    where: { validFrom: { lte: today }, OR: [{ validUntil: null }, { validUntil: { gte: today } }] },
    orderBy: { position: 'asc' },
  })
}

/** Codes of the groups that a new call may name today. */
export const groupsInForce = async (db: Db | Tx, ctx: Pick<Context, 'now'>): Promise<string[]> =>
  (await rowsInForce(db, ctx)).map(({ code }) => code)

export type GroupChoice = { code: string; name: string; definition: string; isConfirmed: boolean }

/** The same, as the reader chooses from them. */
export const readGroupChoices = async (ctx: Context): Promise<GroupChoice[]> =>
  (await rowsInForce(ctx.db, ctx)).map((row) => ({
    code: row.code,
    name: ctx.locale === 'en' ? row.nameEn : row.nameZh,
    definition: ctx.locale === 'en' ? row.definitionEn : row.definitionZh,
    isConfirmed: row.isConfirmed,
  }))
