import type { Context } from '#app/services/shared/context.server.ts'

const perPage = 20
/** Letters to people without an account have no owner: they are nobody's here. */
const noOne = '00000000-0000-0000-0000-000000000000'

export type InboxShow = 'all' | 'unread'

/** Own letters, newest first, and how many are unread; two statements. */
export async function readInbox({ db, actor }: Context, show: InboxShow, after: string | undefined) {
  const accountId = actor.accountId ?? noOne
  const [rows, unread] = await Promise.all([
    db.message.findMany({
      where: {
        accountId,
        ...(show === 'unread' ? { readAt: null } : {}),
        ...(after === undefined ? {} : { id: { lt: after } }),
      },
      orderBy: { id: 'desc' },
      take: perPage + 1,
      select: { id: true, template: true, values: true, createdAt: true, readAt: true },
    }),
    db.message.count({ where: { accountId, readAt: null } }),
  ])
  const letters = rows.slice(0, perPage)
  return {
    letters: letters.map(({ id, template, values, createdAt, readAt }) => ({
      id,
      template,
      values: values as Record<string, string>,
      at: createdAt.toISOString(),
      isRead: readAt !== null,
    })),
    unread,
    next: rows.length > perPage ? (letters.at(-1)?.id ?? null) : null,
  }
}

export const countUnread = ({ db, actor }: Context): Promise<number> =>
  db.message.count({ where: { accountId: actor.accountId ?? noOne, readAt: null } })
