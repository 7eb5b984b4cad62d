import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { publisher } from '#app/http/open-data.server.ts'
import { limitValues, openApiOf } from '#app/http/open-list/open-api.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ApiPaths } from '#app/ui/open-data/api-paths.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx }) => {
  const { servers, paths: described } = openApiOf(ctx.locale, publisher().baseUrl)
  return Promise.resolve({
    server: servers[0]?.url ?? '',
    limit: limitValues(),
    operations: Object.entries(described).map(([path, { get }]) => ({
      path,
      summary: get.summary,
      parameters: get.parameters.map(({ name, description, schema }) => ({
        name,
        description,
        codes: Array.isArray(schema['enum']) ? schema['enum'].map(String) : [],
      })),
      answers: Object.entries(get.responses).map(([status, { description }]) => ({ status, description })),
    })),
  })
})

export const meta = pageMeta(
  (t) => t('openApi.title'),
  (t) => t('openApi.lead'),
)

/** The API for people, written from the description that programs read. */
export default function ApiGuide() {
  const { server, operations, limit } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  return (
    <Page crumbs={[{ to: paths.openData(), text: t('openData.title') }]}>
      <Sheet>
        <h1>{t('openApi.title')}</h1>
        <p>{t('openApi.lead')}</p>
        <p>
          <a href={href(paths.openApi())}>{t('openApi.machine')}</a>
        </p>
      </Sheet>
      <Sheet labelledBy="use">
        <h2 id="use">{t('openApi.use.title')}</h2>
        <ul>
          <li>{t('openApi.use.pages')}</li>
          <li>{t('openApi.use.money')}</li>
          <li>{t('openApi.use.tag')}</li>
          <li>{t('openApi.use.limit', limit)}</li>
          <li>{t('openApi.use.problem')}</li>
          <li>
            {t('openApi.use.changes')} <A to={`${paths.openData()}#reading`}>{t('openApi.use.changesLink')}</A>
          </li>
        </ul>
        <h3>{t('openApi.example')}</h3>
        <p className="hash">{`curl --compressed "${server}/calls?stage=open&limit=20"`}</p>
      </Sheet>
      <Sheet labelledBy="key">
        <h2 id="key">{t('openApi.key.title')}</h2>
        <p>{t('openApi.key.what', limit)}</p>
        <p>{t('openApi.key.how')}</p>
        <p className="hash">{`curl -H "Authorization: Bearer ${t('openApi.key.yours')}" ${server}/calls`}</p>
        <p>{t('openApi.key.wrong')}</p>
        <A className="button quiet" to={paths.apiKeys()}>
          {t('api-key.manage')}
        </A>
      </Sheet>
      <ApiPaths server={server} operations={operations} />
    </Page>
  )
}
