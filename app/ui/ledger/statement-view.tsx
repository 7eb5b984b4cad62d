import type { statementPage } from '#app/http/statement-page.server.ts'
import { periodText } from '#app/http/period-text.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import type { LineView } from '#app/services/ledger/queries/posted-lines.ts'
import type { Statement } from '#app/services/ledger/queries/statement.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { type Crumb, Page, Sheet } from '#app/ui/layout/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AccountLabel, AccountLabels } from './account-label.tsx'
import { FileLinks } from './file-links.tsx'
import { PeriodForm, periodQuery } from './period-form.tsx'

export type StatementView = Awaited<ReturnType<typeof statementPage>>

/** A statement of a fund, a project or an organization. `file` makes the address of a format; `keep` is what the address says besides. */
export function StatementPage({
  view: { subject, asked, statement },
  crumbs,
  file,
  keep = {},
}: {
  view: StatementView
  crumbs: readonly Crumb[]
  file: (format: string) => string
  keep?: Readonly<Record<string, string>>
}) {
  const t = useT()
  const locale = useLocale()
  const { money } = useFormat()
  return (
    <Page crumbs={crumbs}>
      <Sheet>
        <h1>{t(`statement.title.${subject.kind}`)}</h1>
        <ul className="meta">
          <li>
            <Typed>{subject.name}</Typed>
          </li>
          <li>
            <Typed>{subject.bodyName ?? t('statement.allBodies')}</Typed>
          </li>
        </ul>
        <p className="lead">{t(`statement.lead.${subject.kind}`)}</p>
        <PeriodForm asked={asked} keep={keep} />
        {statement === null || asked.period === null ? null : (
          <>
            <h2>{periodText(asked.period, locale)}</h2>
            <Figures
              items={[
                { label: t('statement.opening'), value: money(statement.openingFen) },
                { label: t('statement.credit'), value: money(statement.creditFen) },
                { label: t('statement.debit'), value: money(statement.debitFen) },
                {
                  label: t('statement.closing'),
                  value: money(statement.closingFen),
                  note:
                    statement.heldFen === '0'
                      ? undefined
                      : t(subject.kind === 'org' ? 'statement.heldNoteReceived' : 'statement.heldNote', {
                          money: money(statement.heldFen),
                        }),
                },
              ]}
            />
            <FileLinks to={file} query={periodQuery(asked, keep)} />
          </>
        )}
      </Sheet>
      {statement === null ? null : (
        <>
          <Sheet labelledBy="lines">
            <h2 id="lines">{t('statement.lines')}</h2>
            {statement.lineCount === 0 ? <p>{t('statement.empty')}</p> : <Lines statement={statement} />}
            <Pager next={statement.nextCursor ?? undefined} />
          </Sheet>
          {statement.held.length === 0 ? null : <Held held={statement.held} />}
        </>
      )}
    </Page>
  )
}

/** The table is read as a list on a phone: every figure keeps its name. */
function Lines({ statement }: { statement: Statement }) {
  const t = useT()
  const { money, day } = useFormat()
  const hasSeveral = new Set(statement.rows.map(({ account }) => JSON.stringify(account))).size > 1
  const balance = (label: string, fen: string) => (
    <tr className="footing one">
      <th scope="row" colSpan={4}>
        {label}
      </th>
      <td className="num">{money(fen)}</td>
    </tr>
  )
  return (
    <table className="stack statement">
      <thead>
        <tr>
          <th scope="col">{t('statement.date')}</th>
          <th scope="col">{t('statement.what')}</th>
          <th scope="col" className="num">
            {t('statement.credit')}
          </th>
          <th scope="col" className="num">
            {t('statement.debit')}
          </th>
          <th scope="col" className="num">
            {t('statement.balance')}
          </th>
        </tr>
      </thead>
      <tbody>
        {balance(t(statement.isFirstPage ? 'statement.opening' : 'statement.broughtForward'), statement.startFen)}
        {statement.rows.map((row, index) => (
          <tr key={index}>
            <td className="day">{day(row.effectiveOn)}</td>
            <td>
              <What line={row} withAccount={hasSeveral} />
            </td>
            <td className="num" data-label={row.creditFen === null ? undefined : t('statement.credit')}>
              {row.creditFen === null ? null : money(row.creditFen)}
            </td>
            <td className="num" data-label={row.debitFen === null ? undefined : t('statement.debit')}>
              {row.debitFen === null ? null : money(row.debitFen)}
            </td>
            <td className="num" data-label={t('statement.balance')}>
              {money(row.balanceFen)}
            </td>
          </tr>
        ))}
      </tbody>
      {statement.nextCursor === null ? (
        <tfoot>
          <tr className="footing">
            <th scope="row" colSpan={2}>
              {t('statement.totals')}
            </th>
            <td className="num" data-label={t('statement.credit')}>
              {money(statement.creditFen)}
            </td>
            <td className="num" data-label={t('statement.debit')}>
              {money(statement.debitFen)}
            </td>
            <td />
          </tr>
          {balance(t('statement.closing'), statement.closingFen)}
        </tfoot>
      ) : null}
    </table>
  )
}

function What({ line, withAccount }: { line: LineView; withAccount: boolean }) {
  const t = useT()
  const dynamic = useDynamicT()
  return (
    <>
      {dynamic(`ledger.kind.${line.kind}`)} · <AccountLabels accounts={line.others} />
      <span className="of">
        {t('ledger.number', { seq: line.seq })}
        {withAccount ? (
          <>
            {' · '}
            <AccountLabel account={line.account} />
          </>
        ) : null}
        {line.memo === '' ? null : (
          <>
            {' · '}
            <Typed>{line.memo}</Typed>
          </>
        )}
      </span>
    </>
  )
}

function Held({ held }: { held: readonly LineView[] }) {
  const t = useT()
  const { money, day } = useFormat()
  return (
    <Sheet labelledBy="held">
      <h2 id="held">{t('statement.held')}</h2>
      <p>{t('statement.heldLead')}</p>
      <table className="stack statement">
        <thead>
          <tr>
            <th scope="col">{t('statement.date')}</th>
            <th scope="col">{t('statement.what')}</th>
            <th scope="col" className="num">
              {t('statement.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {held.map((line, index) => (
            <tr key={index}>
              <td className="day">{day(line.effectiveOn)}</td>
              <td>
                <What line={line} withAccount={false} />
              </td>
              <td className="num" data-label={t('statement.amount')}>
                {money(line.debitFen ?? line.creditFen ?? '0')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
