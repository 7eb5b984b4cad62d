import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type District, readDistrict } from '#app/services/ledger/queries/district.server.ts'
import { DistrictMoney } from '#app/ui/ledger/district-money.tsx'
import { Page } from '#app/ui/layout/page.tsx'

const params = z.object({ code: z.string().regex(/^\d{2,12}$/) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { code } }) =>
  orNotFound(await readDistrict(ctx, code)),
)

export const meta = pageMeta<District>((t, { here }) => t('district.of', { name: here?.name ?? '' }))

export default function DistrictPage() {
  const district = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.districts(), text: t('district.title') },
        ...district.within.map(({ code, name }) => ({ to: paths.district(code), text: name })),
      ]}
    >
      <DistrictMoney district={district} title={t('district.of', { name: district.here?.name ?? '' })} />
    </Page>
  )
}
