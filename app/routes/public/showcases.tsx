import { useLoaderData } from '@remix-run/react'
import { showcaseKinds } from '#app/domain/showcase/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { readShowcases, type Showcases } from '#app/services/showcase/queries/showcases.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { ShowcaseItem } from '#app/ui/showcase/showcase-parts.tsx'
import { Tag } from '#app/ui/tag.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx, url }) => readShowcases(ctx, url.searchParams))

export const meta = pageMeta(
  (t) => t('showcase.title'),
  (t) => t('showcase.lead'),
)

export default function ShowcasesPage() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page>
      <Sheet>
        <h1>{t('showcase.title')}</h1>
        <p>{t('showcase.lead')}</p>
        <Filter page={page} />
      </Sheet>
      <Sheet labelledBy="list">
        <h2 id="list">{t('showcase.list')}</h2>
        {page.rows.length === 0 ? <p>{t('showcase.none')}</p> : null}
        <ul className="rows">
          {page.rows.map((row) => (
            <li key={row.id}>
              <ShowcaseItem row={row} />
            </li>
          ))}
        </ul>
        <Pager next={page.next} />
        <ListFiles list="showcases" />
      </Sheet>
      <Sheet labelledBy="phases">
        <h2 id="phases">{t('showcase.phases')}</h2>
        {page.phases.length === 0 ? <p>{t('showcase.phasesNone')}</p> : null}
        <ul className="rows">
          {page.phases.map(({ code, name, phase, fromOn, documentNo }) => (
            <li key={code}>
              <h3>
                <A to={paths.indicatorsOf(code)}>{name}</A>
              </h3>
              <ul className="meta">
                <li>
                  <Tag tone={phase === 'COVERED' ? 'open' : 'wait'}>{t(`showcase.phase.${phase}`)}</Tag>
                </li>
                <li>{t('showcase.since', { day: day(fromOn) })}</li>
                <li>
                  <Mixed cites text={t('showcase.document', { document: documentNo })} />
                </li>
              </ul>
            </li>
          ))}
        </ul>
        <ListFiles list="showcase-phases" />
      </Sheet>
    </Page>
  )
}

function Filter({ page: { kind, region, regions } }: { page: Pick<Showcases, 'kind' | 'region' | 'regions'> }) {
  const t = useT()
  const href = useHref()
  return (
    <form method="get" className="filter" action={href(paths.showcases())}>
      <div className="field">
        <label htmlFor="kind">{t('showcase.filter.kind')}</label>
        <select id="kind" name="kind" defaultValue={kind}>
          <option value="">{t('showcase.filter.all')}</option>
          {showcaseKinds.map((value) => (
            <option key={value} value={value}>
              {t(`showcase.kind.${value}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="region">{t('showcase.filter.region')}</label>
        <select id="region" name="region" defaultValue={region}>
          <option value="">{t('showcase.filter.all')}</option>
          {regions.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="quiet">
        {t('common.action.filter')}
      </button>
    </form>
  )
}
