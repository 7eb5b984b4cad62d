import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { readPolicyFilter } from '#app/http/policy-filter.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readPolicies, readPolicyChoices } from '#app/services/policy-document/queries/policies.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { PolicyFilters } from '#app/ui/policy-document/policy-filters.tsx'
import { Filters } from '#app/ui/search/facet.tsx'
import { PolicyRows } from '#app/ui/policy-document/policy-rows.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url: { searchParams } }) => {
  const asked = readPolicyFilter(searchParams)
  const [found, choices] = await Promise.all([
    readPolicies(ctx, asked, searchParams.get('after')),
    readPolicyChoices(ctx),
  ])
  return { ...found, choices, asked }
})

export const meta = pageMeta(
  (t) => t('policy-document.title'),
  (t) => t('policy-document.lead'),
)

export default function Policies() {
  const { policies, next, choices, asked } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.home(), text: t('common.nav.home') }]}>
      <h1>{t('policy-document.title')}</h1>
      <p>{t('policy-document.lead')}</p>
      <p>
        <A to={paths.rules()}>{t('ruleBook.title')}</A>
      </p>
      <div className="with-side facets">
        <Filters setCount={Object.values(asked).length}>
          <PolicyFilters asked={asked} choices={choices} />
        </Filters>
        <Sheet labelledBy="found">
          <h2 id="found" className="unseen">
            {t('common.listed')}
          </h2>
          {policies.length === 0 ? <p>{t('policy-document.none')}</p> : <PolicyRows policies={policies} />}
          <Pager next={next} />
          <ListFiles list="policies" />
        </Sheet>
      </div>
    </Page>
  )
}
