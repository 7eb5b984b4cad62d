import { useLoaderData } from '@remix-run/react'
import { donationLists } from '#app/domain/appeal/donation-list.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { listDonations } from '#app/services/appeal/queries/donations.server.ts'
import { PledgeStateTag } from '#app/ui/appeal/appeal-state.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'finance' }, async ({ ctx, url }) => {
  const asked = url.searchParams.get('list')
  const list = donationLists.find((each) => each === asked) ?? 'expected'
  const { donations, next } = await listDonations(ctx, list, url.searchParams.get('after'))
  return { list, donations, next: next ?? null }
})

export const meta = pageMeta((t) => t('pledge.finance.title'))

export default function Donations() {
  const { list, donations, next } = useLoaderData<typeof loader>()
  const t = useT()
  const { money, day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('pledge.finance.title')}</h1>
        <p>{t('pledge.finance.lead')}</p>
        <nav aria-label={t('pledge.finance.filter')}>
          <ul className="areas">
            {donationLists.map((each) => (
              <li key={each}>
                <A
                  className={each === list ? 'button' : 'button quiet'}
                  to={`${paths.donations()}?list=${each}`}
                  aria-current={each === list ? 'true' : undefined}
                >
                  {t(`pledge.finance.list.${each}`)}
                </A>
              </li>
            ))}
          </ul>
        </nav>
        {donations.length === 0 ? <p>{t('pledge.finance.empty')}</p> : null}
        <ul className="rows">
          {donations.map((donation) => (
            <li key={donation.id}>
              <div className="line">
                <h2>
                  <A to={paths.donation(donation.id)}>
                    <Typed>{donation.name}</Typed>
                  </A>
                </h2>
                <span className="money">{money(donation.amountFen)}</span>
              </div>
              <ul className="meta">
                <li>
                  <PledgeStateTag state={donation.state} />
                </li>
                <li>
                  <Typed>{donation.appealTitle}</Typed>
                </li>
                <li>{t('pledge.finance.mark', { mark: donation.mark })}</li>
                <li>
                  {donation.receivedOn === null
                    ? t('pledge.finance.dueOn', { day: day(donation.dueOn) })
                    : t('pledge.finance.receivedOn', { day: day(donation.receivedOn) })}
                </li>
              </ul>
            </li>
          ))}
        </ul>
        <Pager next={next ?? undefined} />
      </Sheet>
    </Page>
  )
}
