import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { readAdmittedTasks } from '#app/services/task/queries/tasks.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { RegionFilter } from '#app/ui/region-filter.tsx'
import { TaskRow } from '#app/ui/task/task-row.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const regions = await readRegionOptions(ctx)
  const region = regions.find(({ code }) => code === url.searchParams.get('region'))?.code
  return { ...(await readAdmittedTasks(ctx, { region, after: url.searchParams.get('after') })), regions, region }
})

export const meta = pageMeta<unknown>(
  (t) => t('task.title'),
  (t) => t('task.lead'),
)

export default function TaskAdmissions() {
  const { tasks, next, regions, region } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.needs(), text: t('need.title') }]}>
      <Sheet>
        <h1>{t('task.title')}</h1>
        <p>{t('task.lead')}</p>
        <RegionFilter to={paths.taskAdmissions()} regions={regions} region={region} />
        {tasks.length === 0 ? <p>{t('task.none')}</p> : null}
        <h2 className="visually-hidden">{t('common.listed')}</h2>
        <ul className="rows">
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </ul>
        <Pager next={next} />
        <ListFiles list="task-admissions" />
      </Sheet>
    </Page>
  )
}
