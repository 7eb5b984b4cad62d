import { countsOf } from '#app/domain/import/judge.ts'
import { type ImportEvent, importLifecycle } from '#app/domain/import/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { holdDraft, importFact, ownerOf, sealContents } from './hold-draft.server.ts'
import { digestOf, planImport } from './plan.server.ts'

const settle = (
  tx: Tx,
  ctx: Context,
  { draftId, accountId, event }: { draftId: string; accountId: string; event: ImportEvent },
  data: Prisma.ImportDraftUncheckedUpdateManyInput = {},
) =>
  tx.importDraft.updateMany({
    where: { id: draftId },
    data: {
      state: importLifecycle.next('PREVIEW', event) ?? 'PREVIEW',
      rowsSealed: null,
      ...data,
      settledById: accountId,
      settledAt: ctx.now,
      version: { increment: 1 },
    },
  })

/** Two thousand rows take some seconds on a small machine, three hundred letters too; more than that is nobody's hurry. */
const patience = { timeoutMs: 60_000 }

type Confirmed = { draftId: string; seen: string; leaveOut: boolean }

/**
 * All rows that are right are written, in one transaction; each is judged once more, and what turned out otherwise than the preview said
 * is shown again first. While rows have errors, somebody must have said that those are left out. Confirmed twice, it is written once.
 */
export const confirmImport = (ctx: Context, { draftId, seen, leaveOut }: Confirmed): Promise<Outcome> =>
  transact(
    ctx,
    async (tx) => {
      const held = await holdDraft(tx, ctx, draftId)
      if (!held.ok) return (await isImported(tx, ctx, draftId)) ? ok() : held
      const { draft, contents, accountId } = held
      const owner = ownerOf(draft)
      await tx.$queryRaw`SELECT id FROM organization WHERE id = ${draft.organizationId}::uuid FOR UPDATE`
      const { judged, write } = await planImport(tx, ctx, owner, contents.rows)
      if (digestOf(judged) !== seen) return refuse('import.changed')
      const { added, changed, unchanged, errors } = countsOf(judged)
      if (added + changed === 0) return refuse(errors === 0 ? 'import.nothing-new' : 'import.nothing-right')
      if (errors > 0 && !leaveOut) return refuse('import.has-errors', { field: 'leaveOut' })
      const written = await write(tx, accountId)
      if (!written.ok) return written
      const left = judged.filter(({ verdict }) => verdict === 'ERROR').map(({ number }) => number)
      const rows = contents.rows.filter(({ number }) => left.includes(number))
      const counts = { added, changed, unchanged, leftOut: errors }
      await settle(
        tx,
        ctx,
        { draftId, accountId, event: 'confirm' },
        { ...counts, rowsSealed: errors === 0 ? null : sealContents(ctx.keys, draftId, { ...contents, rows }) },
      )
      await record(tx, ctx, {
        ...importFact(draft),
        type: 'import.confirmed',
        data: { kind: owner.kind, ...counts },
        index: written.index ?? [],
      })
      return ok()
    },
    patience,
  )

/** By somebody who may see that. */
async function isImported(tx: Tx, ctx: Context, draftId: string): Promise<boolean> {
  const draft = await tx.importDraft.findUnique({ where: { id: draftId } })
  return draft?.state === 'IMPORTED' && draft.settledById === ctx.actor.accountId
}

/** It was the wrong file: its rows go at once. Of an import that is done, those that were left out. */
export const discardImport = (ctx: Context, { draftId }: { draftId: string }) =>
  transact<{ wasImported: boolean }>(ctx, async (tx) => {
    const held = await holdDraft(tx, ctx, draftId)
    if (!held.ok) {
      if (!(await isImported(tx, ctx, draftId))) return held
      await tx.importDraft.updateMany({ where: { id: draftId }, data: { rowsSealed: null } })
      return ok({ wasImported: true })
    }
    await settle(tx, ctx, { draftId, accountId: held.accountId, event: 'discard' })
    await record(tx, ctx, { ...importFact(held.draft), type: 'import.put-aside' })
    return ok({ wasImported: false })
  })
