import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { answerProblems, itemsShown, shownItems } from '#app/domain/bid/application-form.ts'
import type { BidProblem } from '#app/domain/bid/ready.ts'
import { formFileInput, formInput, removeFileInput } from '#app/domain/bid/schema.ts'
import type { FormItem } from '#app/domain/call/form-item.ts'
import { autosaved, wantsJson } from '#app/http/autosaved.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { savedToast } from '#app/http/saved-toast.ts'
import { useT } from '#app/i18n/provider.tsx'
import { attachFile, removeFile } from '#app/services/bid/attach-file.server.ts'
import { contentView } from '#app/services/bid/content-view.ts'
import { drawnFrom } from '#app/services/bid/draft-digests.server.ts'
import { answerView } from '#app/services/bid/queries/form-view.ts'
import { bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { saveForm } from '#app/services/bid/save-draft.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { DrawnFrom, conflictsOf } from '#app/ui/bid/drawn-from.tsx'
import { FormAnswers } from '#app/ui/bid/form-answers.tsx'
import { FormFiles } from '#app/ui/bid/form-files.tsx'
import { FormItemField, formName } from '#app/ui/bid/form-item-field.tsx'
import { AutosaveStatus } from '#app/ui/form/autosave-status.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { EnterSaves } from '#app/ui/form/rows.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  if (bid.draft === undefined || bid.items.length === 0) throw goTo(ctx, paths.ngoBid(bidId))
  const { content, formVersion } = bid.draft
  const form = content.form ?? {}
  return {
    head: bidHead(bid),
    items: bid.items,
    stored: storedOf(bid.items, form),
    answers: contentView(content, bid).form,
    wrong: itemsShown(bid.items, form).flatMap((item): BidProblem[] => answerProblems(item, form[item.code])),
    storedAnswers: bid.items.map((item) => answerView(content, item)),
    version: formVersion,
    base: drawnFrom('form', content),
    mayEdit: bid.may.edit,
    now: ctx.now.toISOString(),
  }
})

/** Answers by the names of their fields. */
function storedOf(items: readonly FormItem[], form: Readonly<Record<string, string | string[][]>>) {
  const rows = items
    .filter(({ kind }) => kind === 'ROWS')
    .map(({ code, columns }) => {
      const answer = form[code] ?? []
      const cells = typeof answer === 'string' ? [] : answer
      // An empty row to begin with.
      const shown = cells.length === 0 ? [columns.map(() => '')] : cells
      return [code, shown.map((row) => Object.fromEntries(row.map((cell, index) => [`c${index + 1}`, cell])))] as const
    })
  const texts = Object.entries(form).flatMap(([code, answer]) =>
    typeof answer === 'string' ? [[code, answer] as const] : [],
  )
  return { form: Object.fromEntries(texts), rows: Object.fromEntries(rows) }
}

/** Items that came into view with what was just saved, and are not answered yet. */
async function appeared(ctx: Context, bidId: string, before: ReadonlySet<string>): Promise<boolean> {
  const bid = await readOwnBid(ctx, bidId)
  const form = bid?.draft?.content.form ?? {}
  return itemsShown(bid?.items ?? [], form).some(({ code }) => !before.has(code) && form[code] === undefined)
}

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    save: on(formInput, async ({ ctx, params: { bidId }, input }) => {
      const bid = await readOwnBid(ctx, bidId)
      const before = new Set(itemsShown(bid?.items ?? [], bid?.draft?.content.form).map(({ code }) => code))
      const saved = await saveForm(ctx, { bidId, ...input })
      if (!saved.ok) return saved
      return (await appeared(ctx, bidId, before))
        ? redirectWithToast(ctx, paths.ngoBidForm(bidId), 'application.toast.moreAsked')
        : redirectWithToast(ctx, paths.ngoBid(bidId), savedToast(saved))
    }),
    autosave: on(formInput, async ({ ctx, params: { bidId }, input, request }) => {
      const saved = await saveForm(ctx, { bidId, ...input })
      return saved.ok && wantsJson(request) ? autosaved(saved) : saved
    }),
    upload: on(formFileInput, async ({ ctx, params: { bidId }, input }) => {
      const attached = await attachFile(ctx, { bidId, ...input })
      return attached.ok ? redirectWithToast(ctx, paths.ngoBidForm(bidId), 'bid.toast.attached') : attached
    }),
    remove: on(removeFileInput, async ({ ctx, params: { bidId }, input }) => {
      const removed = await removeFile(ctx, { bidId, ...input })
      return removed.ok ? redirectWithToast(ctx, paths.ngoBidForm(bidId), 'bid.toast.removed') : removed
    }),
  },
)

export const meta = pageMeta((t) => t('application.title'))

export default function BidForm() {
  const { head, items, stored, storedAnswers, answers, wrong, version, base, mayEdit, now } =
    useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', stored)
  const shown = new Set(shownItems(items, (code) => form.value(`form.${code}`).trim()).map(({ code }) => code))
  const conflicts = conflictsOf(form)
  const fileItems = items.filter(({ kind }) => kind === 'FILE')
  const labels = Object.fromEntries(items.map((item) => [formName(item), item.title]))
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <Sheet>
        <h1>{t('application.title')}</h1>
        <BidHead head={head} now={now} />
        {mayEdit ? (
          <>
            <PostForm form={form} version={version} autosave="autosave" labels={labels}>
              <EnterSaves />
              <DrawnFrom form={form} base={base} />
              <p>{t('application.fill.intro')}</p>
              {items
                .filter(({ kind }) => kind !== 'FILE')
                .map((item) => (
                  <FormItemField
                    key={item.code}
                    form={form}
                    item={item}
                    isShown={shown.has(item.code)}
                    problems={wrong.filter(({ at }) => at === item.code)}
                    stored={storedAnswers.find(({ code }) => code === item.code)}
                    isConflict={conflicts.has(formName(item))}
                  />
                ))}
              <div className="actions">
                <Submit>{t('application.fill.save')}</Submit>
                <A to={paths.ngoBid(head.id)} className="button quiet">
                  {t('common.action.back')}
                </A>
              </div>
              <AutosaveStatus />
            </PostForm>
            {fileItems.length === 0 ? null : (
              <FormFiles bidId={head.id} items={fileItems} answers={answers} shown={shown} />
            )}
          </>
        ) : (
          <FormAnswers answers={answers} fileTo={(fileId) => paths.ngoBidFile(head.id, fileId)} />
        )}
      </Sheet>
    </Page>
  )
}
