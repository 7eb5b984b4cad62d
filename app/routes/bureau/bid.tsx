import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { isBrokenEnvelope } from '#app/domain/bid/envelope.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readOpenedBid } from '#app/services/bid/queries/opened-bid.server.ts'
import { readTiesOfBid } from '#app/services/tie/queries/ties-of-bid.server.ts'
import { BidContent } from '#app/ui/bid/bid-content.tsx'
import { useExactInstant } from '#app/ui/bid/receipt.tsx'
import { bidTone } from '#app/ui/bid/tone.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid(), bidId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { callId, bidId } }) => {
  const bid = orNotFound(await readOpenedBid(ctx, bidId))
  const ties = await readTiesOfBid(ctx.db, bidId, dayOf(ctx.now))
  return orNotFound(bid.callId === callId ? { ...bid, ...ties } : undefined)
})

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { organizationName }) =>
  t('bid.opened.metaTitle', { organizationName }),
)

export default function BureauBid() {
  const bid = useLoaderData<typeof loader>()
  const t = useT()
  const dynamic = useDynamicT()
  const exact = useExactInstant()
  return (
    <Page
      crumbs={[
        { to: paths.bureauCall(bid.callId), text: bid.callNo },
        { to: paths.bureauOpening(bid.callId), text: t('bid.opening.title') },
      ]}
    >
      <Sheet>
        <Tag tone={bidTone(bid.state)}>{dynamic(`bid.state.${bid.state}`)}</Tag>
        <h1>
          <Typed>{bid.organizationName}</Typed>
        </h1>
        <ul className="meta bid-head">
          <li>
            <Typed>{bid.callTitle}</Typed>
          </li>
          <li>{t('bid.list.receipt', { receiptNo: bid.receiptNo })}</li>
          <li>{t('bid.opened.sealedAt', { time: exact(bid.sealedAt) })}</li>
          <li>{t('bid.opening.openedAt', { time: exact(bid.openedAt) })}</li>
        </ul>
        {bid.tieCount === 0 ? null : (
          <p className="notice">
            {t('tie.flag', { count: bid.tieCount })} <A to={paths.registered(bid.organizationId)}>{t('tie.title')}</A>
          </p>
        )}
        <p className="hash">sha256 {bid.contentSha256}</p>
        {bid.state === 'REJECTED' ? (
          <div className="notice">
            <h2>{t('bid.after.reason')}</h2>
            {isBrokenEnvelope(bid.rejectedReason) ? (
              <p>{dynamic(`bid.broken.${bid.rejectedReason}`)}</p>
            ) : (
              <TypedText text={bid.rejectedReason} />
            )}
          </div>
        ) : null}
        {bid.hashesMatched ? (
          <BidContent content={bid.content} fileTo={(fileId) => paths.bureauBidFile(bid.callId, bid.id, fileId)} />
        ) : null}
      </Sheet>
      {bid.mayReject ? (
        <Sheet>
          <A className="button quiet" to={paths.bureauReview(bid.callId)}>
            {t('review.goQualify')}
          </A>
        </Sheet>
      ) : null}
    </Page>
  )
}
