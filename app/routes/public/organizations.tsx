import { useLoaderData } from '@remix-run/react'
import { askQuery, organizationKinds, ratings, serviceFields } from '#app/domain/search/ask.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  organizationsPage,
  type OrganizationsPage,
} from '#app/services/organization/queries/organizations-page.server.ts'
import { Page } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { OrganizationList } from '#app/ui/organization-list.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Facet, Filters } from '#app/ui/search/facet.tsx'
import { RegionFacet } from '#app/ui/search/region-facet.tsx'
import { SearchBox } from '#app/ui/search/search-box.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { searchEngine } from '#search/query/engine.server.ts'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx, url }) =>
  organizationsPage(ctx, searchEngine(), url.searchParams),
)

export const meta = pageMeta(
  (t) => t('organization.public.title'),
  (t) => t('organization.public.lead'),
)

export default function Organizations() {
  const t = useT()
  const { cards, next, field, region, call, facets } = useLoaderData<typeof loader>() as OrganizationsPage
  const at = (change: { field?: string | undefined; region?: string | undefined }) =>
    paths.organizations() + askQuery({ field, region, call: call?.no, ...change })
  /** Kinds and grades are the search's to narrow by: the register goes by name. */
  const searched = (change: { kind?: string; rating?: string }, text: string, count: number | undefined) =>
    count === undefined
      ? []
      : [
          {
            key: text,
            text,
            count,
            to: paths.search() + askQuery({ of: 'organizations', field, region, ...change }),
            isSet: false,
          },
        ]
  const setCount = [field, region].filter((value) => value !== undefined).length
  return (
    <Page>
      <h1>{t('organization.public.title')}</h1>
      <p>{t('organization.public.lead')}</p>
      {call === undefined ? null : (
        <p className="notice">
          {t('organization.public.mayBid')}{' '}
          <A to={paths.call(call.no)}>
            <Typed>{call.title}</Typed>
          </A>{' '}
          <A to={paths.organizations() + askQuery({ field, region })}>{t('common.action.clear')}</A>
        </p>
      )}
      <SearchBox>
        <input type="hidden" name="of" value="organizations" />
      </SearchBox>
      <div className="with-side facets">
        <Filters setCount={setCount}>
          <Facet
            title={t('search.facet.field')}
            clear={field === undefined ? undefined : at({ field: undefined })}
            links={serviceFields.flatMap((value) => {
              const count = facets.field[value]
              return count === undefined
                ? []
                : [
                    {
                      key: value,
                      text: t(`common.field.${value}`),
                      count,
                      to: at({ field: value }),
                      isSet: value === field,
                    },
                  ]
            })}
          />
          <RegionFacet view={facets.region} to={(code) => at({ region: code })} />
          <Facet
            title={t('search.facet.kind')}
            clear={undefined}
            links={organizationKinds.flatMap((value) =>
              searched({ kind: value }, t(`organization.public.kind.${value}`), facets.kind[value]),
            )}
          />
          <Facet
            title={t('search.facet.rating')}
            clear={undefined}
            links={ratings.flatMap((value) =>
              searched({ rating: value }, t('organization.public.rating', { grade: value }), facets.rating[value]),
            )}
          />
          {setCount === 0 ? null : (
            <p>
              <A to={paths.organizations()}>{t('common.action.clear')}</A>
            </p>
          )}
        </Filters>
        <section className="sheet" aria-label={t('organization.public.title')}>
          {cards.length === 0 ? <p>{t('organization.public.none')}</p> : <OrganizationList rows={cards} />}
          <Pager next={next} />
          <ListFiles list="organizations" />
        </section>
      </div>
    </Page>
  )
}
