import type { Context } from '#app/services/shared/context.server.ts'

const perPage = 20

/** Letters, newest first: to whom, which, and what became of them. */
export async function readMessagesPage(ctx: Context, after: string | undefined) {
  const rows = await ctx.db.message.findMany({
    where: after === undefined ? {} : { id: { lt: after } },
    orderBy: { id: 'desc' },
    take: perPage + 1,
    select: { id: true, toAddress: true, template: true, state: true, createdAt: true },
  })
  const page = rows.slice(0, perPage)
  return {
    messages: page.map(({ createdAt, ...message }) => ({ ...message, createdAt: createdAt.toISOString() })),
    next: rows.length > perPage ? (page.at(-1)?.id ?? null) : null,
  }
}

/** One letter with what it says; the words are put to it by whoever shows it. */
export async function readMessagePage(ctx: Context, id: string) {
  const message = await ctx.db.message.findUnique({ where: { id } })
  if (message === null) return undefined
  const values = message.values as Record<string, string>
  return {
    id: message.id,
    toAddress: message.toAddress,
    locale: message.locale === 'EN' ? ('en' as const) : ('zh-CN' as const),
    template: message.template,
    values,
    isWiped: message.isSecret && Object.keys(values).length === 0,
    state: message.state,
    error: message.error,
    createdAt: message.createdAt.toISOString(),
    sentAt: message.sentAt?.toISOString() ?? null,
  }
}
