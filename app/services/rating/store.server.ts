import type { RatingBand, RatingRule } from '#app/domain/rating/rule.ts'
import { type Day, toDay } from '#app/domain/shared/day.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

export type RatingRules = RatingRule & { bands: RatingBand[]; sourceZh: string; sourceEn: string; isConfirmed: boolean }

/** The rule of rating in force on a day, with its grades. */
export async function readRatingRule(db: Pick<Db | Tx, 'ratingRule'>, on: Day): Promise<RatingRules> {
  const rule = await db.ratingRule.findFirstOrThrow({
    where: { validFrom: { lte: dateOfDay(on) } },
    orderBy: { validFrom: 'desc' },
    include: { bands: { orderBy: { grade: 'desc' }, select: { grade: true, fromPoints: true, toPoints: true } } },
  })
  return { ...rule, validFrom: toDay(dayOfDate(rule.validFrom)) }
}

/** A paper of an area that judges organizations; nothing where none was chosen. */
export async function keepPaper(
  tx: Tx,
  ctx: Context,
  file: File | undefined,
  owner: { bodyId?: string; organizationId?: string },
): Promise<Outcome<{ fileId: string | null }>> {
  if (file === undefined || file.size === 0) return ok({ fileId: null })
  const read = await readUpload(file)
  if (!read.ok) return read
  const { id } = await storeFile(tx, ctx, {
    bytes: read.bytes,
    name: read.name,
    mediaType: read.mediaType,
    purpose: 'STANDING_DOCUMENT',
    ...owner,
  })
  return ok({ fileId: id })
}
