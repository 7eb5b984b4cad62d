type NumberLocale = 'zh-CN' | 'en'

// Making one takes a hundred times as long as using it.
const formats = { 'zh-CN': new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') }
const shortFormats = {
  'zh-CN': new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 2 }),
}

/** `12,345.678`, as in both languages. */
export const formatNumber = (value: number, locale: NumberLocale): string =>
  // Most are counts of a few digits, which need no formatter.
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : formats[locale].format(value)

/** To the second decimal at most. */
export const formatShortNumber = (value: number, locale: NumberLocale): string => shortFormats[locale].format(value)
