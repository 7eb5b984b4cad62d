import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOwnIncubations } from '#app/services/incubator/queries/own-incubations.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { IncubationTag } from '#app/ui/incubator/case-tags.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'signedIn' }, async ({ ctx }) => ({ rows: await readOwnIncubations(ctx) }))

export const meta = pageMeta((t) => t('incubation.own.title'))

export default function OwnIncubations() {
  const { rows } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('incubation.own.title')}</h1>
        {rows.length === 0 ? <p>{t('incubation.own.none')}</p> : null}
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <h2 className="small">
                <A to={paths.incubation(row.id)}>
                  {row.name === '' ? t('incubation.unnamed') : <Typed>{row.name}</Typed>}
                </A>
              </h2>
              <ul className="meta">
                <li>
                  <IncubationTag state={row.state} />
                </li>
                <li>{row.incubatorName}</li>
                {row.fromOn === null || row.toOn === null ? null : (
                  <li>{t('incubation.term', { from: day(row.fromOn), to: day(row.toOn) })}</li>
                )}
              </ul>
            </li>
          ))}
        </ul>
        <p>
          <A to={paths.incubators()}>{t('incubator.title')}</A>
        </p>
      </Sheet>
    </Page>
  )
}
