import type { ProjectAsk } from '#app/domain/search/ask.ts'
import type { Locale } from '#app/i18n/locale.ts'
import type { Translate } from '#app/i18n/translate.ts'
import type { AskNames } from '#app/services/search/ask-names.server.ts'

/** What a question is called where nobody gave it a name: its words and filters, in the reader's language. */
export function searchName(t: Translate, locale: Locale, ask: ProjectAsk, { region, buyer }: AskNames): string {
  const local = (name: { zh: string; en: string } | undefined) =>
    name === undefined ? undefined : locale === 'en' && name.en !== '' ? name.en : name.zh
  const parts = [
    ask.q === '' ? undefined : t('search.named.words', { q: ask.q }),
    ask.stage === undefined ? undefined : t(`search.stage.${ask.stage}`),
    ask.field === undefined ? undefined : t(`common.field.${ask.field}`),
    local(region),
    ask.regime === undefined ? undefined : t(`call.regime.${ask.regime}`),
    ask.instrument === undefined ? undefined : t(`call.instrument.${ask.instrument}`),
    ask.band === undefined ? undefined : t(`search.band.${ask.band}`),
    ask.year === undefined ? undefined : t('search.year', { year: ask.year }),
    local(buyer),
  ].filter((part): part is string => part !== undefined)
  return parts.length === 0 ? t('search.named.all') : parts.join(t('search.named.and'))
}
