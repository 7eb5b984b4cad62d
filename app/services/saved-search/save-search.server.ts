import type { Pace } from '#app/domain/saved-search/schema.ts'
import { followedQuery, type SearchAsk } from '#app/domain/search/ask.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { askOf, readAnswer, type Thing } from './store.server.ts'

const factOf = (id: string) => ({ entity: 'savedSearch', entityId: id })

/** What is there now is known, and nobody is written to about it. */
const know = (tx: Tx, ctx: Context, savedSearchId: string, things: readonly Thing[]) =>
  tx.savedSearchThing.createMany({
    data: things.map(({ id, kind }) => ({ savedSearchId, thingId: id, kind, foundAt: ctx.now })),
    skipDuplicates: true,
  })

/** Keeps a search for whoever is signed in; the same one twice is refused by PostgreSQL, and so is one too many. */
export async function saveSearch(
  ctx: Context,
  engine: SearchEngine | undefined,
  asked: SearchAsk,
  { name, pace }: { name: string; pace: Pace },
) {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const query = followedQuery(asked)
  // Asked beforehand: no transaction waits for the engine. What comes in between is told of, and not lost.
  const { things, isWhole } = await readAnswer(ctx.db, engine, asked)
  return transact(ctx, async (tx) => {
    const { id } = await tx.savedSearch.create({
      data: { accountId, name, query, pace, isWhole, since: ctx.now, lookedAt: ctx.now, createdAt: ctx.now },
      select: { id: true },
    })
    await know(tx, ctx, id, things)
    await record(tx, ctx, { ...factOf(id), type: 'saved-search.saved', data: { pace } })
    return ok({ id })
  })
}

/** Another name or pace. Letters that begin again do so from now on: what came in the meantime is not caught up with. */
export async function changeSearch(
  ctx: Context,
  engine: SearchEngine | undefined,
  { searchId, version, name, pace }: { searchId: string; version: number; name: string; pace: Pace },
) {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const before = await ctx.db.savedSearch.findFirst({ where: { id: searchId, accountId } })
  if (before === null) return refuse('not-found')
  const begins = before.pace === 'NONE' && pace !== 'NONE'
  const answer = begins ? await readAnswer(ctx.db, engine, askOf(before)) : undefined
  return transact(ctx, async (tx) => {
    const { count } = await tx.savedSearch.updateMany({
      where: { id: searchId, accountId, version },
      data: {
        name,
        pace,
        version: { increment: 1 },
        ...(answer === undefined ? {} : { since: ctx.now, lookedAt: ctx.now, isWhole: answer.isWhole }),
      },
    })
    if (count === 0) return stale()
    if (answer !== undefined) await know(tx, ctx, searchId, answer.things)
    await record(tx, ctx, { ...factOf(searchId), type: 'saved-search.changed', data: { pace } })
    return ok()
  })
}

export async function removeSearch(ctx: Context, searchId: string) {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  return transact(ctx, async (tx) => {
    const { count } = await tx.savedSearch.deleteMany({ where: { id: searchId, accountId } })
    if (count === 0) return refuse('not-found')
    await record(tx, ctx, { ...factOf(searchId), type: 'saved-search.removed' })
    return ok()
  })
}
