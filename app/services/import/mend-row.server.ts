import { columnsOf, type ImportKind } from '#app/domain/import/columns.ts'
import { cellMax } from '#app/domain/import/limits.ts'
import { type CellWords, tidyCell } from '#app/domain/import/tidy.ts'
import type { ImportRow } from '#app/domain/import/arrange.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { type HeldDraft, holdDraft, ownerOf, sealContents } from './hold-draft.server.ts'

type Named = { draftId: string; version: number; row: number }

const change = (
  ctx: Context,
  { draftId, version, row }: Named,
  turn: (rows: readonly ImportRow[], held: HeldDraft) => ImportRow[],
) =>
  transact(ctx, async (tx) => {
    const held = await holdDraft(tx, ctx, draftId)
    if (!held.ok) return held
    const { draft, contents } = held
    if (draft.version !== version) return stale()
    if (!contents.rows.some(({ number }) => number === row)) return refuse('not-found')
    const rows = turn(contents.rows, held)
    if (rows.length === 0) return refuse('import.last-row')
    await tx.importDraft.updateMany({
      where: { id: draftId },
      data: { rowsSealed: sealContents(ctx.keys, draftId, { ...contents, rows }), version: version + 1 },
    })
    return ok()
  })

/** How choices of a kind of list are known by their words. */
type WordsOf = (kind: ImportKind) => ReadonlyMap<string, CellWords>

/** A row says something else now; cells that are not given stay. Whether it is right, the preview says again. */
export const mendRow = (
  ctx: Context,
  { cells, ...named }: Named & { cells: Readonly<Record<string, string | undefined>> },
  wordsOf: WordsOf,
) =>
  change(ctx, named, (rows, { draft }) => {
    const { kind } = ownerOf(draft)
    const words = wordsOf(kind)
    return rows.map((row) => {
      if (row.number !== named.row) return row
      const mended = columnsOf(kind).map(({ key, type }): [string, string] => {
        const typed = cells[key]
        return [
          key,
          typed === undefined ? (row.cells[key] ?? '') : tidyCell(type, typed.slice(0, cellMax), words.get(key)),
        ]
      })
      return { ...row, cells: Object.fromEntries(mended) }
    })
  })

/** A row is left out of the list. */
export const dropRow = (ctx: Context, named: Named) =>
  change(ctx, named, (rows) => rows.filter(({ number }) => number !== named.row))
