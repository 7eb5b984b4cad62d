import { formToKeep, type FormTyped, withForm } from '#app/domain/bid/application-form.ts'
import type { BidContent } from '#app/domain/bid/content.ts'
import { canonicalContent } from '#app/domain/bid/envelope.ts'
import type { Asked } from '#app/domain/bid/ready.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { lockBidFor } from './lock-bid-for.server.ts'
import { readAsked } from './read-asked.server.ts'
import { readDraft, writeDraft } from './store.server.ts'

type Saved = { version: number; savedAt: Date }
type Part = 'answers' | 'budget' | 'form'
type SavePart = { bidId: string; version: number }

/**
 * Saves one part of a draft over exactly the version it was drawn from. Drafts are private work: saving one leaves no trace in
 * the audit, and its words never leave the draft.
 */
const savePart = (
  ctx: Context,
  { bidId, version }: SavePart,
  part: Part,
  change: (content: BidContent, asked: Asked) => BidContent,
): Promise<Outcome<Saved>> =>
  transact<Saved>(ctx, async (tx) => {
    const locked = await lockBidFor(tx, ctx, 'edit', bidId)
    if (!locked.ok) return locked
    const draft = await readDraft(tx, ctx, bidId)
    if (draft === undefined) return refuse('bid.wrong-state')
    const at = draft[`${part}Version`]
    const content = change(draft.content, await readAsked(tx, locked.bid.callId))
    // The same words again (a repeated autosave) are no conflict, whoever saved them.
    if (canonicalContent(content) === canonicalContent(draft.content))
      return ok({ version: at, savedAt: draft.savedAt })
    if (at !== version) return stale()
    await writeDraft(tx, ctx, bidId, content, part)
    return ok({ version: at + 1, savedAt: ctx.now })
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
  { budgetLines, priceFen, ...input }: SavePart & Pick<BidContent, 'budgetLines' | 'priceFen'>,
) => savePart(ctx, input, 'budget', (content) => ({ ...content, budgetLines, priceFen }))
