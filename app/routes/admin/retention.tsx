import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readRetentionRuns, readRetentionTerms } from '#app/services/retention/queries/retention-rules.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { Mixed } from '#app/ui/mixed.tsx'
import { countOf } from '#app/ui/privacy/kept.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { AdminPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, async ({ ctx }) => {
  const [terms, runs] = await Promise.all([readRetentionTerms(ctx.db), readRetentionRuns(ctx.db)])
  return { terms, ...runs }
})

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta((t) => t('privacy.admin.title'))

/** By which rules personal data is erased, and what was. */
export default function RetentionPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('privacy.admin.title')}</h1>
        <p>{t('privacy.admin.lead')}</p>
        <p>
          <A to={paths.privacy()}>{t('privacy.title')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="rules">
        <h2 id="rules">{t('privacy.admin.rules')}</h2>
        <Rules view={view} />
      </Sheet>
      <Sheet labelledBy="runs">
        <h2 id="runs">{t('privacy.admin.runs')}</h2>
        <Runs runs={view.runs} />
      </Sheet>
    </AdminPage>
  )
}

function Rules({ view }: { view: View }) {
  const t = useT()
  const word = useDynamicT()
  const nameOf = useLocalName()
  const { number, day } = useFormat()
  const lastOf = (code: string) => view.last.find((run) => run.code === code)
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('privacy.what')}</th>
          <th scope="col">{t('privacy.kept')}</th>
          <th scope="col">{t('privacy.admin.source')}</th>
          <th scope="col">{t('privacy.admin.lastRun')}</th>
        </tr>
      </thead>
      <tbody>
        {view.terms.map(({ code, days, source, isConfirmed }) => {
          const last = lastOf(code)
          return (
            <tr key={code}>
              <th scope="row">{word(`privacy.rule.${code}`)}</th>
              <td data-label={t('privacy.kept')}>
                {word(`privacy.keep.${code}`, { countText: countOf(code, days) })}
                {isConfirmed ? null : (
                  <>
                    <br />
                    <Tag tone="wait">{t('ruleBook.toBeConfirmed')}</Tag>
                  </>
                )}
              </td>
              <td data-label={t('privacy.admin.source')}>
                <Mixed text={nameOf(source)} />
              </td>
              <td data-label={t('privacy.admin.lastRun')}>
                {last === undefined ? (
                  t('privacy.admin.notRun')
                ) : (
                  <>
                    {day(last.day)}
                    <br />
                    {last.finishedAt === null
                      ? t('privacy.admin.unfinished')
                      : t('privacy.admin.erased', { countText: number(last.erased) })}
                  </>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Runs({ runs }: { runs: View['runs'] }) {
  const t = useT()
  const word = useDynamicT()
  const { number, day } = useFormat()
  if (runs.length === 0) return <p>{t('privacy.admin.none')}</p>
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('privacy.admin.day')}</th>
          <th scope="col">{t('privacy.what')}</th>
          <th scope="col" className="num">
            {t('privacy.admin.count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={`${run.day} ${run.code}`}>
            <th scope="row">{day(run.day)}</th>
            <td data-label={t('privacy.what')}>{word(`privacy.rule.${run.code}`)}</td>
            <td data-label={t('privacy.admin.count')} className="num">
              {number(run.erased)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
