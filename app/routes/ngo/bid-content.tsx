import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readOwnInput } from '#app/domain/bid/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type ContentView, contentView } from '#app/services/bid/content-view.ts'
import { bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { readOwnSealedBid } from '#app/services/bid/read-own-copy.server.ts'
import { BidContent as Content } from '#app/ui/bid/bid-content.tsx'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  if (bid.draft !== undefined || bid.receipt === undefined) throw goTo(ctx, paths.ngoBid(bidId))
  return {
    head: bidHead(bid),
    opened: bid.opened === undefined ? undefined : contentView(bid.opened.content, bid),
    now: ctx.now.toISOString(),
  }
})

type OwnCopy = { kind: 'own-copy'; content: ContentView }
const isOwnCopy = (data: unknown): data is OwnCopy =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'own-copy'

export const action = pageAction(
  { may: 'organization', params },
  {
    read: on(readOwnInput, async ({ ctx, params: { bidId }, input }) => {
      const bid = orNotFound(await readOwnBid(ctx, bidId))
      const copy = await readOwnSealedBid(ctx, { bidId, retrievalCode: input.retrieval })
      return copy.ok
        ? Response.json({ kind: 'own-copy', content: contentView(copy.content, bid) } satisfies OwnCopy)
        : copy
    }),
  },
)

export const meta = pageMeta((t) => t('bid.own.title'))

export default function BidContent() {
  const { head, opened, now } = useLoaderData<typeof loader>()
  const data: unknown = useActionData()
  const t = useT()
  const form = useFormState('read')
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <Sheet>
        <h1>{t('bid.own.title')}</h1>
        <BidHead head={head} now={now} />
        {opened !== undefined ? (
          <Content content={opened} fileTo={(fileId) => paths.ngoBidFile(head.id, fileId)} />
        ) : isOwnCopy(data) ? (
          <>
            <p>{t('bid.own.opened')}</p>
            <Content content={data.content} />
          </>
        ) : (
          <PostForm form={form}>
            <p>{t('bid.own.enter')}</p>
            <TextField
              form={form}
              name="retrieval"
              label={t('bid.retrieval.title')}
              hint={t('bid.retrieval.hint')}
              autoComplete="off"
              spellCheck={false}
            />
            <Submit>{t('bid.own.read')}</Submit>
          </PostForm>
        )}
      </Sheet>
    </Page>
  )
}
