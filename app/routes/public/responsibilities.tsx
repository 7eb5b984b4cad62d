import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readPublicAssignments } from '#app/services/assignment/queries/assignments.server.ts'
import { AssignmentTable } from '#app/ui/assignment/assignment-parts.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => ({ rows: await readPublicAssignments(ctx) }))

export const meta = pageMeta(
  (t) => t('assignment.title'),
  (t) => t('assignment.lead'),
)

export default function Responsibilities() {
  const { rows } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('assignment.title')}</h1>
        <p>{t('assignment.lead')}</p>
      </Sheet>
      <Sheet labelledBy="list">
        <h2 id="list">{t('assignment.list')}</h2>
        {rows.length === 0 ? <p>{t('assignment.none')}</p> : <AssignmentTable rows={rows} to={paths.responsibility} />}
        <ListFiles list="responsibilities" />
      </Sheet>
    </Page>
  )
}
