import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readStopToken } from './store.server.ts'

export type StoppedSearch = { name: string; query: string; isStopped: boolean }

/** What the link of a letter is about; whoever holds it need not be signed in. A search that was removed has no letters to stop. */
export async function readStop(ctx: Context, token: string): Promise<Outcome<{ search: StoppedSearch }>> {
  const id = readStopToken(ctx.keys, token)
  const found = id === undefined ? null : await ctx.db.savedSearch.findUnique({ where: { id } })
  if (found === null) return refuse('not-found')
  return ok({ search: { name: found.name, query: found.query, isStopped: found.pace === 'NONE' } })
}

/** Ends the letters of this one search; pressed twice it is done once. */
export const stopLetters = (ctx: Context, token: string) =>
  transact(ctx, async (tx) => {
    const id = readStopToken(ctx.keys, token)
    if (id === undefined) return refuse('not-found')
    const { count } = await tx.savedSearch.updateMany({
      where: { id, pace: { not: 'NONE' } },
      data: { pace: 'NONE', version: { increment: 1 } },
    })
    if (count > 0) await record(tx, ctx, { entity: 'savedSearch', entityId: id, type: 'saved-search.stopped' })
    return ok()
  })
