import { columnsOf, type ImportKind } from '#app/domain/import/columns.ts'
import { countsOf, type Judged } from '#app/domain/import/judge.ts'
import { mayImport } from '#app/domain/import/may-import.ts'
import type { ImportState } from '#app/domain/import/lifecycle.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { openContents, ownerOf } from '../hold-draft.server.ts'
import { digestOf, planImport } from '../plan.server.ts'

/** As many rows as a page shows; the rest is counted. Those with errors come first. */
export const rowsShown = { errors: 40, others: 100 }

/** An import for those who may bring such a list: what each of its rows would do now, or what became of it. */
export async function readImport(ctx: Context, draftId: string) {
  const draft = await ctx.db.importDraft.findUnique({
    where: { id: draftId },
    include: {
      organization: { select: { id: true, name: true } },
      body: { select: { id: true, nameZh: true, nameEn: true } },
    },
  })
  if (draft === null || !mayImport(ctx.actor, ownerOf(draft))) return undefined
  const owner = ownerOf(draft)
  const contents = draft.expiresAt <= ctx.now ? undefined : openContents(ctx.keys, draft)
  const judged = contents === undefined ? [] : (await planImport(ctx.db, ctx, owner, contents.rows)).judged
  const errors = judged.filter(({ verdict }) => verdict === 'ERROR')
  const others = judged.filter(({ verdict }) => verdict !== 'ERROR')
  const state: ImportState = draft.state === 'PREVIEW' && contents === undefined ? 'LAPSED' : draft.state
  return {
    id: draft.id,
    kind: owner.kind,
    state,
    version: draft.version,
    organization: draft.organization,
    body: draft.body,
    uploadedAt: draft.uploadedAt.toISOString(),
    expiresAt: draft.expiresAt.toISOString(),
    ignored: contents?.ignored ?? [],
    columns: columnsOf(owner.kind),
    counts: countsOf(judged),
    done:
      draft.added === null || draft.changed === null || draft.unchanged === null || draft.leftOut === null
        ? null
        : { added: draft.added, changed: draft.changed, unchanged: draft.unchanged, errors: draft.leftOut },
    digest: digestOf(judged),
    errors: errors.slice(0, rowsShown.errors),
    others: others.slice(0, rowsShown.others),
    hidden: {
      errors: Math.max(0, errors.length - rowsShown.errors),
      others: Math.max(0, others.length - rowsShown.others),
    },
  }
}
export type ImportView = NonNullable<Awaited<ReturnType<typeof readImport>>>

/** The rows that have errors, all of them, for a file to mend them in. */
export async function readImportErrors(
  ctx: Context,
  draftId: string,
): Promise<{ kind: ImportKind; rows: Judged[] } | undefined> {
  const draft = await ctx.db.importDraft.findUnique({ where: { id: draftId } })
  if (draft === null || !mayImport(ctx.actor, ownerOf(draft)) || draft.expiresAt <= ctx.now) return undefined
  const contents = openContents(ctx.keys, draft)
  if (contents === undefined) return undefined
  const { judged } = await planImport(ctx.db, ctx, ownerOf(draft), contents.rows)
  return { kind: ownerOf(draft).kind, rows: judged.filter(({ verdict }) => verdict === 'ERROR') }
}
