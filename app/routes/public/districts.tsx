import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readDistrict } from '#app/services/ledger/queries/district.server.ts'
import { DistrictMoney } from '#app/ui/ledger/district-money.tsx'
import { Page } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => orNotFound(await readDistrict(ctx, null)))

export const meta = pageMeta(
  (t) => t('district.title'),
  (t) => t('district.lead'),
)

/** Everywhere; the places are below. */
export default function Districts() {
  const district = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <DistrictMoney district={district} title={t('district.title')} />
    </Page>
  )
}
