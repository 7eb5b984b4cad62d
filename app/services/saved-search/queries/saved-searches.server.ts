import type { Pace } from '#app/domain/saved-search/schema.ts'
import { followedQuery, type SearchAsk } from '#app/domain/search/ask.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { askOf } from '../store.server.ts'

export type SavedSearchRow = {
  id: string
  name: string
  of: SearchAsk['of']
  query: string
  pace: Pace
  version: number
  savedAt: string
  /** The last letter; undefined where none was written yet. */
  toldAt: string | undefined
}

/** A person's own searches, the latest first. */
export async function readSavedSearches(ctx: Context): Promise<SavedSearchRow[]> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return []
  const rows = await ctx.db.savedSearch.findMany({
    where: { accountId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: { letters: { orderBy: { writtenAt: 'desc' }, take: 1, select: { writtenAt: true } } },
  })
  return rows.map(({ id, name, query, pace, version, createdAt, letters }) => ({
    id,
    name,
    of: askOf({ query }).of,
    query,
    pace,
    version,
    savedAt: createdAt.toISOString(),
    toldAt: letters[0]?.writtenAt.toISOString(),
  }))
}

/** Whether this person keeps this very search. */
export async function isSaved(ctx: Context, asked: SearchAsk): Promise<boolean> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return false
  return (await ctx.db.savedSearch.count({ where: { accountId, query: followedQuery(asked) } })) > 0
}
