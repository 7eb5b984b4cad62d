import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { listPartnerships } from '#app/services/bid/queries/partnerships.server.ts'
import { listOwnBids } from '#app/services/bid/queries/own-bids.server.ts'
import { Deadline } from '#app/ui/bid/deadline.tsx'
import { bidTone } from '#app/ui/bid/tone.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'organization' }, async ({ ctx, url }) => ({
  ...(await listOwnBids(ctx, z.uuid().safeParse(url.searchParams.get('after')).data)),
  partnerships: await listPartnerships(ctx),
  now: ctx.now.toISOString(),
}))

export const meta = pageMeta((t) => t('bid.list.title'))

export default function Bids() {
  const { bids, partnerships, next, now } = useLoaderData<typeof loader>()
  const t = useT()
  const dynamic = useDynamicT()
  return (
    <Page>
      <Sheet>
        <h1>{t('bid.list.title')}</h1>
        {bids.length === 0 ? (
          <>
            <p>{t('bid.list.empty')}</p>
            <div className="actions">
              <A to={paths.calls()} className="button">
                {t('bid.list.find')}
              </A>
            </div>
          </>
        ) : (
          <ul className="rows">
            {bids.map((bid) => (
              <li key={bid.id}>
                <div className="line">
                  <h2>
                    <A to={paths.ngoBid(bid.id)}>
                      <Typed>{bid.title}</Typed>
                    </A>
                  </h2>
                  <span>
                    <Tag tone={bidTone(bid.state)}>
                      {bid.nextStep === 'discarded' ? t('bid.discard.state') : dynamic(`bid.state.${bid.state}`)}
                    </Tag>
                  </span>
                </div>
                <ul className="meta">
                  <li>{bid.callNo}</li>
                  <li>
                    <Typed>{bid.organizationName}</Typed>
                  </li>
                  <li>
                    {t('bid.head.deadline')} <Deadline at={bid.deadlineAt} now={now} isSuspended={bid.isSuspended} />
                  </li>
                  {bid.receiptNo === null ? null : <li>{t('bid.list.receipt', { receiptNo: bid.receiptNo })}</li>}
                </ul>
                <p className="next">{dynamic(`bid.next.${bid.nextStep}`)}</p>
              </li>
            ))}
          </ul>
        )}
        <Pager next={next} />
      </Sheet>
      {partnerships.length === 0 ? null : (
        <Sheet>
          <h2>{t('application.partners.ofOthers')}</h2>
          <ul className="tasks">
            {partnerships.map(({ bidId, organizationId, title, lead, name, deadlineAt, isConfirmed, stand }) => (
              <li key={`${bidId} ${organizationId}`}>
                <div>
                  <A to={paths.ngoPartnership(bidId, organizationId)}>
                    <Typed>{title}</Typed>
                  </A>
                  <p className="hint">
                    {t('application.partners.ledBy', { lead })} · <Typed>{name}</Typed>
                  </p>
                  <p className="hint">
                    {t('bid.head.deadline')} <Deadline at={deadlineAt} now={now} />
                  </p>
                </div>
                {stand !== 'draft' ? (
                  <span>{t(`application.partners.brief.${stand}`)}</span>
                ) : isConfirmed ? (
                  <span>{t('application.partners.confirmed')}</span>
                ) : (
                  <Tag tone="wait">{t('application.partners.toAnswer')}</Tag>
                )}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </Page>
  )
}
