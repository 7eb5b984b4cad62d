import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  objectionStates,
  type PublicObjection,
  readPublicObjections,
} from '#app/services/award/queries/public-results.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { FilterSelect } from '#app/ui/filter-select.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { Pager } from '#app/ui/pager.tsx'
import { RemedyTag } from '#app/ui/remedy/remedy-list.tsx'
import { ResultTabs } from '#app/ui/result/result-tabs.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url: { searchParams } }) => {
  const state = objectionStates.find((known) => known === searchParams.get('state'))
  return {
    ...(await readPublicObjections(ctx, { state, after: searchParams.get('after') })),
    states: [...objectionStates],
    state: state ?? '',
  }
})

export const meta = pageMeta(
  (t) => t('award.list.filedTitle'),
  (t) => t('award.list.filedLead'),
)

export default function Objections() {
  const t = useT()
  const { objections, next, state, states } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ to: paths.home(), text: t('common.nav.home') }]}>
      <h1>{t('award.list.filedTitle')}</h1>
      <p>{t('award.list.filedLead')}</p>
      <ResultTabs at="objections" />
      <Sheet labelledBy="found">
        <h2 id="found" className="unseen">
          {t('award.list.filed')}
        </h2>
        <form method="get" className="filter">
          <FilterSelect
            name="state"
            label={t('award.list.stateLabel')}
            value={state}
            options={states.map((one) => ({ value: one, text: t(`remedy.state.${one}`) }))}
          />
          <button type="submit" className="quiet">
            {t('common.action.filter')}
          </button>
        </form>
        {objections.length === 0 ? <p>{t('award.list.filedNone')}</p> : <Rows objections={objections} />}
        <Pager next={next} />
      </Sheet>
    </Page>
  )
}

function Rows({ objections }: { objections: readonly PublicObjection[] }) {
  const t = useT()
  const { day, dayOfInstant } = useFormat()
  const nameOf = useLocalName()
  return (
    <ul className="rows">
      {objections.map((one) => (
        <li key={one.id}>
          <h3>
            <A to={`${paths.callResult(one.callNo)}#remedies`}>
              <Typed>{one.subject}</Typed>
            </A>
          </h3>
          <p>
            <Typed>{one.callTitle}</Typed>
          </p>
          <ul className="meta">
            <li>
              <RemedyTag state={one.state} isOverdue={one.isOverdue} />
            </li>
            <li>{t(`remedy.kind.${one.kind}`)}</li>
            <li>{t(`remedy.stage.${one.stage}`)}</li>
            <li>{nameOf(one.body)}</li>
            <li>{one.filer === null ? t('remedy.list.person') : <Typed>{one.filer}</Typed>}</li>
            <li>{t('remedy.list.filed', { day: dayOfInstant(one.filedAt) })}</li>
            {one.state === 'FILED' && one.dueOn !== null ? (
              <li>{t('remedy.list.due', { day: day(one.dueOn) })}</li>
            ) : null}
            {one.outcome === null ? null : <li>{t(`remedy.outcome.${one.outcome}`)}</li>}
          </ul>
        </li>
      ))}
    </ul>
  )
}
