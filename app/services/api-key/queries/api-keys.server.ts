import type { Context } from '#app/services/shared/context.server.ts'

export type ApiKeyRow = {
  id: string
  name: string
  prefix: string
  madeAt: string
  /** A day, Beijing time; null: never used. */
  lastUsedOn: string | null
  revokedAt: string | null
}

/** `most`: how many an account has at a time. `revoked`: the latest ones. */
export type ApiKeysPage = { keys: ApiKeyRow[]; revoked: ApiKeyRow[]; most: number }

const revokedShown = 20

/** A person's own keys, the latest first. */
export async function readApiKeys(ctx: Context): Promise<ApiKeysPage> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return { keys: [], revoked: [], most: 0 }
  const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]
  const [keys, revoked, [rule]] = await Promise.all([
    ctx.db.apiKey.findMany({ where: { accountId, revokedAt: null }, orderBy }),
    ctx.db.apiKey.findMany({
      where: { accountId, revokedAt: { not: null } },
      orderBy: [{ revokedAt: 'desc' }, { id: 'desc' }],
      take: revokedShown,
    }),
    ctx.db.$queryRaw<{ most: number }[]>`SELECT (api_key_rule_on(today())).per_account::int AS most`,
  ])
  return { keys: keys.map(rowOf), revoked: revoked.map(rowOf), most: rule?.most ?? 0 }
}

type Stored = {
  id: string
  name: string
  prefix: string
  createdAt: Date
  lastUsedOn: Date | null
  revokedAt: Date | null
}
const rowOf = ({ id, name, prefix, createdAt, lastUsedOn, revokedAt }: Stored): ApiKeyRow => ({
  id,
  name,
  prefix,
  madeAt: createdAt.toISOString(),
  lastUsedOn: lastUsedOn?.toISOString().slice(0, 10) ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
})
