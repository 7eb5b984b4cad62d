import { useActionData, useLoaderData } from '@remix-run/react'
import { previewCalendarForm, loadCalendarForm } from '#app/domain/calendar/schema.ts'
import { type Notice, readNotice, type Stretch, stretchesOf } from '#app/domain/calendar/read-notice.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { loadCalendar } from '#app/services/calendar/load-calendar.server.ts'
import { readCalendarPage } from '#app/services/calendar/queries/calendar-page.server.ts'
import { FileField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AdminPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, ({ ctx }) => readCalendarPage(ctx))

/** What was read, shown before it counts; nothing is kept yet. */
type Preview = { kind: 'calendar-preview'; docNo: string; text: string; year: number; stretches: Stretch[] }

const isPreview = (data: unknown): data is Preview =>
  typeof data === 'object' && data !== null && (data as { kind?: unknown }).kind === 'calendar-preview'

const previewOf = (docNo: string, text: string, { year, rows }: Notice): Preview => ({
  kind: 'calendar-preview',
  docNo,
  text,
  year,
  stretches: stretchesOf(rows),
})

export const action = pageAction(
  { may: 'administrator', takesFile: true },
  {
    preview: on(previewCalendarForm, async ({ input: { docNo, text: typed, file } }) => {
      const text = file !== undefined && file.size > 0 ? await file.text() : typed
      const notice = readNotice(text)
      return notice.ok ? Response.json(previewOf(docNo, text, notice)) : notice
    }),
    load: on(loadCalendarForm, async ({ ctx, input }) => {
      const outcome = await loadCalendar(ctx, input)
      return outcome.ok
        ? redirectWithToast(ctx, paths.adminCalendar(), 'calendar.toast.loaded', {
            year: outcome.year,
            version: outcome.version,
          })
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('calendar.title'))

export default function CalendarPage() {
  const { notices } = useLoaderData<typeof loader>()
  const data = useActionData()
  const t = useT()
  const load = useFormState('load')
  const preview = isPreview(data) ? data : undefined
  return (
    <AdminPage>
      {preview !== undefined || load.wasRefused ? <ConfirmSheet preview={preview} loaded={notices} /> : <TypeSheet />}
      <Sheet>
        <h2>{t('calendar.loaded')}</h2>
        {notices.length === 0 ? <p className="notice">{t('admin.system.noYears')}</p> : null}
        {notices.map((notice) => (
          <NoticeDetails key={`${notice.year}-${notice.version}`} notice={notice} />
        ))}
      </Sheet>
    </AdminPage>
  )
}

function TypeSheet() {
  const t = useT()
  const form = useFormState('preview')
  return (
    <Sheet>
      <h1>{t('calendar.title')}</h1>
      <p>{t('calendar.lead')}</p>
      <PostForm form={form} withFiles>
        <TextField form={form} name="docNo" label={t('calendar.docNo')} hint={t('calendar.docNoHint')} />
        <TextArea form={form} name="text" label={t('calendar.text')} hint={t('calendar.textHint')} rows={8} optional />
        <FileField form={form} name="file" label={t('calendar.file')} hint={t('calendar.fileHint')} optional />
        <Submit>{t('calendar.preview')}</Submit>
      </PostForm>
    </Sheet>
  )
}

type LoadedNotice = ReturnType<typeof useLoaderData<typeof loader>>['notices'][number]

function ConfirmSheet({ preview, loaded }: { preview: Preview | undefined; loaded: readonly LoadedNotice[] }) {
  const t = useT()
  const form = useFormState('load', preview === undefined ? {} : { docNo: preview.docNo, text: preview.text })
  const isThere = preview === undefined || loaded.some(({ year }) => year === preview.year)
  return (
    <Sheet>
      <h1>{t('calendar.confirmTitle')}</h1>
      {preview === undefined ? null : (
        <>
          <p>{t('calendar.confirmLead', { year: preview.year, docNo: preview.docNo })}</p>
          <Stretches stretches={preview.stretches} />
        </>
      )}
      <PostForm form={form}>
        <input type="hidden" name="docNo" value={form.value('docNo')} />
        <input type="hidden" name="text" value={form.value('text')} />
        {isThere ? (
          <>
            <p className="notice">{t('calendar.again')}</p>
            <TextField form={form} name="reason" label={t('calendar.reason')} hint={t('calendar.reasonHint')} />
          </>
        ) : null}
        <Submit>{t('calendar.load')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function NoticeDetails({ notice }: { notice: LoadedNotice }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  return (
    <details>
      <summary>
        {t('calendar.yearVersion', { year: notice.year, version: notice.version })}{' '}
        <Tag tone={notice.isCurrent ? 'open' : 'plain'}>
          {t(notice.isCurrent ? 'calendar.counts' : 'calendar.past')}
        </Tag>
      </summary>
      <p className="breakable">
        <Typed>{notice.docNo}</Typed>
      </p>
      <p className="note">
        {notice.loadedBy === ''
          ? t('calendar.withSite', { at: dayOfInstant(notice.loadedAt) })
          : t('calendar.loadedBy', { name: notice.loadedBy, at: dayOfInstant(notice.loadedAt) })}
        {notice.reason === '' ? null : (
          <>
            {' '}
            <Typed>{notice.reason}</Typed>
          </>
        )}
      </p>
      <Stretches stretches={notice.stretches} />
    </details>
  )
}

function Stretches({ stretches }: { stretches: readonly Stretch[] }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('calendar.days')}</th>
          <th scope="col">{t('calendar.what')}</th>
        </tr>
      </thead>
      <tbody>
        {stretches.map(({ kind, name, from, to, days }) => (
          <tr key={from}>
            <th scope="row">
              {from === to ? day(from) : t('calendar.fromTo', { from: day(from), to: day(to), days })}
            </th>
            <td data-label={t('calendar.what')}>
              {t(`calendar.kind.${kind}`)} <Typed>{name}</Typed>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
