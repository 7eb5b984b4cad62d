import type { PriceItem } from '#app/domain/post-price/price.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'

/** A line of a standard in the reader's language. */
export function useItemLabel(): (item: Pick<PriceItem, 'labelZh' | 'labelEn'>) => string {
  const locale = useLocale()
  return ({ labelZh, labelEn }) => (locale === 'en' ? labelEn : labelZh)
}

/** What it adds: a sum a month, or a percentage of the base. */
export function useItemAmount(): (item: Pick<PriceItem, 'fen' | 'bps'>) => string {
  const t = useT()
  const { money } = useFormat()
  return ({ fen, bps }) => (fen === null ? t('post-price.ofBase', { percent: (bps ?? 0) / 100 }) : money(fen))
}

type Source = { sourceZh: string; sourceEn: string; isConfirmed: boolean }
/** Whose figures they are. */
export function useSourceText(): (source: Source) => string {
  const t = useT()
  const locale = useLocale()
  return ({ sourceZh, sourceEn, isConfirmed }) =>
    `${t('post-price.source', { source: locale === 'en' ? sourceEn : sourceZh })}${isConfirmed ? '' : ` · ${t('claim.unconfirmed')}`}`
}
