import type { MetaDescriptor, MetaFunction } from '@remix-run/node'
import { type Locale, localeOf } from '#app/i18n/locale.ts'
import { type Translate, translator } from '#app/i18n/translate.ts'
import type { FrameView } from './frame.server.ts'

/** Where structured data is read: `url` makes an address of this site whole. */
export type Structuring = { locale: Locale; url: (path: string) => string }
type Structured = Record<string, unknown>

const descriptionMax = 160

/** One line for search results and share cards. */
function oneLine(text: string): string {
  const line = Array.from(text.replace(/\s+/gu, ' ').trim())
  return line.length <= descriptionMax ? line.join('') : `${line.slice(0, descriptionMax - 1).join('')}…`
}

const siteUrlIn = (matches: readonly { id: string; data?: unknown }[]): string =>
  (matches.find(({ id }) => id === 'root')?.data as FrameView | undefined)?.siteUrl ?? ''

/**
 * `<title>` of a page: what it is, then the site; the same for share cards, and a line for those who find it. `data` is the loader's view, absent when the page was
 * refused. `structured`: what the page is about in the words of schema.org.
 */
export const pageMeta =
  <View>(
    title: (t: Translate, view: View) => string,
    description?: (t: Translate, view: View) => string,
    structured?: (view: View, structuring: Structuring) => Structured,
  ): MetaFunction =>
  ({ data, location, matches }) => {
    const locale = localeOf(location.pathname)
    const t = translator(locale)
    const site = t('common.site.name')
    if (data === undefined) return [{ title: site }]
    const view = data as View
    const name = title(t, view)
    // Of a page that says nothing of itself the site still says something: what this page is, and what the site is for.
    const about = oneLine(description?.(t, view) || `${name} · ${t('common.site.description')}`)
    const siteUrl = siteUrlIn(matches)
    return [
      { title: `${name} · ${site}` },
      { property: 'og:title', content: name },
      { name: 'description', content: about },
      { property: 'og:description', content: about },
      ...(structured === undefined || siteUrl === ''
        ? []
        : [jsonLd(structured(view, { locale, url: (path) => `${siteUrl}${path}` }))]),
    ]
  }

const jsonLd = (about: Structured): MetaDescriptor => ({
  'script:ld+json': { '@context': 'https://schema.org', ...about },
})
