import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { answersInput } from '#app/domain/bid/schema.ts'
import { autosaved, wantsJson } from '#app/http/autosaved.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { savedToast } from '#app/http/saved-toast.ts'
import { useT } from '#app/i18n/provider.tsx'
import { contentView } from '#app/services/bid/content-view.ts'
import { drawnFrom } from '#app/services/bid/draft-digests.server.ts'
import { bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { saveAnswers } from '#app/services/bid/save-draft.server.ts'
import { BidAnswers as Answers } from '#app/ui/bid/bid-content.tsx'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { DrawnFrom, conflictsOf } from '#app/ui/bid/drawn-from.tsx'
import { MergedField } from '#app/ui/bid/merged-field.tsx'
import { AutosaveStatus } from '#app/ui/form/autosave-status.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  if (bid.draft === undefined) throw goTo(ctx, paths.ngoBid(bidId))
  return {
    head: bidHead(bid),
    content: contentView(bid.draft.content, bid),
    version: bid.draft.answersVersion,
    base: drawnFrom('answers', bid.draft.content),
    mayEdit: bid.may.edit,
    now: ctx.now.toISOString(),
  }
})

export const action = pageAction(
  { may: 'organization', params },
  {
    save: on(answersInput, async ({ ctx, params: { bidId }, input }) => {
      const saved = await saveAnswers(ctx, { bidId, ...input })
      return saved.ok ? redirectWithToast(ctx, paths.ngoBid(bidId), savedToast(saved)) : saved
    }),
    autosave: on(answersInput, async ({ ctx, params: { bidId }, input, request }) => {
      const saved = await saveAnswers(ctx, { bidId, ...input })
      return saved.ok && wantsJson(request) ? autosaved(saved) : saved
    }),
  },
)

export const meta = pageMeta((t) => t('bid.tasks.answers'))

export default function BidAnswers() {
  const { head, content, version, base, mayEdit, now } = useLoaderData<typeof loader>()
  const t = useT()
  const stored = Object.fromEntries(content.answers.map(({ code, text }) => [code, text]))
  const form = useFormState('save', { answers: stored })
  const conflicts = conflictsOf(form)
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <Sheet>
        <h1>{t('bid.tasks.answers')}</h1>
        <BidHead head={head} now={now} />
        {mayEdit ? (
          <PostForm form={form} version={version} autosave="autosave">
            <DrawnFrom form={form} base={base} />
            <p>{t('bid.answers.intro')}</p>
            {content.answers.map(({ code, title, guidance, maxPoints, limit, text }) => (
              <MergedField
                key={code}
                name={`answers.${code}`}
                label={title}
                stored={text}
                isConflict={conflicts.has(`answers.${code}`)}
              >
                <TextArea
                  form={form}
                  name={`answers.${code}`}
                  label={
                    <>
                      <Typed>{title}</Typed> <small>{t('bid.points', { points: maxPoints })}</small>
                    </>
                  }
                  hint={guidance === '' ? undefined : <Typed>{guidance}</Typed>}
                  max={limit}
                  rows={10}
                />
              </MergedField>
            ))}
            <div className="actions">
              <Submit>{t('bid.answers.save')}</Submit>
              <A to={paths.ngoBid(head.id)} className="button quiet">
                {t('common.action.back')}
              </A>
            </div>
            <AutosaveStatus />
          </PostForm>
        ) : (
          <Answers content={content} />
        )}
      </Sheet>
    </Page>
  )
}
