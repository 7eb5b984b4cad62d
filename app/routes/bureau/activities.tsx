import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { cursorOf } from '#app/http/cursor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type ActivitiesPage, readActivities } from '#app/services/voice/queries/activities.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { ActivityFigures, ActivityRows } from '#app/ui/voice/activity-rows.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id }, url }) =>
  orNotFound(await readActivities(ctx, id, cursorOf(url))),
)

export const meta = pageMeta((t, page: ActivitiesPage) => `${t('activity.title')} · ${page.title}`)

export default function BureauActivities() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(page.id), text: page.title },
      ]}
    >
      <Sheet>
        <h1>{t('activity.title')}</h1>
        <p>
          <Typed>{page.title}</Typed>
        </p>
        <p>{t('activity.leadBody')}</p>
        <ActivityFigures totals={page.totals} />
      </Sheet>
      <Sheet labelledBy="list">
        <h2 id="list">{t('activity.list')}</h2>
        <ActivityRows activities={page.activities} />
        <Pager next={page.nextCursor} />
      </Sheet>
    </Page>
  )
}
