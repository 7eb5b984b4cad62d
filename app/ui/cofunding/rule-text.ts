import type { Matching, MatchingRule } from '#app/domain/cofunding/matching.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'

/** A call's rule in sentences. */
export function useRuleLines(): (rule: MatchingRule) => string[] {
  const t = useT()
  const { money } = useFormat()
  return ({ kind, bps, capFen, bareFen, inKindBps }) => [
    kind === 'SHARE'
      ? t('cofunding.rule.share', { percent: bps / 100, rest: (10_000 - bps) / 100 })
      : t('cofunding.rule.ratioText', { ratio: bps / 10_000, cap: money(capFen ?? '0'), bare: money(bareFen ?? '0') }),
    inKindBps === 0
      ? t('cofunding.rule.inKindNone')
      : inKindBps === 10_000
        ? t('cofunding.rule.inKindAll')
        : t('cofunding.rule.inKindShare', { percent: inKindBps / 100 }),
  ]
}

/** Why a sum is the highest that may be asked for, with the figures as they are or with places for them. */
export function useWhyText(): (
  why: Matching['why'],
  rule: MatchingRule,
  sums: Record<'counted' | 'product' | 'highest', string>,
) => string {
  const t = useT()
  const { money } = useFormat()
  return (why, { bps, capFen, bareFen }, { counted, product, highest }) => {
    switch (why) {
      case 'none':
        return t('cofunding.why.none')
      case 'share':
        return t('cofunding.why.share', { counted, percent: bps / 100, rest: (10_000 - bps) / 100, highest })
      case 'ratio':
        return t('cofunding.why.ratio', { counted, ratio: bps / 10_000, product })
      case 'cap':
        return t('cofunding.why.cap', { counted, ratio: bps / 10_000, product, cap: money(capFen ?? '0') })
      case 'bare':
        return t('cofunding.why.bare', { bare: money(bareFen ?? '0') })
    }
  }
}
