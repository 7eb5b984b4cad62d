import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { copiesDir, searchEngine } from '#app/http/session.server.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readSystemPage } from '#app/services/admin/queries/system-page.server.ts'
import { retryJob } from '#app/services/system/retry-job.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { AdminPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, ({ ctx }) =>
  readSystemPage(ctx, searchEngine(), copiesDir()),
)

const retryInput = z.object({ job: z.string().regex(/^\d{1,18}$/, { error: 'admin.job-gone' }) })

export const action = pageAction(
  { may: 'administrator' },
  {
    retry: on(retryInput, async ({ ctx, input }) => {
      const outcome = await retryJob(ctx, input.job)
      return outcome.ok ? redirectWithToast(ctx, paths.adminSystem(), 'admin.system.retried') : outcome
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta((t) => t('admin.system.title'))

export default function SystemPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  const format = useFormat()
  const { database, worker, queue, letters } = view
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('admin.system.title')}</h1>
        <Figures
          items={[
            {
              label: t('admin.system.database'),
              value: `PostgreSQL ${database.version}`,
              note: t('admin.system.size', { size: format.bytes(database.bytes), migrations: database.migrations }),
            },
            {
              label: t('admin.system.worker'),
              value: worker.isAlive ? t('admin.system.alive') : t('admin.system.dead'),
              note:
                worker.heartbeatAt === null
                  ? t('admin.system.neverBeat')
                  : t('admin.system.heartbeat', { time: format.instant(worker.heartbeatAt) }),
            },
            {
              label: t('admin.system.search'),
              value: word(`admin.system.searchState.${view.search}`),
              note:
                view.search !== 'up'
                  ? t('admin.system.searchFallback')
                  : view.indexBehindSince === null
                    ? undefined
                    : t('admin.system.indexBehind', { time: format.instant(view.indexBehindSince) }),
            },
            {
              label: t('admin.system.queue'),
              value: format.number(queue.queued),
              note:
                queue.oldestAt === null
                  ? t('admin.system.emptyQueue')
                  : t('admin.system.oldest', { time: format.instant(queue.oldestAt) }),
            },
          ]}
        />
        <Figures
          items={[
            { label: t('admin.system.retrying'), value: format.number(queue.retrying) },
            { label: t('admin.system.givenUp'), value: format.number(queue.givenUp) },
            {
              label: `${t('admin.system.letters')} · ${t('admin.system.lettersKept')}`,
              value: format.number(letters.kept),
            },
            {
              label: `${t('admin.system.letters')} · ${t('admin.system.lettersFailed')}`,
              value: format.number(letters.failed),
            },
            {
              label: t('admin.system.backup'),
              value:
                view.backupAt !== null
                  ? format.instant(view.backupAt)
                  : t(view.keepsCopies ? 'admin.system.noBackup' : 'admin.system.notKept'),
              note: view.keepsCopies ? t('admin.system.backupNote') : undefined,
            },
            {
              label: t('admin.system.chains'),
              value: view.digestedUntil === null ? t('admin.system.noDigest') : format.day(view.digestedUntil),
              note: <A to={paths.integrity()}>{t('admin.system.chainsLink')}</A>,
            },
          ]}
        />
      </Sheet>
      <Failures view={view} />
      <Sheet>
        <h2>{t('admin.system.calendar')}</h2>
        <p className={view.years.length === 0 ? 'notice' : undefined}>
          {view.years.length === 0 ? t('admin.system.noYears') : view.years.join(', ')}{' '}
          <A to={paths.adminCalendar()}>{t('calendar.title')}</A>
        </p>
      </Sheet>
    </AdminPage>
  )
}

function Failures({ view }: { view: View }) {
  const t = useT()
  const form = useFormState('retry')
  const format = useFormat()
  return (
    <Sheet>
      <h2>{t('admin.system.failures')}</h2>
      {view.failures.length === 0 ? (
        <p>{t('admin.system.noFailures')}</p>
      ) : (
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('admin.system.task')}</th>
              <th scope="col">{t('admin.system.error')}</th>
              <th scope="col">{t('admin.system.nextRun')}</th>
              <th scope="col" className="num">
                {t('admin.system.attempts')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {view.failures.map((job) => (
              <tr key={job.id}>
                <th scope="row">{job.task}</th>
                <td data-label={t('admin.system.error')} className="breakable">
                  <code>{job.error}</code>
                </td>
                <td data-label={t('admin.system.nextRun')}>{format.instant(job.runAt)}</td>
                <td data-label={t('admin.system.attempts')} className="num">
                  {job.attempts} / {job.attemptsMax}
                </td>
                <td>
                  <ActionButton form={form} quiet fields={{ job: job.id }}>
                    {t('admin.system.retry')}
                  </ActionButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  )
}
