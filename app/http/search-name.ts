import type { SearchAsk } from '#app/domain/search/ask.ts'
import type { Locale } from '#app/i18n/locale.ts'
import type { Translate } from '#app/i18n/translate.ts'
import type { AskNames } from '#app/services/search/ask-names.server.ts'
import type { Name } from '#app/services/search/found-rows.server.ts'

const local = (name: Name | undefined, locale: Locale) =>
  name === undefined ? undefined : locale === 'en' && name.en !== '' ? name.en : name.zh

/** What a question is called where nobody gave it a name: its words and filters, in the reader's language. */
export function searchName(t: Translate, locale: Locale, asked: SearchAsk, { region, buyer }: AskNames): string {
  const { q, field } = asked.ask
  const words = q === '' ? undefined : t('search.named.words', { q })
  const inField = field === undefined ? undefined : t(`common.field.${field}`)
  if (asked.of === 'organizations') {
    const { kind, rating } = asked.ask
    return named(t, [
      t('search.organizations'),
      words,
      inField,
      local(region, locale),
      kind === undefined ? undefined : t(`organization.public.kind.${kind}`),
      rating === undefined ? undefined : t('organization.public.rating', { grade: rating }),
    ])
  }
  const { stage, regime, instrument, band, year } = asked.ask
  return named(t, [
    words,
    stage === undefined ? undefined : t(`search.stage.${stage}`),
    inField,
    local(region, locale),
    regime === undefined ? undefined : t(`call.regime.${regime}`),
    instrument === undefined ? undefined : t(`call.instrument.${instrument}`),
    band === undefined ? undefined : t(`search.band.${band}`),
    year === undefined ? undefined : t('search.year', { year }),
    local(buyer, locale),
  ])
}

function named(t: Translate, parts: readonly (string | undefined)[]): string {
  const said = parts.filter((part) => part !== undefined)
  return said.length === 0 ? t('search.named.all') : said.join(t('search.named.and'))
}
