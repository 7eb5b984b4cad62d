import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { Excess, Spending } from '#app/services/claim/queries/spending.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { FileLinks } from '#app/ui/ledger/file-links.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { SpendingTable } from './spending-table.tsx'

/** The head of a project's spending: budget against actual, what is above its share, by which rules; and the same as files. */
export function SpendingSheet({ spending, file }: { spending: Spending; file: (format: string) => string }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <Sheet>
      <h1>{t('claim.title')}</h1>
      <p>
        <Typed>{spending.title}</Typed> · {spending.projectNo}
      </p>
      <p className="hint">{t('claim.settlementEnds', { day: day(spending.settlementEndsOn) })}</p>
      <FileLinks to={file} label={t('claim.download')} />
      {spending.excess.length === 0 ? null : (
        <div className="notice">
          <ul>
            {spending.excess.map((excess) => (
              <li key={`${excess.code}-${excess.lineNo ?? ''}`}>
                <ExcessText excess={excess} spending={spending} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <SpendingTable lines={spending.lines} />
      <Rules spending={spending} />
    </Sheet>
  )
}

function ExcessText({ excess, spending }: { excess: Excess; spending: Spending }) {
  const t = useT()
  const dynamic = useDynamicT()
  const { money } = useFormat()
  const item = spending.lines.find(({ position }) => position === excess.lineNo)?.item ?? ''
  return (
    <>
      {dynamic(`claim.rule.${excess.code}`)}
      {item === '' ? null : (
        <>
          {' '}
          <Typed>{item}</Typed>
        </>
      )}
      {t('claim.excess', { spent: money(excess.spentFen), limit: money(excess.limitFen) })}
    </>
  )
}

function Rules({ spending }: { spending: Spending }) {
  const t = useT()
  const dynamic = useDynamicT()
  const { money } = useFormat()
  if (spending.rules.length === 0) return null
  return (
    <details>
      <summary>{t('claim.rules')}</summary>
      <ul>
        {spending.rules.map(({ code, effect, bps, fen, source, isConfirmed }) => (
          <li key={code}>
            {dynamic(`claim.rule.${code}`)}{' '}
            {fen === null ? t('claim.ofShare', { percent: (bps ?? 0) / 100 }) : money(fen)}
            {t('claim.comma')}
            {t(`claim.effect.${effect}`)}
            <br />
            <small>
              {source}
              {isConfirmed ? null : ` · ${t('claim.unconfirmed')}`}
            </small>
          </li>
        ))}
      </ul>
    </details>
  )
}
