import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { listPublicAppeals } from '#app/services/appeal/queries/public-appeals.server.ts'
import { AppealRows } from '#app/ui/appeal/appeal-rows.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const { appeals, next } = await listPublicAppeals(ctx, url.searchParams.get('after'))
  return { appeals, next: next ?? null }
})

export const meta = pageMeta(
  (t) => t('appeal.title'),
  (t) => t('appeal.lead'),
)

export default function Appeals() {
  const { appeals, next } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('appeal.title')}</h1>
        <p>{t('appeal.lead')}</p>
        {appeals.length === 0 ? <p>{t('appeal.empty')}</p> : null}
        <AppealRows appeals={appeals} />
        <Pager next={next ?? undefined} />
        <ListFiles list="appeals" />
        <p>
          <A to={paths.pledges()}>{t('appeal.toReceipt')}</A>
        </p>
      </Sheet>
    </Page>
  )
}
