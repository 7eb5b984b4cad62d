import { useLoaderData, useLocation } from '@remix-run/react'
import { emptyForm } from '#app/domain/volunteer/schema.ts'
import { type AuditFilter, readAuditFilter } from '#app/domain/audit-trail/filter.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useHref, useLocale, useT } from '#app/i18n/provider.tsx'
import { readIntegrity } from '#app/services/audit-trail/queries/integrity.server.ts'
import { readTrailPage, type TrailRow } from '#app/services/audit-trail/queries/trail.server.ts'
import { askInspection } from '#app/services/audit-trail/use-trail.server.ts'
import { deedKeys } from '#app/ui/audit-trail/deed.ts'
import { IntegrityState } from '#app/ui/audit-trail/integrity.tsx'
import { FilterSelect } from '#app/ui/filter-select.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AdminPage } from './admin-page.tsx'

/** The last row of the page before; anything else means the first page. */
const afterOf = (url: URL): bigint | undefined => {
  const text = url.searchParams.get('after') ?? ''
  return /^\d{1,18}$/.test(text) ? BigInt(text) : undefined
}

export const loader = pageLoader({ may: 'auditTrail' }, async ({ ctx, url }) => {
  const filter = readAuditFilter(url.searchParams)
  const [page, integrity] = await Promise.all([readTrailPage(ctx, filter, afterOf(url)), readIntegrity(ctx.db)])
  return { ...page, filter, integrity, isAdministrator: ctx.actor.isAdministrator }
})

export const action = pageAction(
  { may: 'auditTrail' },
  {
    inspect: on(emptyForm, async ({ ctx }) => {
      const done = await askInspection(ctx)
      return done.ok ? redirectWithToast(ctx, paths.adminAudit(), 'audit-trail.toast.inspected') : done
    }),
  },
)

export const meta = pageMeta((t) => t('audit-trail.admin.title'))

/** Who did what, when, to what; and whether anybody has touched it since. */
export default function AuditPage() {
  const { isAdministrator, integrity, filter, kinds, rows, next, seesAddress } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  const { search } = useLocation()
  const form = useFormState('inspect')
  const query = new URLSearchParams(search)
  query.delete('after')
  const content = (
    <>
      <Sheet>
        <h1>{t('audit-trail.admin.title')}</h1>
        <p>{isAdministrator ? t('audit-trail.admin.lead') : t('audit-trail.admin.leadBody')}</p>
        <IntegrityState integrity={integrity} />
        <PostForm form={form}>
          <Submit quiet>{t('audit-trail.admin.inspect')}</Submit>
        </PostForm>
        <p>
          <A to={paths.integrity()}>{t('audit-trail.title')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="rows">
        <h2 id="rows">{filter.id === '' ? t('audit-trail.admin.rows') : t('audit-trail.admin.history')}</h2>
        <Filter filter={filter} kinds={kinds} />
        {rows.length === 0 ? <p>{t('audit-trail.admin.none')}</p> : <Rows rows={rows} seesAddress={seesAddress} />}
        <Pager next={next} />
        <p>
          <a href={`${href(paths.adminAuditFile('csv'))}?${query.toString()}`}>{t('audit-trail.admin.csv')}</a> ·{' '}
          <a href={`${href(paths.adminAuditFile('xlsx'))}?${query.toString()}`}>{t('audit-trail.admin.xlsx')}</a>
        </p>
      </Sheet>
    </>
  )
  return isAdministrator ? (
    <AdminPage>{content}</AdminPage>
  ) : (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>{content}</Page>
  )
}

function Filter({ filter, kinds }: { filter: AuditFilter; kinds: readonly string[] }) {
  const t = useT()
  const { locale, wordOf } = useDeeds()
  const field = (name: 'who' | 'from' | 'to', label: string, type = 'date') => (
    <div className="field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <input id={`filter-${name}`} name={name} type={type} defaultValue={filter[name]} />
    </div>
  )
  const options = kinds
    .map((type) => ({ value: type, text: wordOf(type) ?? type }))
    .sort((one, other) => one.text.localeCompare(other.text, locale))
  return (
    <form method="get" className="filter">
      {filter.id === '' ? null : (
        <>
          <input type="hidden" name="entity" value={filter.entity} />
          <input type="hidden" name="id" value={filter.id} />
        </>
      )}
      {field('who', t('audit-trail.who'), 'text')}
      <FilterSelect name="kind" label={t('audit-trail.what')} value={filter.kind} options={options} />
      {field('from', t('audit-trail.filter.from'))}
      {field('to', t('audit-trail.filter.to'))}
      <button type="submit" className="quiet">
        {t('common.action.filter')}
      </button>
      {filter.id === '' ? null : <A to={paths.adminAudit()}>{t('audit-trail.filter.everything')}</A>}
    </form>
  )
}

function useDeeds() {
  const locale = useLocale()
  const word = useDynamicT()
  const wordOf = (type: string) =>
    deedKeys(type)
      .map((key) => [key, word(key)] as const)
      .find(([key, text]) => key !== text)?.[1]
  const thingOf = (entity: string) => {
    const key = `audit-trail.thing.${entity}`
    const text = word(key)
    return text === key ? entity : text
  }
  return { locale, wordOf, thingOf }
}

function Rows({ rows, seesAddress }: { rows: readonly TrailRow[]; seesAddress: boolean }) {
  const t = useT()
  const { instant } = useFormat()
  const { wordOf, thingOf } = useDeeds()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('audit-trail.at')}</th>
          <th scope="col">{t('audit-trail.what')}</th>
          <th scope="col">{t('audit-trail.who')}</th>
          <th scope="col">{t('audit-trail.entity')}</th>
          <th scope="col" className="num">
            {t('audit-trail.position')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td data-label={t('audit-trail.at')}>{instant(row.at)}</td>
            <td data-label={t('audit-trail.what')}>
              {wordOf(row.type) ?? <code>{row.type}</code>}
              {row.reason === '' ? null : (
                <>
                  <br />
                  <Typed>{row.reason}</Typed>
                </>
              )}
            </td>
            <td data-label={t('audit-trail.who')}>
              {row.actorName === '' ? t('audit-trail.nobody') : <Typed>{row.actorName}</Typed>}
              {seesAddress && row.ip !== '' ? (
                <>
                  <br />
                  <span className="hint-inline breakable">{row.ip}</span>
                </>
              ) : null}
            </td>
            <td data-label={t('audit-trail.entity')} className="breakable">
              <A to={paths.adminAuditOf(row.entity, row.entityId)}>{thingOf(row.entity)}</A>
            </td>
            <td data-label={t('audit-trail.position')} className="num">
              {row.position ?? t('audit-trail.waits')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
