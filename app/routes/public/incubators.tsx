import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readIncubatorTree } from '#app/services/incubator/queries/incubator-tree.server.ts'
import { IncubatorTree } from '#app/ui/incubator/incubator-tree.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => ({ rows: await readIncubatorTree(ctx) }))

export const meta = pageMeta(
  (t) => t('incubator.title'),
  (t) => t('incubator.lead'),
)

export default function Incubators() {
  const { rows } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('incubator.title')}</h1>
        <p>{t('incubator.lead')}</p>
        <p>
          <A to={paths.incubations()}>{t('incubation.own.title')}</A>
        </p>
        {rows.length === 0 ? <p>{t('incubator.none')}</p> : <IncubatorTree rows={rows} to={paths.incubator} />}
        <ListFiles list="incubators" />
      </Sheet>
    </Page>
  )
}
