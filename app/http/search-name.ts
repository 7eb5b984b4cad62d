import type { OrganizationAsk, ProjectAsk } from '#app/domain/search/ask.ts'
import type { Locale } from '#app/i18n/locale.ts'
import type { Translate } from '#app/i18n/translate.ts'
import type { AskNames } from '#app/services/search/ask-names.server.ts'
import type { Name } from '#app/services/search/found-rows.server.ts'

const local = (name: Name | undefined, locale: Locale) =>
  name === undefined ? undefined : locale === 'en' && name.en !== '' ? name.en : name.zh

/** What a question is called where nobody gave it a name: its words and filters, in the reader's language. */
export const searchName = (t: Translate, locale: Locale, ask: ProjectAsk, { region, buyer }: AskNames): string =>
  named(t, [
    ask.q === '' ? undefined : t('search.named.words', { q: ask.q }),
    ask.stage === undefined ? undefined : t(`search.stage.${ask.stage}`),
    ask.field === undefined ? undefined : t(`common.field.${ask.field}`),
    local(region, locale),
    ask.regime === undefined ? undefined : t(`call.regime.${ask.regime}`),
    ask.instrument === undefined ? undefined : t(`call.instrument.${ask.instrument}`),
    ask.band === undefined ? undefined : t(`search.band.${ask.band}`),
    ask.year === undefined ? undefined : t('search.year', { year: ask.year }),
    local(buyer, locale),
  ])

/** The same of a question for organizations. */
export const organizationSearchName = (t: Translate, locale: Locale, ask: OrganizationAsk, region: Name | undefined) =>
  named(t, [
    t('search.organizations'),
    ask.q === '' ? undefined : t('search.named.words', { q: ask.q }),
    ask.field === undefined ? undefined : t(`common.field.${ask.field}`),
    local(region, locale),
    ask.kind === undefined ? undefined : t(`organization.public.kind.${ask.kind}`),
    ask.rating === undefined ? undefined : t('organization.public.rating', { grade: ask.rating }),
  ])

function named(t: Translate, parts: readonly (string | undefined)[]): string {
  const said = parts.filter((part) => part !== undefined)
  return said.length === 0 ? t('search.named.all') : said.join(t('search.named.and'))
}
