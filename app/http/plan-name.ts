import type { Locale } from '#app/i18n/locale.ts'
import { translator } from '#app/i18n/translate.ts'

/** What a bid is called while the panel does not see who bids. */
export const planNameIn =
  (locale: Locale) =>
  (number: number): string =>
    translator(locale)('panel.blind.plan', { number })
