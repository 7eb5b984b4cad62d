import { Cites } from '#app/ui/cites.tsx'
import { useT } from '#app/i18n/provider.tsx'
import type { ClosingPage } from '#app/services/closing/queries/closing.server.ts'
import { ReturnAccount } from '#app/ui/clawback/return-account.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Reached } from './reached.tsx'

/** The head of a project's closing: its account, what is left to be settled, by which rule, and what was reached. */
export function AccountSheet({ page }: { page: ClosingPage }) {
  const t = useT()
  const { money, instant, day } = useFormat()
  const { settlement, rule, report } = page
  const isClosed = page.state === 'CLOSED'
  return (
    <Sheet>
      <h1>{t('closing.title')}</h1>
      <p>
        <Typed>{page.title}</Typed> · {page.projectNo}
      </p>
      {isClosed && report?.approvedAt ? (
        <p>
          <strong>{t('closing.decide.closed', { at: instant(report.approvedAt) })}</strong>{' '}
          {report.retainUntil === null ? null : t('closing.decide.retained', { day: day(report.retainUntil) })}
        </p>
      ) : (
        <p>{page.isSettling ? t(page.isEndedEarly ? 'closing.leadEarly' : 'closing.lead') : t('closing.notYet')}</p>
      )}
      <h2>{t('closing.account')}</h2>
      <Figures
        items={[
          { label: t('closing.paid'), value: money(settlement.paidFen) },
          { label: t('closing.spent'), value: money(settlement.spentFen), note: t('closing.spentNote') },
          { label: t('closing.returned'), value: money(settlement.returnedFen) },
          ...(settlement.writtenOffFen === '0'
            ? []
            : [{ label: t('closing.writtenOff'), value: money(settlement.writtenOffFen) }]),
          ...(settlement.keptFen === '0'
            ? []
            : [{ label: t('closing.kept'), value: money(settlement.keptFen), note: t('closing.keptNote') }]),
          ...(isClosed
            ? []
            : [{ label: t('closing.open'), value: money(settlement.openFen), note: t('closing.openNote') }]),
        ]}
      />
      {rule === null ? null : (
        <p className="hint">
          {t(`closing.unspent.${rule.unspent}`)} {rule.needsAudit ? t('closing.needsAudit') : null}{' '}
          {t('closing.archiveYears', { years: rule.archiveYears })}
          <br />
          <small>
            <Cites text={rule.source} />
            {rule.isConfirmed ? null : ` · ${t('closing.unconfirmed')}`}
          </small>
        </p>
      )}
      {page.owedFen === '0' ? null : (
        <>
          <p>{t('closing.owed', { money: money(page.owedFen) })}</p>
          <ReturnAccount account={page.account} projectNo={page.projectNo} />
        </>
      )}
      {isClosed || page.obstacles.length === 0 ? null : (
        <div className="notice">
          <strong>{t('closing.obstacles')}</strong>
          <ul>
            {page.obstacles.map(({ code, count }) => (
              <li key={code}>{t(`closing.obstacle.${code}`, { count })}</li>
            ))}
          </ul>
        </div>
      )}
      <Reached reached={page.reached} />
    </Sheet>
  )
}
