import { throttles } from '#app/domain/account/throttle.ts'
import { arrange, type Vocabulary } from '#app/domain/import/arrange.ts'
import { columnsOf, rowsMax } from '#app/domain/import/columns.ts'
import { importHours, titleRowsMax } from '#app/domain/import/limits.ts'
import { type ImportOwner, mayImport } from '#app/domain/import/may-import.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { importFact, sealContents } from './hold-draft.server.ts'
import { readTable } from './table/read-table.server.ts'

/** A file is read and kept for its preview, sealed and for a day; nothing of it is written yet. `vocabulary`: how headings are known. */
export async function uploadImport(
  ctx: Context,
  owner: ImportOwner,
  { file, vocabulary }: { file: File; vocabulary: Vocabulary },
): Promise<Outcome<{ draftId: string }>> {
  const { accountId } = ctx.actor
  if (accountId === undefined || !mayImport(ctx.actor, owner)) return refuse('not-found')
  const tries = await countTry(ctx.db, throttles.importAccount, accountId)
  if (!tries.ok) return tries
  const most = rowsMax[owner.kind]
  const table = await readTable(file, most + titleRowsMax)
  if (!table.ok) return withMost(table, most)
  const arranged = arrange(table.rows, columnsOf(owner.kind), vocabulary)
  if (!arranged.ok) return arranged
  const { rows, ignored } = arranged
  if (rows.length > most) return withMost(refuse('import.too-many', { field: 'file' }), most)
  return transact<{ draftId: string }>(ctx, async (tx) => {
    const id = crypto.randomUUID()
    const [organizationId, bodyId] = [owner.organizationId ?? null, owner.bodyId ?? null]
    await tx.importDraft.create({
      data: {
        id,
        kind: owner.kind,
        organizationId,
        bodyId,
        rowsSealed: sealContents(ctx.keys, id, { rows, ignored }),
        uploadedById: accountId,
        uploadedAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + importHours * 3_600_000),
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      ...importFact({ id, organizationId, bodyId }),
      type: 'import.uploaded',
      data: { kind: owner.kind, rows: rows.length },
    })
    return ok({ draftId: id })
  })
}

const withMost = <T extends object>(outcome: Outcome<T>, most: number): Outcome<T> =>
  outcome.ok ? outcome : { ok: false, refusal: { ...outcome.refusal, data: { ...outcome.refusal.data, most } } }
