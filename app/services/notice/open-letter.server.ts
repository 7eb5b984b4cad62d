import { withoutStop } from '#app/domain/notice/mail-value.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** One of the reader's own letters; it is read from then on. */
export async function openLetter({ db, actor, now }: Context, id: string) {
  const { accountId } = actor
  if (accountId === undefined) return undefined
  const letter = await db.message.findFirst({ where: { id, accountId } })
  if (letter === null) return undefined
  if (letter.readAt === null) await db.message.updateMany({ where: { id, readAt: null }, data: { readAt: now } })
  // Whoever is signed in ends such letters where they began them.
  const values = withoutStop(letter.values as Record<string, string>)
  return {
    id,
    template: letter.template,
    values,
    at: letter.createdAt.toISOString(),
    state: letter.state,
    sentAt: letter.sentAt?.toISOString(),
  }
}

export async function markUnread({ db, actor }: Context, id: string): Promise<Outcome> {
  const { accountId } = actor
  if (accountId === undefined) return refuse('sign-in')
  const { count } = await db.message.updateMany({ where: { id, accountId }, data: { readAt: null } })
  return count === 0 ? refuse('not-found') : ok()
}

export async function markAllRead({ db, actor, now }: Context): Promise<Outcome> {
  const { accountId } = actor
  if (accountId === undefined) return refuse('sign-in')
  await db.message.updateMany({ where: { accountId, readAt: null }, data: { readAt: now } })
  return ok()
}
