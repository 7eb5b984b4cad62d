import type { Context } from '#app/services/shared/context.server.ts'

export const accountsPerPage = 20

/** Accounts by address or name, newest first; `after` is the last one of the page before. */
export async function readAccountsPage(ctx: Context, { q, after }: { q: string; after: string | undefined }) {
  const rows = await ctx.db.account.findMany({
    where: {
      ...(q === ''
        ? {}
        : { OR: [{ email: { contains: q, mode: 'insensitive' } }, { name: { contains: q, mode: 'insensitive' } }] }),
      ...(after === undefined ? {} : { id: { lt: after } }),
    },
    orderBy: { id: 'desc' },
    take: accountsPerPage + 1,
    select: {
      id: true,
      name: true,
      email: true,
      state: true,
      isAdministrator: true,
      emailConfirmedAt: true,
      totpConfirmedAt: true,
      createdAt: true,
    },
  })
  const page = rows.slice(0, accountsPerPage)
  return {
    q,
    accounts: page.map((account) => ({
      id: account.id,
      name: account.name,
      email: account.email,
      state: account.state,
      isAdministrator: account.isAdministrator,
      isConfirmed: account.emailConfirmedAt !== null,
      hasSecondFactor: account.totpConfirmedAt !== null,
      since: account.createdAt.toISOString(),
    })),
    next: rows.length > accountsPerPage ? (page.at(-1)?.id ?? null) : null,
  }
}
