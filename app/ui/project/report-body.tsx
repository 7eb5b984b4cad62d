import type { Finding } from '#app/domain/milestone/review.ts'
import { paths } from '#app/http/paths.ts'
import { ratioBand, ratioBps } from '#app/domain/milestone/progress.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { EvidenceView, MilestoneView, ReportView } from '#app/services/project/queries/sheet.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { FindingLine, findingOn } from './findings.tsx'
import { Thumbnail } from '#app/ui/thumbnail.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import type { ReactNode } from 'react'
import { Mixed } from '#app/ui/mixed.tsx'

const bandTone = { high: 'open', mid: 'wait', low: 'due' } as const

/** How far an actual figure came: the percentage, and what that means in a word. */
export function Ratio({ actual, target }: { actual: number | undefined; target: number }) {
  const t = useT()
  const bps = actual === undefined ? null : ratioBps(actual, target)
  if (bps === null) return <>{t('report.noRatio')}</>
  const band = ratioBand(bps)
  return (
    <>
      {(bps / 100).toFixed(1)}% <Tag tone={bandTone[band]}>{t(`report.band.${band}`)}</Tag>
    </>
  )
}

export function FigureTable({
  indicators,
  figures,
}: {
  indicators: MilestoneView['indicators']
  figures: Readonly<Record<string, number>>
}) {
  const t = useT()
  const { number } = useFormat()
  if (indicators.length === 0) return null
  return (
    <table className="stack">
      <caption className="visually-hidden">{t('report.figures')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('report.indicator')}</th>
          <th scope="col" className="num">
            {t('report.target')}
          </th>
          <th scope="col" className="num">
            {t('report.actual')}
          </th>
          <th scope="col">{t('report.ratio')}</th>
        </tr>
      </thead>
      <tbody>
        {indicators.map(({ id, name, unit, target }) => {
          const actual = figures[id]
          return (
            <tr key={id}>
              <th scope="row">
                <Typed>
                  {name} · {unit}
                </Typed>
              </th>
              <td className="num" data-label={t('report.target')}>
                {number(target)}
              </td>
              <td className="num" data-label={t('report.actual')}>
                {actual === undefined ? t('report.notFilled') : number(actual)}
              </td>
              <td data-label={t('report.ratio')}>
                <Ratio actual={actual} target={target} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** `action`: what the reader may do with a piece. */
export function EvidenceList({
  evidence,
  criteria,
  findings = [],
  action,
}: {
  evidence: readonly EvidenceView[]
  criteria: MilestoneView['criteria']
  findings?: readonly Finding[]
  action?: (piece: EvidenceView) => ReactNode
}) {
  const t = useT()
  const { bytes } = useFormat()
  const criterionOf = ({ criterionId }: EvidenceView) => criteria.find(({ id }) => id === criterionId)?.text
  if (evidence.length === 0) return <p>{t('report.evidenceEmpty')}</p>
  return (
    <ul className="rows">
      {evidence.map((piece) => (
        <li key={piece.id}>
          <div className="line">
            <div>
              {piece.isPicture ? <Thumbnail fileId={piece.fileId} /> : null}
              <A to={paths.file(piece.fileId)}>
                <Typed>{piece.title}</Typed>
              </A>
              <ul className="meta">
                <li>
                  <Typed>{piece.name}</Typed>
                </li>
                <li>{bytes(piece.size)}</li>
                <li>{t(`milestone.evidenceKind.${piece.kind}`)}</li>
                {piece.isPicture ? (
                  <li>
                    <A to={paths.file(piece.fileId, 'original')}>{t('report.original')}</A>
                  </li>
                ) : null}
                <li title={piece.sha256}>{t('report.hash', { hash: piece.sha256.slice(0, 12) })}</li>
                <li>
                  <Tag tone={piece.isPublic ? 'open' : 'plain'}>
                    {piece.isPublic ? t('report.public') : t('report.internal')}
                  </Tag>
                </li>
              </ul>
              {criterionOf(piece) === undefined ? null : (
                <p className="hint">{t('report.proves', { criterion: criterionOf(piece) ?? '' })}</p>
              )}
              <FindingLine finding={findingOn(findings, 'EVIDENCE', piece.id)} />
            </div>
            {action?.(piece) ?? null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** One version of a report as it was handed in, with what became of it. */
export function ReportBody({
  report,
  indicators,
  criteria,
  action,
}: {
  report: ReportView
  indicators: MilestoneView['indicators']
  criteria: MilestoneView['criteria']
  action?: (piece: EvidenceView) => ReactNode
}) {
  const t = useT()
  const { instant } = useFormat()
  return (
    <>
      {report.submittedAt === null ? null : (
        <p className="meta">
          <Mixed
            text={t('report.submittedBy', { name: report.submittedByName ?? '', at: instant(report.submittedAt) })}
          />
        </p>
      )}
      {report.decisionReason === '' ? null : (
        <div className="notice">
          <strong>{report.state === 'REJECTED' ? t('report.review.rejectReason') : t('report.returnedBecause')}</strong>
          <TypedText text={report.decisionReason} />
        </div>
      )}
      {report.state === 'SUBMITTED' ? null : (
        <>
          {criteria.map(({ id, text }) =>
            findingOn(report.findings, 'CRITERION', id) === undefined ? null : (
              <div key={id}>
                <strong>
                  <Typed>{text}</Typed>
                </strong>
                <FindingLine finding={findingOn(report.findings, 'CRITERION', id)} />
              </div>
            ),
          )}
          <FindingLine finding={findingOn(report.findings, 'NARRATIVE', report.id)} />
        </>
      )}
      <TypedText text={report.narrative} />
      <FigureTable indicators={indicators} figures={report.figures} />
      <h3>{t('report.evidence')}</h3>
      <EvidenceList
        evidence={report.evidence}
        criteria={criteria}
        findings={report.state === 'SUBMITTED' ? [] : report.findings}
        {...(action === undefined ? {} : { action })}
      />
    </>
  )
}

/** Older versions, folded. */
export function EarlierReports({
  reports,
  indicators,
  criteria,
}: {
  reports: readonly ReportView[]
  indicators: MilestoneView['indicators']
  criteria: MilestoneView['criteria']
}) {
  const t = useT()
  if (reports.length === 0) return null
  return (
    <section className="sheet" aria-labelledby="earlier">
      <h2 id="earlier">{t('report.earlier')}</h2>
      {reports.map((report) => (
        <details key={report.id}>
          <summary>
            {t('report.version', { number: report.number })} · {t(`report.state.${report.state}`)}
          </summary>
          <ReportBody report={report} indicators={indicators} criteria={criteria} />
        </details>
      ))}
    </section>
  )
}
