export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

/** The address says the language: /en/… is English, everything else Chinese. */
export const localeOf = (pathname: string): Locale =>
  pathname === '/en' || pathname.startsWith('/en/') ? 'en' : 'zh-CN'

/** `/projects` → `/en/projects` for English readers. */
export const localize = (path: string, locale: Locale): string =>
  locale === 'en' ? (path === '/' ? '/en' : `/en${path}`) : path

/** The same page's path without its language. */
export const withoutLocale = (pathname: string): string =>
  localeOf(pathname) === 'en' ? pathname.slice(3) || '/' : pathname
