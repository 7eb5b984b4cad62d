import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import type { AuditView, FindingView } from '#app/services/closing/queries/closing.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { FileLink } from './report-sheet.tsx'

const opinionTone = { CLEAN: 'open', QUALIFIED: 'wait', ADVERSE: 'due', DISCLAIMED: 'due' } as const
const findingTone = { OPEN: 'due', ANSWERED: 'wait', SETTLED: 'open' } as const

/** An audit with what it found; `more`: what its reader may do with a finding. */
export function AuditSheet({
  audit,
  more,
  children,
}: {
  audit: AuditView
  more: (finding: FindingView) => ReactNode
  children?: ReactNode
}) {
  const t = useT()
  const { day, money } = useFormat()
  const id = `audit-${audit.id}`
  return (
    <Sheet labelledBy={id}>
      <h2 id={id}>
        {t('closing.audit.title')} · {day(audit.auditedOn)}
      </h2>
      <p>
        <Tag tone={opinionTone[audit.opinion]}>{t(`closing.audit.opinion.${audit.opinion}`)}</Tag>{' '}
        <Typed>{t('closing.audit.by', { name: audit.firm || audit.auditorName, day: day(audit.auditedOn) })}</Typed>
      </p>
      <TypedText text={audit.summary} />
      {audit.file === null ? null : (
        <p>
          {t('closing.audit.report')} <FileLink file={audit.file} />
        </p>
      )}
      {audit.findings.map((finding) => (
        <div key={finding.id}>
          <h3>{t('closing.finding.title', { number: finding.number })}</h3>
          <p>
            <Tag tone={findingTone[finding.state]}>{t(`closing.finding.state.${finding.state}`)}</Tag>{' '}
            <Tag tone={finding.severity === 'HIGH' ? 'due' : 'plain'}>
              {t(`closing.finding.severity.${finding.severity}`)}
            </Tag>{' '}
            {finding.isOverdue ? <Tag tone="due">{t('closing.finding.overdue')}</Tag> : null}
          </p>
          <TypedText text={finding.text} />
          <ul className="meta">
            {finding.amountFen === '0' ? null : (
              <li>{t('closing.finding.amountInvolved', { amount: money(finding.amountFen) })}</li>
            )}
            <li>{t('closing.finding.dueBy', { day: day(finding.answerDueOn) })}</li>
          </ul>
          {finding.answer === '' ? null : (
            <>
              <h4>{t('closing.finding.answer')}</h4>
              <TypedText text={finding.answer} />
              {finding.answerFile === null ? null : (
                <p>
                  <FileLink file={finding.answerFile} />
                </p>
              )}
            </>
          )}
          {finding.settlement === '' ? null : (
            <>
              <h4>{t('closing.finding.settlement')}</h4>
              <TypedText text={finding.settlement} />
            </>
          )}
          {more(finding)}
        </div>
      ))}
      {children}
    </Sheet>
  )
}
