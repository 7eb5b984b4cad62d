import { throttles } from '#app/domain/account/throttle.ts'
import type { ExportTable } from '#app/domain/export/table.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readAccountTables } from './queries/account-tables.server.ts'
import { readOrganizationTables } from './queries/organization-tables.server.ts'

/** Files come later, one at a time; see `readExportFile`. */
export type Export = { name: string; tables: ExportTable[]; files: { id: string; name: string }[] }

/** Everything at one moment: what is read first agrees with what is read last. */
const atOneMoment = <T>({ db }: Context, read: (tx: Tx) => Promise<T>): Promise<T> =>
  db.$transaction(read, { isolationLevel: 'RepeatableRead', timeout: 60_000, maxWait: 10_000 })

/** Everything that an organization has here, for its owner; that it was taken out is on the trail. */
export async function exportOrganization(ctx: Context, organizationId: string): Promise<Outcome<Export>> {
  if (!may(organizationPolicy, 'export', ctx.actor, { organizationId })) return refuse('not-found')
  const tries = await countTry(ctx.db, throttles.exportAccount, ctx.actor.accountId ?? '')
  if (!tries.ok) return tries
  const { name, tables, files } = await atOneMoment(ctx, async (tx) => ({
    ...(await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })),
    tables: await readOrganizationTables(tx, ctx, organizationId),
    files: await tx.file.findMany({
      where: { organizationId, isEncrypted: false },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true },
    }),
  }))
  const recorded = await transact(ctx, async (tx) => {
    await record(tx, ctx, {
      type: 'organization.exported',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      data: { files: files.length, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) },
    })
    return ok()
  })
  return recorded.ok ? ok({ name, tables, files }) : recorded
}

/** What is kept of the person who asks. */
export async function exportAccount(ctx: Context): Promise<Outcome<Export>> {
  const { accountId, name } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const tries = await countTry(ctx.db, throttles.exportAccount, accountId)
  if (!tries.ok) return tries
  const tables = await atOneMoment(ctx, (tx) => readAccountTables(tx, ctx, accountId))
  const recorded = await transact(ctx, async (tx) => {
    await record(tx, ctx, { type: 'account.exported', entity: 'account', entityId: accountId })
    return ok()
  })
  return recorded.ok ? ok({ name, tables, files: [] }) : recorded
}

/** A file's bytes for this reader, by the same rule as on its page: as it was uploaded, or as it may be shown. */
export async function readExportFile(ctx: Context, id: string): Promise<Buffer | undefined> {
  for (const variant of ['original', 'shown'] as const) {
    const read = await readFile(ctx, id, variant)
    if (read.ok) return read.bytes
  }
  return undefined
}
