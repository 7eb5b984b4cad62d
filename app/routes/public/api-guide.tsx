import { useLoaderData } from '@remix-run/react'
import { apiLimit } from '#app/domain/open-data/list/api.ts'
import { pageMeta } from '#app/http/meta.ts'
import { publisher } from '#app/http/open-data.server.ts'
import { openApiOf } from '#app/http/open-list/open-api.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ApiPaths } from '#app/ui/open-data/api-paths.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx }) => {
  const { servers, paths: described } = openApiOf(ctx.locale, publisher().baseUrl)
  return Promise.resolve({
    server: servers[0]?.url ?? '',
    limit: { points: apiLimit.points, seconds: apiLimit.seconds },
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
        </ul>
        <h3>{t('openApi.example')}</h3>
        <p className="hash">{`curl --compressed "${server}/calls?stage=open&limit=20"`}</p>
      </Sheet>
      <ApiPaths server={server} operations={operations} />
    </Page>
  )
}
