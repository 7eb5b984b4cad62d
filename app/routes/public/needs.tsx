import { useLoaderData } from '@remix-run/react'
import { serviceFields } from '#app/domain/call/terms.ts'
import { publicNeedStates } from '#app/domain/need/lifecycle.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readPublicNeeds } from '#app/services/need/queries/public-needs.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NeedFilters } from '#app/ui/need/need-filters.tsx'
import { NeedRows } from '#app/ui/need/need-rows.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Filters } from '#app/ui/search/facet.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const { searchParams } = url
  const regions = await readRegionOptions(ctx)
  const state = publicNeedStates.find((known) => known === searchParams.get('state'))
  const field = serviceFields.find((known) => known === searchParams.get('field'))
  const region = regions.find(({ code }) => code === searchParams.get('region'))?.code
  const found = await readPublicNeeds(ctx, { state, field, region, after: searchParams.get('after') })
  return { ...found, regions, state, field, region }
})

export const meta = pageMeta<unknown>(
  (t) => t('need.title'),
  (t) => t('need.lead'),
)

export default function Needs() {
  const { needs, next, regions, state, field, region } = useLoaderData<typeof loader>()
  const t = useT()
  const rest = { ...(field === undefined ? {} : { field }), ...(region === undefined ? {} : { region }) }
  const link = (value: (typeof publicNeedStates)[number] | undefined, text: string) => {
    const query = new URLSearchParams({ ...(value === undefined ? {} : { state: value }), ...rest }).toString()
    return (
      <A to={query === '' ? paths.needs() : `${paths.needs()}?${query}`} aria-current={state === value || undefined}>
        {text}
      </A>
    )
  }
  return (
    <Page crumbs={[{ to: paths.home(), text: t('common.nav.home') }]}>
      <h1>{t('need.title')}</h1>
      <p>{t('need.lead')}</p>
      <p>
        <A className="button" to={paths.needNew()}>
          {t('need.new.title')}
        </A>
      </p>
      <p>
        <A to={paths.catalogue()}>{t('need.catalogue.title')}</A> · <A to={paths.meetings()}>{t('meeting.title')}</A>
      </p>
      <div className="with-side facets">
        <Filters setCount={[state, field, region].filter((set) => set !== undefined).length}>
          <nav className="facet" aria-label={t('need.stage')}>
            {link(undefined, t('call.list.all'))}
            {publicNeedStates.map((known) => (
              <span key={known}>{link(known, t(`need.state.${known}`))}</span>
            ))}
          </nav>
          <NeedFilters
            to={paths.needs()}
            field={field}
            region={region}
            regions={regions}
            keep={state === undefined ? {} : { state }}
          />
        </Filters>
        <Sheet labelledBy="found">
          <h2 id="found" className="unseen">
            {state === undefined ? t('call.list.all') : t(`need.state.${state}`)}
          </h2>
          {needs.length === 0 ? <p>{t('need.none')}</p> : <NeedRows needs={needs} />}
          <Pager next={next} />
          <ListFiles list="needs" />
        </Sheet>
      </div>
    </Page>
  )
}
