import { useT } from '#app/i18n/provider.tsx'
import type { RuleView } from '#app/services/amendment/queries/amendment-page.server.ts'

/** 500 → 5%; 1250 → 12.5%; what is above a bound by a fen is not shown as on it. */
export const percentOf = (bps: number): string => `${Number((bps / 100).toFixed(2))}%`

/** How much agreement a budget change takes, and where that is written. */
export function RuleWords({ rule }: { rule: RuleView }) {
  const t = useT()
  return (
    <>
      <p>{t('amendment.rule.words', { notice: percentOf(rule.noticeBps), approval: percentOf(rule.approvalBps) })}</p>
      <p className="hint">
        {t(rule.isConfirmed ? 'amendment.rule.source' : 'amendment.rule.sourceToConfirm', { source: rule.source })}
      </p>
    </>
  )
}
