import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { confirmBid } from '#app/services/bid/confirm-bid.server.ts'
import { type BidTasks, readBidTasks } from '#app/services/bid/queries/bid-tasks.server.ts'
import { AfterSealing, AmendedCall, DiscardedBid } from '#app/ui/bid/after-sealing.tsx'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { OwnStagesSheet } from '#app/ui/bid/own-stages.tsx'
import { DraftTasks } from '#app/ui/bid/task-list.tsx'
import { bidTone } from '#app/ui/bid/tone.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { StagePath } from '#app/ui/venture/stage-path.tsx'

export const loader = pageLoader(
  { may: 'organization', params: z.object({ bidId: z.uuid() }) },
  async ({ ctx, params }) => orNotFound(await readBidTasks(ctx, params.bidId)),
)

export const action = pageAction(
  { may: 'organization', params: z.object({ bidId: z.uuid() }) },
  {
    reconfirm: on(z.object({}), async ({ ctx, params }) => {
      const outcome = await confirmBid(ctx, params)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoBid(params.bidId), 'bid.reconfirm.done') : outcome
    }),
  },
)

export const meta = pageMeta<BidTasks>((t, { head }) => t('bid.tasks.metaTitle', { title: head.call.title }))

export default function BidTasksPage() {
  const view = useLoaderData<typeof loader>()
  const { head, now } = view
  const t = useT()
  const dynamic = useDynamicT()
  const isDiscarded = head.state === 'WITHDRAWN' && view.receiptNo === undefined
  return (
    <Page crumbs={useBidCrumbs(head, false)}>
      <Sheet>
        <Tag tone={bidTone(head.state)}>
          {isDiscarded
            ? t('bid.discard.state')
            : view.stages?.budget === 'DECLINED'
              ? t('venture.budget.state.DECLINED')
              : dynamic(`bid.state.${head.state}`)}
        </Tag>
        <h1>{head.state === 'DRAFT' ? t('bid.tasks.title') : t('bid.tasks.bidTitle')}</h1>
        <BidHead head={head} now={now} />
        {head.state === 'DRAFT' ? (
          <DraftTasks view={view} />
        ) : isDiscarded ? (
          <DiscardedBid view={view} />
        ) : (
          <>
            <AmendedCall view={view} />
            <AfterSealing view={view} />
          </>
        )}
      </Sheet>
      {view.stages === null ? null : (
        <>
          <OwnStagesSheet id={head.id} own={view.stages} />
          <StagePath stages={view.stages.stages} />
        </>
      )}
    </Page>
  )
}
