import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { at } from '../shared/day.ts'
import { type Feed, type FeedEntry, atomText, tagUri } from './atom.ts'

type Node = { name: string; attributes: Record<string, string>; text: string; children: Node[] }

/** Throws where it is not well-formed. */
function parse(text: string): Node {
  const root: Node = { name: '', attributes: {}, text: '', children: [] }
  const stack = [root]
  const here = () => stack[stack.length - 1] ?? root
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, text: '', children: [] }
    here().children.push(node)
    stack.push(node)
  })
  parser.on('text', (words) => {
    here().text += words
  })
  parser.on('closetag', () => {
    stack.pop()
  })
  parser.write(text).close()
  return root
}
const named = (node: Node | undefined, name: string) => (node?.children ?? []).filter((child) => child.name === name)

const entry: FeedEntry = {
  id: 'urn:uuid:01990000-0000-7000-8000-000000000001',
  title: '居家照护',
  summary: '上门',
  url: 'https://gongyi.example.cn/calls/GYH-2026-0012',
  author: '闵行区民政局',
  language: 'zh-CN',
  category: { term: 'call', label: '征集' },
  publishedAt: at('2026-03-01T09:30'),
  updatedAt: at('2026-03-05T10:00'),
}
const feed = (entries: FeedEntry[]): Feed => ({
  id: tagUri('Gongyi.Example.cn', 'zh-CN/search?q=%E5%85%BB%E8%80%81&field=COMMUNITY'),
  title: '养老',
  subtitle: '最新',
  author: '公益汇',
  language: 'zh-CN',
  selfUrl: 'https://gongyi.example.cn/search/feed.xml?q=a&field=b',
  pageUrl: 'https://gongyi.example.cn/search?q=a&field=b',
  other: { url: 'https://gongyi.example.cn/en/search/feed.xml?q=a&field=b', language: 'en' },
  updatedAt: at('2026-03-05T10:00'),
  entries,
})

test('what the standard asks of a feed and of each entry is there, once', () => {
  const [root] = named(parse(atomText(feed([entry]))), 'feed')
  expect(root?.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'zh-CN' })
  for (const name of ['id', 'title', 'updated', 'author']) expect(named(root, name), name).toHaveLength(1)
  expect(named(root, 'id')[0]?.text).toBe(
    'tag:gongyi.example.cn,2026:zh-CN/search?q=%E5%85%BB%E8%80%81&field=COMMUNITY',
  )
  expect(named(root, 'link').map(({ attributes }) => [attributes['rel'], attributes['href']])).toEqual([
    ['self', 'https://gongyi.example.cn/search/feed.xml?q=a&field=b'],
    ['alternate', 'https://gongyi.example.cn/search?q=a&field=b'],
    ['related', 'https://gongyi.example.cn/en/search/feed.xml?q=a&field=b'],
  ])
  const [first] = named(root, 'entry')
  for (const name of ['id', 'title', 'updated', 'published', 'summary', 'author', 'link'])
    expect(named(first, name), name).toHaveLength(1)
  expect(named(first, 'published')[0]?.text).toBe('2026-03-01T01:30:00.000Z')
  expect(named(first, 'updated')[0]?.text).toBe('2026-03-05T02:00:00.000Z')
})

test.each([
  ['markup', '<b>&amp;"\'</b>]]><!-- --><entry>'],
  ['emoji and rare characters', '👵🏽 𠮷 ☂️'],
  ['line breaks', '一\n二'],
])('%s in a title comes out as it was typed', (_, title) => {
  const [root] = named(parse(atomText(feed([{ ...entry, title, summary: title }]))), 'feed')
  expect(named(root, 'entry')).toHaveLength(1)
  expect(named(named(root, 'entry')[0], 'title')[0]?.text).toBe(title)
})

test('characters that XML cannot hold are left out rather than breaking the feed', () => {
  const [root] = named(parse(atomText(feed([{ ...entry, title: '铃\u0007声\uD800\uFFFF' }]))), 'feed')
  expect(named(named(root, 'entry')[0], 'title')[0]?.text).toBe('铃声')
})

test('without entries it is a feed all the same', () => {
  const [root] = named(parse(atomText(feed([]))), 'feed')
  expect(named(root, 'entry')).toEqual([])
  expect(named(root, 'updated')).toHaveLength(1)
})
