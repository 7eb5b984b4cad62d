import type { Context } from '#app/services/shared/context.server.ts'

const perPage = 20

/** Letters, newest first: to whom, which, and what became of them; `unsent`: only those that did not leave, or may not have. */
export async function readMessagesPage(ctx: Context, after: string | undefined, unsent = false) {
  const rows = await ctx.db.message.findMany({
    where: {
      ...(after === undefined ? {} : { id: { lt: after } }),
      ...(unsent ? { state: { in: ['FAILED', 'DOUBTFUL'] } } : {}),
    },
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
  const message = await ctx.db.message.findUnique({
    where: { id },
    include: { parts: { select: { template: true, values: true }, orderBy: { id: 'asc' } } },
  })
  if (message === null) return undefined
  const values = message.values as Record<string, string>
  return {
    id: message.id,
    toAddress: message.toAddress,
    locale: message.locale === 'EN' ? ('en' as const) : ('zh-CN' as const),
    template: message.template,
    values,
    parts: message.parts.map((part) => ({ template: part.template, values: part.values as Record<string, string> })),
    tries: message.tries,
    isWiped: message.isSecret && Object.keys(values).length === 0,
    state: message.state,
    error: message.error,
    createdAt: message.createdAt.toISOString(),
    sentAt: message.sentAt?.toISOString() ?? null,
  }
}
