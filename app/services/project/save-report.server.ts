import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { readCounted } from './queries/counted.server.ts'
import { type OpenDraft, openDraft } from './open-draft.server.ts'

export type SaveReport = {
  milestoneId: string
  version: number
  narrative: string
  /** Null: left empty so far. */
  figures: readonly { indicatorId: string; actual: number | null }[]
}

/** Writes what was typed onto a locked draft and answers its next version. Saving is not a fact of the business: it leaves no event. */
export async function writeReport(tx: Tx, { report, milestone }: OpenDraft, input: SaveReport) {
  if (report.version !== input.version) return stale()
  const counted = await readCounted(tx, milestone.id)
  const own = new Map(counted.map((indicator) => [indicator.id, indicator]))
  if (input.figures.some(({ indicatorId }) => !own.has(indicatorId))) return refuse('invalid')
  // What is agreed to be counted from activities is their sum, whatever was typed.
  const typed = input.figures.filter(({ indicatorId }) => own.get(indicatorId)?.sum === null)
  const summed = counted.flatMap(({ id, sum }) => (sum === null ? [] : [{ indicatorId: id, actual: sum }]))
  for (const { indicatorId, actual } of [...typed, ...summed]) {
    const key = { reportId: report.id, indicatorId }
    if (actual === null) await tx.figure.deleteMany({ where: key })
    else
      await tx.figure.upsert({
        where: { reportId_indicatorId: key },
        create: { ...key, actual },
        update: { actual },
      })
  }
  const { version } = await tx.report.update({
    where: { id: report.id },
    data: { narrative: input.narrative, version: { increment: 1 } },
    select: { version: true },
  })
  return ok({ version })
}

/** Keeps what was typed; nothing need be complete yet. */
export const saveReport = (ctx: Context, input: SaveReport) =>
  transact(ctx, async (tx) => {
    const draft = await openDraft(tx, ctx, input.milestoneId)
    return draft.ok ? writeReport(tx, draft, input) : draft
  })
