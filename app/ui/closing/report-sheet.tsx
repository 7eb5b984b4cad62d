import { Fragment, type ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ClosingPage, FileView } from '#app/services/closing/queries/closing.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const tone = { DRAFT: 'plain', SUBMITTED: 'wait', PROPOSED: 'wait', APPROVED: 'open' } as const

/** The supplier's final report as it was written; what its reader may do with it stands below. */
export function ReportSheet({ page, children }: { page: ClosingPage; children?: ReactNode }) {
  const t = useT()
  const { instant } = useFormat()
  const { report } = page
  return (
    <Sheet labelledBy="final-report">
      <h2 id="final-report">{t('closing.report.title')}</h2>
      {report === null ? (
        <p>{t('closing.report.none')}</p>
      ) : (
        <>
          <p>
            <Tag tone={tone[report.state]}>{t(`closing.report.state.${report.state}`)}</Tag>
          </p>
          {report.returnReason === '' || report.state !== 'DRAFT' ? null : (
            <div className="notice">
              <strong>{t('closing.report.returnedBecause')}</strong>
              <TypedText text={report.returnReason} />
            </div>
          )}
          {report.state === 'DRAFT' ? null : (
            <>
              <TypedText text={report.narrative} />
              {(['assets', 'results'] as const).map((part) => (
                <Fragment key={part}>
                  <h3>{t(`closing.report.${part}`)}</h3>
                  {report[part] === '' ? <p>{t('closing.report.noneOfIt')}</p> : <TypedText text={report[part]} />}
                </Fragment>
              ))}
              {report.submittedAt === null ? null : (
                <p className="hint">
                  <Mixed
                    text={t('closing.report.submitted', {
                      name: report.submittedByName ?? '',
                      at: instant(report.submittedAt),
                    })}
                  />
                </p>
              )}
            </>
          )}
        </>
      )}
      {page.documents.length === 0 ? null : (
        <>
          <h3>{t('closing.documents')}</h3>
          <ul className="rows">
            {page.documents.map((file) => (
              <li key={file.id}>
                <FileLink file={file} />
              </li>
            ))}
          </ul>
        </>
      )}
      {children}
    </Sheet>
  )
}

export function FileLink({ file }: { file: FileView }) {
  const { bytes } = useFormat()
  return (
    <>
      <A to={paths.file(file.id)}>
        <Typed>{file.name}</Typed>
      </A>{' '}
      <small>{bytes(file.size)}</small>
    </>
  )
}
