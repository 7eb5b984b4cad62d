import { useLocale } from '#app/i18n/provider.tsx'

/** Bodies, regions and incubators have a name in both languages: the reader's. */
export function useLocalName(): (name: { zh: string; en: string }) => string {
  const locale = useLocale()
  return ({ zh, en }) => (locale === 'en' && en !== '' ? en : zh)
}
