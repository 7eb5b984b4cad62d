import type { IndicatorUnit } from '#app/domain/regional/schema.ts'
import { formatShortNumber } from '#app/domain/shared/number.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'

/** Decimal text with its unit, as the reader reads it. */
export function useFigureText() {
  const t = useT()
  const locale = useLocale()
  return (value: string, unit: IndicatorUnit): string =>
    t(`regional.unit.${unit}`, {
      value: formatShortNumber(Number(value), locale),
    })
}
