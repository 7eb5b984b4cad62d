import type { ReactNode } from 'react'
import type { ReportLine, ReportView, SupervisionLine } from '#app/services/inspection/queries/inspection.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedCites, TypedText } from '#app/ui/typed.tsx'

/** Where a report stands: missing before anything else. */
export function ReportTag({ report }: { report: Pick<ReportLine, 'state' | 'conclusion' | 'isMissing'> }) {
  const t = useT()
  if (report.isMissing) return <Tag tone="due">{t('inspection.missing')}</Tag>
  if (report.conclusion !== null)
    return <Tag tone={report.conclusion === 'FAIL' ? 'due' : 'open'}>{t(`credit.conclusion.${report.conclusion}`)}</Tag>
  return <Tag tone="wait">{t(`inspection.state.${report.state}`)}</Tag>
}

/** What the site knew when the report was opened. */
export function Known({ known }: { known: ReportView['known'] }) {
  const t = useT()
  const { day, money } = useFormat()
  const facts: [string, ReactNode][] = [
    [t('organization.public.creditCode'), known.creditCode ?? '—'],
    [t('organization.public.founded'), known.foundedOn === null ? '—' : day(known.foundedOn)],
    [t('inspection.known.people'), String(known.people)],
    [t('inspection.known.grade'), known.grade === null ? '—' : `${known.grade}A`],
    [t('inspection.known.credit'), t(`credit.state.${known.creditState}`)],
    [t('inspection.known.received'), money(known.receivedFen)],
  ]
  return (
    <>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {known.projects.length === 0 ? null : (
        <ul>
          {known.projects.map(({ no, title, bodyName }) => (
            <li key={no}>
              <A to={paths.project(no)}>{no}</A> <Typed>{title}</Typed> · <Typed>{bodyName}</Typed>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** What the organization wrote. */
export function Content({ report }: { report: Pick<ReportView, 'content' | 'fileId'> }) {
  const t = useT()
  const { money } = useFormat()
  const { content, fileId } = report
  const figures: [string, string | undefined][] = [
    [t('inspection.form.income'), content.incomeFen === undefined ? undefined : money(content.incomeFen)],
    [t('inspection.form.expense'), content.expenseFen === undefined ? undefined : money(content.expenseFen)],
    [t('inspection.form.netAssets'), content.netAssetsFen === undefined ? undefined : money(content.netAssetsFen)],
    [t('inspection.form.staff'), content.staff?.toString()],
    [t('inspection.form.volunteers'), content.volunteers?.toString()],
  ]
  return (
    <>
      {(['activities', 'governance', 'problems', 'plan'] as const).map((part) =>
        content[part] === undefined ? null : (
          <div key={part} className="part">
            <h3>{t(`inspection.form.${part}`)}</h3>
            <TypedText text={content[part]} />
          </div>
        ),
      )}
      <dl className="facts">
        {figures.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {fileId === null ? null : <A to={paths.file(fileId)}>{t('inspection.form.file')}</A>}
    </>
  )
}

/** What was recorded in daily supervision, the latest first. */
export function SupervisionList({ records }: { records: readonly SupervisionLine[] }) {
  const t = useT()
  const { day } = useFormat()
  if (records.length === 0) return <p>{t('inspection.supervision.none')}</p>
  return (
    <ul className="rows">
      {records.map((record) => (
        <li key={record.id}>
          <h3>{t(`inspection.kind.${record.kind}`)}</h3>
          <ul className="meta">
            {record.isOpenCase ? (
              <li>
                <Tag tone="due">{t('inspection.supervision.openCase')}</Tag>
              </li>
            ) : null}
            <li>{day(record.happenedOn)}</li>
            <li>{record.bodyName}</li>
            {record.documentNo === '' ? null : (
              <li>
                <TypedCites text={record.documentNo} />
              </li>
            )}
          </ul>
          <TypedText text={record.summary} />
          {record.fileId === null ? null : <A to={paths.file(record.fileId)}>{t('credit.document')}</A>}
        </li>
      ))}
    </ul>
  )
}
