import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Locale, localize } from './locale.ts'
import { refusalText, type Translate, translateDynamic, translator, type Values } from './translate.ts'

const LocaleContext = createContext<Locale>('zh-CN')

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>
}

export const useLocale = (): Locale => useContext(LocaleContext)

export function useT(): Translate {
  const locale = useLocale()
  return useMemo(() => translator(locale), [locale])
}

/** For keys made from data, such as `form.required` or `refusal.bid.deadline-passed`. */
export function useDynamicT(): (key: string, values?: Values) => string {
  const locale = useLocale()
  return (key, values) => translateDynamic(locale, key, values) ?? key
}

/** Puts the reader's language in front of a path. */
export function useHref(): (path: string) => string {
  const locale = useLocale()
  return (path) => localize(path, locale)
}

/** The sentence for a refusal code: `bid.deadline-passed` is `bid.refusal.deadline-passed`; a code without an area is in `refusal`. */
export function useRefusalText(): (code: string, values?: Values) => string {
  const locale = useLocale()
  return (code, values) => refusalText(locale, code, values)
}

/** Field errors are message keys (`form.required`) or refusal codes (`bid.deadline-passed`). */
export function useErrorText(): (key: string, values?: Values) => string {
  const locale = useLocale()
  return (key, values) => translateDynamic(locale, key, values) ?? refusalText(locale, key, values)
}
