import type { ServiceField } from '#app/domain/call/terms.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { openSeat } from '#app/services/panel/store.server.ts'

export type ExpertRow = {
  id: string
  name: string
  employer: string
  fields: ServiceField[]
  region: { zh: string; en: string }
  isActive: boolean
  /** Open seats now, and the most there may be. */
  load: number
  seatsMax: number
  trainedUntil: string | null
  isTrainingOver: boolean
}

const perPage = 20

/** The expert pool, newest first; `after` is the last one of the page before. */
export async function readExpertsPage(
  ctx: Context,
  { after }: { after: string | undefined },
): Promise<{ experts: ExpertRow[]; next: string | null }> {
  const rows = await ctx.db.expert.findMany({
    where: { inPool: true, ...(after === undefined ? {} : { id: { lt: after } }) },
    orderBy: { id: 'desc' },
    take: perPage + 1,
    select: {
      id: true,
      employer: true,
      fields: true,
      isActive: true,
      seatsMax: true,
      trainedUntil: true,
      account: { select: { name: true } },
      region: { select: { nameZh: true, nameEn: true } },
      _count: { select: { seats: { where: openSeat } } },
    },
  })
  const today = ctx.now.toISOString().slice(0, 10)
  const shown = rows.slice(0, perPage)
  return {
    experts: shown.map(({ account, region, trainedUntil, _count, ...row }) => {
      const until = trainedUntil?.toISOString().slice(0, 10) ?? null
      return {
        ...row,
        name: account.name,
        region: { zh: region.nameZh, en: region.nameEn },
        load: _count.seats,
        trainedUntil: until,
        isTrainingOver: until !== null && until < today,
      }
    }),
    next: rows.length > perPage ? (shown.at(-1)?.id ?? null) : null,
  }
}
