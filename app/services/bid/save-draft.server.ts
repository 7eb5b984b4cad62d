import { formToKeep, type FormTyped, withForm } from '#app/domain/bid/application-form.ts'
import type { BidContent } from '#app/domain/bid/content.ts'
import {
  type Digests,
  digestsText,
  type DraftPart,
  mergeFields,
  nextBase,
  seenOf,
  withCofunding,
  withFields,
} from '#app/domain/bid/merge-draft.ts'
import type { Asked } from '#app/domain/bid/ready.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { digestFields } from './draft-digests.server.ts'
import { lockBidFor } from './lock-bid-for.server.ts'
import { readAsked } from './read-asked.server.ts'
import { readDraft, writeDraft } from './store.server.ts'

export type SavedDraft = {
  version: number
  savedAt: Date
  /** What the same page has been drawn from now: see `drawnFrom`. */
  base: string
  /** Fields that a colleague changed meanwhile and the writer did not; the page shows older words there. */
  kept: readonly string[]
}
type Merged = SavedDraft & {
  /** Fields that both changed. They stay as they are, the others are saved. */
  conflicts: readonly string[]
  seen: string
}

type SavePart = {
  bidId: string
  version: number
  /** Of each field, what the page was drawn from. Without it the version speaks for all of them; behind, nothing is known. */
  base?: Digests | undefined
  /** What the page showed beside what was typed, where a colleague had changed the same field. */
  seen?: Digests | undefined
}

/**
 * Saves one part of a draft, field by field over whatever colleagues have saved since the page was drawn. Drafts are private work:
 * saving one leaves no trace in the audit, and its words never leave the draft.
 */
async function savePart(
  ctx: Context,
  { bidId, version, base, seen = {} }: SavePart,
  part: DraftPart,
  change: (content: BidContent, asked: Asked) => BidContent,
): Promise<Outcome<SavedDraft>> {
  const saved = await transact<Merged>(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'edit', bidId)
    if (!locked.ok) return locked
    const draft = await readDraft(tx, ctx, bidId)
    if (draft === undefined) return refuse('bid.wrong-state')
    const at = draft[`${part}Version`]
    const words = change(draft.content, await readAsked(tx, locked.bid.callId))
    const [stored, typed] = [digestFields(part, draft.content), digestFields(part, words)]
    const drawn = base ?? (at === version ? stored : {})
    const { taken, kept, conflicts } = mergeFields({ base: drawn, seen, stored, typed })
    if (taken.length > 0) await writeDraft(tx, ctx, bidId, withFields(part, draft.content, words, taken), part)
    return ok({
      version: taken.length > 0 ? at + 1 : at,
      savedAt: taken.length > 0 ? ctx.now : draft.savedAt,
      base: digestsText(nextBase(typed, drawn, conflicts)),
      seen: digestsText(seenOf(conflicts, stored)),
      kept,
      conflicts,
    })
  })
  return saved.ok && saved.conflicts.length > 0 ? refuseConflicts(saved) : saved
}

/** Decided after the transaction, which has kept all the other fields. */
const refuseConflicts = ({ base, seen, kept, conflicts }: Merged) =>
  refuse('bid.stale', {
    fields: Object.fromEntries(conflicts.map((name) => [name, 'form.changedMeanwhile'])),
    data: { base, seen, kept: kept.join(' ') },
  })

export const saveAnswers = (
  ctx: Context,
  { answers, ...input }: SavePart & { answers: Readonly<Record<string, string>> },
) =>
  savePart(ctx, input, 'answers', (content, { criteria }) => ({
    ...content,
    answers: Object.fromEntries(
      Object.entries(answers).filter(
        ([code, answer]) => answer !== '' && criteria.some((asked) => asked.code === code),
      ),
    ),
  }))

/** Answers to the call's application form; files asked for there come and go by themselves (attach-file.server.ts). */
export const saveForm = (ctx: Context, { form, rows, ...input }: SavePart & FormTyped) =>
  savePart(ctx, input, 'form', (content, { items }) =>
    withForm(content, formToKeep(items, { form, rows }, content.form)),
  )

export const saveBudget = (
  ctx: Context,
  {
    budgetLines,
    priceFen,
    cofunding,
    ...input
  }: SavePart & Pick<BidContent, 'budgetLines' | 'priceFen'> & { cofunding?: BidContent['cofunding'] | undefined },
) =>
  savePart(ctx, input, 'budget', (content) =>
    withCofunding({ ...content, budgetLines, priceFen }, cofunding ?? content.cofunding),
  )
