import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { sitemapIndexXml, sitemapXml } from './sitemap-xml.ts'

/** What stands in the elements and attributes of this name, read by a parser that takes nothing but well-formed XML. */
function read(xml: string, name: string, attribute?: string): string[] {
  const found: string[] = []
  let text = ''
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => {
    text = ''
    if (tag.name === name && attribute !== undefined) found.push(String(tag.attributes[attribute]))
  })
  parser.on('text', (part) => (text += part))
  parser.on('closetag', (tag) => {
    if (tag.name === name && attribute === undefined) found.push(text)
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return found
}

test('every page stands there twice, and each names both', () => {
  const xml = sitemapXml([{ zh: 'https://x.cn/a?b=1&c=<2>', en: 'https://x.cn/en/a?b=1&c=<2>' }])
  expect(read(xml, 'loc')).toEqual(['https://x.cn/a?b=1&c=<2>', 'https://x.cn/en/a?b=1&c=<2>'])
  expect(read(xml, 'xhtml:link', 'hreflang')).toEqual(['zh-CN', 'en', 'x-default', 'zh-CN', 'en', 'x-default'])
  expect(read(xml, 'xhtml:link', 'href').slice(0, 3)).toEqual([
    'https://x.cn/a?b=1&c=<2>',
    'https://x.cn/en/a?b=1&c=<2>',
    'https://x.cn/a?b=1&c=<2>',
  ])
})

test('the index names its files', () => {
  expect(read(sitemapIndexXml(['https://x.cn/1.xml', 'https://x.cn/2.xml']), 'loc')).toEqual([
    'https://x.cn/1.xml',
    'https://x.cn/2.xml',
  ])
  expect(read(sitemapXml([]), 'loc')).toEqual([])
})
