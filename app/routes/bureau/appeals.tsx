import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { listBureauAppeals } from '#app/services/appeal/queries/bureau-appeals.server.ts'
import { AppealStateTag } from '#app/ui/appeal/appeal-state.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx, url }) => {
  const { appeals, next, mayDraft } = await listBureauAppeals(ctx, url.searchParams.get('after'))
  return { appeals, next: next ?? null, mayDraft }
})

export const meta = pageMeta((t) => t('appeal.inside.title'))

export default function BureauAppeals() {
  const { appeals, next, mayDraft } = useLoaderData<typeof loader>()
  const t = useT()
  const { money, day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('appeal.inside.title')}</h1>
        <p>{t('appeal.inside.lead')}</p>
        {mayDraft ? (
          <p>
            <A className="button" to={paths.bureauAppealNew()}>
              {t('appeal.inside.new')}
            </A>
          </p>
        ) : null}
        {appeals.length === 0 ? <p>{t('appeal.empty')}</p> : null}
        <ul className="rows">
          {appeals.map((appeal) => (
            <li key={appeal.id}>
              <h2>
                <A to={paths.bureauAppeal(appeal.id)}>
                  <Typed>{appeal.title}</Typed>
                </A>
              </h2>
              <ul className="meta">
                <li>
                  <AppealStateTag state={appeal.state} />
                </li>
                <li>
                  {t('appeal.progress', {
                    received: money(appeal.money.receivedFen),
                    target: money(appeal.money.targetFen),
                  })}
                </li>
                {appeal.money.promisedFen === '0' ? null : (
                  <li>{t('appeal.promised', { money: money(appeal.money.promisedFen) })}</li>
                )}
                <li>{t('appeal.untilOn', { day: day(appeal.endsOn) })}</li>
              </ul>
            </li>
          ))}
        </ul>
        <Pager next={next ?? undefined} />
      </Sheet>
    </Page>
  )
}
