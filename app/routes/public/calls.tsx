import { useLoaderData } from '@remix-run/react'
import { type CallGroup, callGroups, serviceFields } from '#app/domain/call/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { type PublicCallRow, readPublicCalls } from '#app/services/call/queries/public-calls.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { CallStateTag } from '#app/ui/call/call-state.tsx'
import { TimeLeftTag } from '#app/ui/call/time-left.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { regionLabel } from '#app/ui/region-select.tsx'
import { Filters } from '#app/ui/search/facet.tsx'
import { Typed } from '#app/ui/typed.tsx'

const groups = Object.keys(callGroups) as CallGroup[]

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const { searchParams } = url
  const regions = await readRegionOptions(ctx)
  const group = groups.find((known) => known === searchParams.get('stage'))
  const field = serviceFields.find((known) => known === searchParams.get('field'))
  const region = regions.find(({ code }) => code === searchParams.get('region'))?.code
  const found = await readPublicCalls(ctx, { group, field, region, after: searchParams.get('after') })
  return { ...found, regions, group, field, region }
})

export const meta = pageMeta<unknown>(
  (t) => t('call.list.title'),
  (t) => t('call.list.description'),
)

export default function Calls() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.home(), text: t('common.nav.home') }]}>
      <h1>{t('call.list.title')}</h1>
      <p>{t('call.list.lead')}</p>
      <p>
        <A to={paths.singleSources()}>{t('single.publicTitle')}</A>
      </p>
      <div className="with-side facets">
        <CallFilters />
        <Sheet labelledBy="found">
          <h2 id="found" className="unseen">
            {view.group === undefined ? t('call.list.all') : t(`call.group.${view.group}`)}
          </h2>
          {view.calls.length === 0 ? (
            <>
              <p>{t('call.list.none')}</p>
              <p>
                {t('call.list.noneHint')} <A to={paths.projects()}>{t('common.nav.projects')}</A>
              </p>
            </>
          ) : (
            <ul className="rows">
              {view.calls.map((call) => (
                <CallRow key={call.callNo} call={call} />
              ))}
            </ul>
          )}
          <Pager next={view.next} />
          <ListFiles list="calls" />
        </Sheet>
      </div>
    </Page>
  )
}

function CallRow({ call }: { call: PublicCallRow }) {
  const t = useT()
  const { wan, deadline } = useFormat()
  const isOpen = call.state === 'PUBLISHED' && !call.isClosed && !call.isSuspended
  return (
    <li>
      <div className="line">
        <h3>
          <A to={paths.call(call.callNo)}>
            <Typed>{call.title}</Typed>
          </A>
        </h3>
        <span className="money">{wan(call.budgetFen)}</span>
      </div>
      <ul className="meta">
        <li>{call.bodyName}</li>
        <li>{t(`call.method.${call.method}`)}</li>
        <li>{t(`common.field.${call.field}`)}</li>
        <li>{call.regionName}</li>
      </ul>
      <ul className="meta">
        <li>
          {isOpen ? (
            <TimeLeftTag left={call.left} />
          ) : (
            <CallStateTag state={call.state} isClosed={call.isClosed} isSuspended={call.isSuspended} />
          )}
        </li>
        {isOpen ? <li>{t('call.list.until', { deadline: deadline(call.deadlineAt) })}</li> : null}
      </ul>
    </li>
  )
}

function CallFilters() {
  const { group, field, region, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  const rest = { ...(field === undefined ? {} : { field }), ...(region === undefined ? {} : { region }) }
  const stage = (value: CallGroup | undefined, text: string) => {
    const query = new URLSearchParams({ ...(value === undefined ? {} : { stage: value }), ...rest }).toString()
    return (
      <A to={query === '' ? paths.calls() : `${paths.calls()}?${query}`} aria-current={group === value || undefined}>
        {text}
      </A>
    )
  }
  return (
    <Filters setCount={[group, field, region].filter((set) => set !== undefined).length}>
      <nav className="facet" aria-label={t('call.list.stage')}>
        {stage(undefined, t('call.list.all'))}
        {groups.map((known) => (
          <span key={known}>{stage(known, t(`call.group.${known}`))}</span>
        ))}
      </nav>
      <form method="get" action={href(paths.calls())} aria-label={t('call.list.filters')}>
        {group === undefined ? null : <input type="hidden" name="stage" value={group} />}
        <div className="field">
          <label htmlFor="field">{t('call.label.field')}</label>
          <select id="field" name="field" defaultValue={field ?? ''}>
            <option value="">{t('call.list.allFields')}</option>
            {serviceFields.map((known) => (
              <option key={known} value={known}>
                {t(`common.field.${known}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="region">{t('call.label.region')}</label>
          <select id="region" name="region" defaultValue={region ?? ''}>
            <option value="">{t('call.list.allRegions')}</option>
            {regions.map((option) => (
              <option key={option.id} value={option.code}>
                {regionLabel(option)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="quiet">
          {t('common.action.filter')}
        </button>
        {group === undefined && field === undefined && region === undefined ? null : (
          <p className="after-button">
            <A to={paths.calls()}>{t('common.action.clear')}</A>
          </p>
        )}
      </form>
    </Filters>
  )
}
