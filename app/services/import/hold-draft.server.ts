import { z } from 'zod'
import type { ImportKind } from '#app/domain/import/columns.ts'
import { mayImport } from '#app/domain/import/may-import.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import type { ImportDraft } from '#prisma/generated/client.ts'

const contents = z.object({
  ignored: z.array(z.string()),
  rows: z.array(z.object({ number: z.number(), cells: z.record(z.string(), z.string()) })),
})
/** What a file said, by our columns, and the headings that meant nothing to us. */
export type Contents = z.output<typeof contents>

const bound = (draftId: string) => `rows ${draftId}`

export const sealContents = (keys: Keys, draftId: string, what: Contents) =>
  new Uint8Array(keys.wrap('import', Buffer.from(JSON.stringify(what)), bound(draftId)))

/** Undefined: kept no longer. */
export const openContents = (
  keys: Keys,
  { id, rowsSealed }: Pick<ImportDraft, 'id' | 'rowsSealed'>,
): Contents | undefined =>
  rowsSealed === null ? undefined : contents.parse(JSON.parse(keys.unwrap('import', rowsSealed, bound(id)).toString()))

export const ownerOf = ({ kind, organizationId, bodyId }: Pick<ImportDraft, 'kind' | 'organizationId' | 'bodyId'>) => ({
  kind: kind as ImportKind,
  organizationId: organizationId ?? undefined,
  bodyId: bodyId ?? undefined,
})

export type HeldDraft = { draft: ImportDraft; contents: Contents; accountId: string }

/** An import that waits for its word, held until the end of the transaction, for those who may bring such a list. */
export async function holdDraft(tx: Tx, ctx: Context, draftId: string): Promise<Outcome<HeldDraft>> {
  await tx.$queryRaw`SELECT id FROM import_draft WHERE id = ${draftId}::uuid FOR UPDATE`
  const draft = await tx.importDraft.findUnique({ where: { id: draftId } })
  const { accountId } = ctx.actor
  if (draft === null || accountId === undefined || !mayImport(ctx.actor, ownerOf(draft))) return refuse('not-found')
  const opened = openContents(ctx.keys, draft)
  if (draft.state !== 'PREVIEW' || opened === undefined || draft.expiresAt <= ctx.now) return refuse('import.over')
  return ok({ draft, contents: opened, accountId })
}

/** For the trail: whose list, and never who is on it. */
export const importFact = (draft: Pick<ImportDraft, 'id' | 'organizationId' | 'bodyId'>) => ({
  entity: 'import_draft',
  entityId: draft.id,
  organizationId: draft.organizationId ?? undefined,
  bodyId: draft.bodyId ?? undefined,
})
