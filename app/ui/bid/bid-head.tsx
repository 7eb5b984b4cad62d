import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import type { BidHead as Head } from '#app/services/bid/queries/own-bid.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Deadline } from './deadline.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

/** The same lines under the title of every page about one bid: which call, whose bid, until when, how much at most. */
export function BidHead({ head, now }: { head: Head; now: string }) {
  const t = useT()
  const format = useFormat()
  const locale = useLocale()
  const { call, organization } = head
  return (
    <ul className="meta bid-head">
      <li>
        {t('bid.head.call')}{' '}
        <A to={paths.call(call.callNo)}>
          <Typed>{call.title}</Typed>
        </A>
      </li>
      <li>
        <Mixed text={t('bid.head.body', { body: locale === 'en' ? call.bodyEn : call.bodyZh })} />
      </li>
      <li>
        {t('bid.head.organization')} <Typed>{organization.name}</Typed>
      </li>
      <li>
        {t('bid.head.deadline')} <Deadline at={call.deadlineAt} now={now} isSuspended={call.isSuspended} />
      </li>
      <li>
        {t('common.money.ceiling')} {format.wan(call.ceilingFen)}
      </li>
    </ul>
  )
}

/** The way back from every page about one bid. */
export function useBidCrumbs({ id, call }: Head, isInside = true) {
  const t = useT()
  return [
    { to: paths.ngoBids(), text: t('bid.list.title') },
    ...(isInside ? [{ to: paths.ngoBid(id), text: call.callNo }] : []),
  ]
}
