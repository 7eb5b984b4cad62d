import { useLoaderData } from '@remix-run/react'
import { resultStates } from '#app/domain/award/result-states.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readPublicResults } from '#app/services/award/queries/public-results.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { FilterSelect } from '#app/ui/filter-select.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { regionLabel } from '#app/ui/region-select.tsx'
import { ResultRows } from '#app/ui/result/result-rows.tsx'
import { ResultTabs } from '#app/ui/result/result-tabs.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url: { searchParams } }) => {
  const regions = await readRegionOptions(ctx)
  const state = resultStates.find((known) => known === searchParams.get('state'))
  const region = regions.find(({ code }) => code === searchParams.get('region'))?.code
  const found = await readPublicResults(ctx, { state, region, after: searchParams.get('after') })
  return { ...found, regions, states: [...resultStates], state: state ?? '', region: region ?? '' }
})

export const meta = pageMeta(
  (t) => t('award.list.title'),
  (t) => t('award.list.lead'),
)

export default function Results() {
  const t = useT()
  const { results, next, regions, states, state, region } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ to: paths.home(), text: t('common.nav.home') }]}>
      <h1>{t('award.list.title')}</h1>
      <p>{t('award.list.lead')}</p>
      <ResultTabs at="results" />
      <Sheet labelledBy="found">
        <h2 id="found" className="unseen">
          {t('award.list.results')}
        </h2>
        <Folded label={t('search.filters')} isOpen={state !== '' || region !== ''}>
          <form method="get" className="filter">
            <FilterSelect
              name="state"
              label={t('award.list.stateLabel')}
              value={state}
              options={states.map((one) => ({ value: one, text: t(`award.list.state.${one}`) }))}
            />
            <FilterSelect
              name="region"
              label={t('award.list.region')}
              value={region}
              options={regions.map((one) => ({ value: one.code, text: regionLabel(one) }))}
            />
            <button type="submit" className="quiet">
              {t('common.action.filter')}
            </button>
          </form>
        </Folded>
        {results.length === 0 ? <p>{t('award.list.none')}</p> : <ResultRows results={results} />}
        <Pager next={next} />
        <ListFiles list="results" />
      </Sheet>
    </Page>
  )
}
