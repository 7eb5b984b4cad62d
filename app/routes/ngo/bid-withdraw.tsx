import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { discardInput, withdrawInput } from '#app/domain/bid/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { discardDraft, withdrawBid } from '#app/services/bid/withdraw-bid.server.ts'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { Checkbox, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  if (!bid.may.withdraw && !bid.may.discard) throw goTo(ctx, paths.ngoBid(bidId))
  return { head: bidHead(bid), isDraft: bid.draft !== undefined, now: ctx.now.toISOString() }
})

export const action = pageAction(
  { may: 'organization', params },
  {
    withdraw: on(withdrawInput, async ({ ctx, params: { bidId }, input }) => {
      const withdrawn = await withdrawBid(ctx, { bidId, retrievalCode: input.retrieval })
      if (!withdrawn.ok) return withdrawn
      const toast = input.retrieval === undefined ? 'bid.toast.withdrawnEmpty' : 'bid.toast.withdrawn'
      return redirectWithToast(ctx, paths.ngoBid(withdrawn.bidId), toast)
    }),
    discard: on(discardInput, async ({ ctx, params: { bidId } }) => {
      const discarded = await discardDraft(ctx, { bidId })
      return discarded.ok ? redirectWithToast(ctx, paths.ngoBids(), 'bid.toast.discarded') : discarded
    }),
  },
)

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { isDraft }) =>
  isDraft ? t('bid.discard.title') : t('bid.withdraw.title'),
)

export default function BidWithdraw() {
  const { head, isDraft, now } = useLoaderData<typeof loader>()
  const t = useT()
  const discard = useFormState('discard')
  const withdraw = useFormState('withdraw')
  const back = (
    <A to={paths.ngoBid(head.id)} className="button quiet">
      {t('common.action.cancel')}
    </A>
  )
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <Sheet>
        <h1>{isDraft ? t('bid.discard.title') : t('bid.withdraw.title')}</h1>
        <BidHead head={head} now={now} />
        {isDraft ? (
          <PostForm form={discard}>
            <p>{t('bid.discard.text')}</p>
            <Checkbox form={discard} name="isUnderstood" label={t('bid.discard.understood')} />
            <div className="actions">
              <Submit grave>{t('bid.discard.submit')}</Submit>
              {back}
            </div>
          </PostForm>
        ) : (
          <PostForm form={withdraw}>
            <ul>
              <li>{t('bid.withdraw.unopened')}</li>
              <li>{t('bid.withdraw.withCode')}</li>
              <li>{t('bid.withdraw.withoutCode')}</li>
              <li>{t('bid.withdraw.sealAgain')}</li>
            </ul>
            <TextField
              form={withdraw}
              name="retrieval"
              label={t('bid.retrieval.title')}
              hint={t('bid.retrieval.hint')}
              autoComplete="off"
              spellCheck={false}
              optional
            />
            <Checkbox form={withdraw} name="isUnderstood" label={t('bid.withdraw.understood')} />
            <div className="actions">
              <Submit grave>{t('bid.withdraw.submit')}</Submit>
              {back}
            </div>
          </PostForm>
        )}
      </Sheet>
    </Page>
  )
}
