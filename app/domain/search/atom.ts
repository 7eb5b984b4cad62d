/** One thing of a feed. `id` is an IRI that never changes; `language`: of title and summary, as people typed them. */
export type FeedEntry = {
  id: string
  title: string
  summary: string
  url: string
  author: string
  language: string
  category: { term: string; label: string }
  publishedAt: Date
  updatedAt: Date
}

/** `id`: an IRI that is the feed's own for ever. `selfUrl`: where it was fetched; `pageUrl`: the same for people. */
export type Feed = {
  id: string
  title: string
  subtitle: string
  author: string
  language: string
  selfUrl: string
  pageUrl: string
  /** The same feed in the other language. */
  other: { url: string; language: string }
  /** When the newest entry changed; where there is none, when it was looked. */
  updatedAt: Date
  entries: readonly FeedEntry[]
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML 1.0 cannot hold at all: most control characters, halves of pairs, U+FFFE and U+FFFF (section 2.2). */
const unheard = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const escapeXml = (text: string): string =>
  text.replace(unheard, '').replace(/[&<>"]/g, (character) => entities[character] ?? character)

const element = (name: string, text: string, attributes = '') => `<${name}${attributes}>${escapeXml(text)}</${name}>`
const attribute = (name: string, value: string) => ` ${name}="${escapeXml(value)}"`
const link = (rel: string, href: string, type: string, language?: string) =>
  `<link${attribute('rel', rel)}${attribute('type', type)}${language === undefined ? '' : attribute('hreflang', language)}${attribute('href', href)}/>`

const atomType = 'application/atom+xml'

/** A tag URI (RFC 4151): a name that stays the feed's own wherever it is fetched from. `specific`: percent-encoded where it must be. */
export const tagUri = (host: string, specific: string): string => `tag:${host.toLowerCase()},2026:${specific}`

/** Atom 1.0 (RFC 4287), UTF-8. */
export function atomText(feed: Feed): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom"${attribute('xml:lang', feed.language)}>`,
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', feed.updatedAt.toISOString()),
    `<author>${element('name', feed.author)}</author>`,
    link('self', feed.selfUrl, atomType),
    link('alternate', feed.pageUrl, 'text/html', feed.language),
    link('related', feed.other.url, atomType, feed.other.language),
    ...feed.entries.flatMap((entry) => entryLines(entry, feed.language)),
    '</feed>',
  ]
  return `${lines.join('\n')}\n`
}

const entryLines = (entry: FeedEntry, language: string): string[] => {
  const typed = attribute('xml:lang', entry.language)
  const { term, label } = entry.category
  return [
    '<entry>',
    element('id', entry.id),
    element('title', entry.title, typed),
    element('published', entry.publishedAt.toISOString()),
    element('updated', entry.updatedAt.toISOString()),
    `<author>${element('name', entry.author)}</author>`,
    link('alternate', entry.url, 'text/html', language),
    `<category${attribute('term', term)}${attribute('label', label)}/>`,
    element('summary', entry.summary, typed),
    '</entry>',
  ]
}
