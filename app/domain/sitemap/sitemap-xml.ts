// Sitemaps as sitemaps.org has them, each page in both its languages. At most 50,000 addresses and 50 MB a file: far fewer here.

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`)

const xmlns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
const declaration = '<?xml version="1.0" encoding="UTF-8"?>'

/** The addresses of one page: absolute, Chinese first. */
export type Addresses = { zh: string; en: string }

export const sitemapXml = (pages: readonly Addresses[]): string =>
  [
    declaration,
    `<urlset ${xmlns} xmlns:xhtml="http://www.w3.org/1999/xhtml">`,
    ...pages.flatMap(({ zh, en }) => [entry(zh, { zh, en }), entry(en, { zh, en })]),
    '</urlset>',
    '',
  ].join('\n')

const entry = (loc: string, { zh, en }: Addresses) =>
  `<url><loc>${escape(loc)}</loc>${alternate('zh-CN', zh)}${alternate('en', en)}${alternate('x-default', zh)}</url>`
const alternate = (language: string, href: string) =>
  `<xhtml:link rel="alternate" hreflang="${language}" href="${escape(href)}"/>`

export const sitemapIndexXml = (files: readonly string[]): string =>
  [
    declaration,
    `<sitemapindex ${xmlns}>`,
    ...files.map((file) => `<sitemap><loc>${escape(file)}</loc></sitemap>`),
    '</sitemapindex>',
    '',
  ].join('\n')
