import { hubMax } from '#app/domain/hub/schema.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { HubView } from '#app/services/hub/queries/hub.server.ts'
import { DateField, FileField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** What a hub did for its members, the latest first. */
export function HubReports({ reports }: Pick<HubView, 'reports'>) {
  const t = useT()
  const { day } = useFormat()
  return (
    <ul className="rows">
      {reports.map((report) => (
        <li key={report.id}>
          <h3>
            <Typed>{report.title}</Typed>
          </h3>
          <p className="hint">{t('tie.fromUntil', { from: day(report.fromOn), until: day(report.untilOn) })}</p>
          <TypedText text={report.summary} />
          {report.fileId === null ? null : (
            <p>
              <A to={paths.file(report.fileId)}>
                <Typed>{report.fileName ?? ''}</Typed>
              </A>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

export function HubReportForm() {
  const t = useT()
  const form = useFormState('report')
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('hub.report')}</summary>
      <PostForm form={form} withFiles>
        <TextField form={form} name="title" label={t('hub.reportTitle')} maxLength={hubMax.title} />
        <div className="two">
          <DateField form={form} name="fromOn" label={t('hub.reportFrom')} />
          <DateField form={form} name="untilOn" label={t('hub.reportUntil')} />
        </div>
        <TextArea form={form} name="summary" label={t('hub.summary')} max={hubMax.summary} />
        <FileField
          form={form}
          name="file"
          label={t('application.documents.file')}
          hint={t('bid.files.kinds')}
          optional
        />
        <Submit>{t('hub.publish')}</Submit>
      </PostForm>
    </details>
  )
}
