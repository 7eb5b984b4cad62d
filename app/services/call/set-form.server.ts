import {
  addItem,
  changeItem,
  type FormItem,
  type FormItemTyped,
  moveItem,
  removeItem,
} from '#app/domain/call/form-item.ts'
import type { DocumentKind } from '#app/domain/organization/document.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'
import { readFormItems } from './read-form.server.ts'

type Which = { callId: string; version: number }
type BidderTerms = { documents: readonly DocumentKind[]; allowsConsortium: boolean }

/** Rows in their order: PostgreSQL lets a condition look back only. */
export async function writeFormItems(tx: Tx, callId: string, items: readonly FormItem[]): Promise<void> {
  await tx.formItem.deleteMany({ where: { callId } })
  await tx.formItem.createMany({
    data: items.map(({ shownIf, options, columns, ...item }, index) => ({
      ...item,
      options: [...options],
      columns: [...columns],
      callId,
      position: index + 1,
      shownIfCode: shownIf?.code ?? null,
      shownIfAnswer: shownIf?.answer ?? null,
    })),
  })
}

const changeForm = (
  ctx: Context,
  { callId, version }: Which,
  change: (items: FormItem[]) => Outcome<{ items: FormItem[] }>,
) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    const changed = change(await readFormItems(tx, callId))
    if (!changed.ok) return changed
    await writeFormItems(tx, callId, changed.items)
    await touchDraft(tx, call)
    await recordEdit(tx, ctx, call)
    return ok()
  })

const recordEdit = (tx: Tx, ctx: Context, { id, bodyId }: { id: string; bodyId: string }) =>
  record(tx, ctx, {
    type: 'call.edited',
    entity: 'call',
    entityId: id,
    bodyId,
    callId: id,
    data: { part: 'form' },
  })

/** Kinds of certificates that every bid must have, and whether several organizations may bid together. */
export const setBidderTerms = (ctx: Context, { callId, version, documents, allowsConsortium }: Which & BidderTerms) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    await tx.requiredDocument.deleteMany({ where: { callId } })
    await tx.requiredDocument.createMany({ data: documents.map((kind) => ({ callId, kind })) })
    await tx.call.update({ where: { id: callId }, data: { allowsConsortium }, select: { id: true } })
    await touchDraft(tx, locked.call)
    await recordEdit(tx, ctx, locked.call)
    return ok()
  })

/** What the application form of a draft asks. `code`: the item that is changed; a new one goes to the end. */
export const setFormItem = (
  ctx: Context,
  { code, item, ...which }: Which & { code?: string | undefined; item: FormItemTyped },
) => changeForm(ctx, which, (items) => (code === undefined ? addItem(items, item) : changeItem(items, code, item)))

export const removeFormItem = (ctx: Context, { code, ...which }: Which & { code: string }) =>
  changeForm(ctx, which, (items) => removeItem(items, code))

export const moveFormItem = (ctx: Context, { code, to, ...which }: Which & { code: string; to: 'up' | 'down' }) =>
  changeForm(ctx, which, (items) => moveItem(items, code, to))
