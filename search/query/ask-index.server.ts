import type { Meilisearch, MultiSearchQuery, MultiSearchResult } from 'meilisearch'
import { hitsMax, pageSize } from '#app/domain/search/ask.ts'
import { bigramsOf } from '#app/domain/search/bigrams.ts'
import { hitEnd, hitStart } from '#app/domain/search/highlight.ts'
import { soundPairsOf } from '../chinese.ts'
import { asMeant, isNumber } from '../meant.ts'
import { type Counts, glimpseSize } from '../port.ts'

export type Row = Record<string, unknown>
type Result = MultiSearchResult<Row>

/** What one index is asked: filter values come from closed lists or a strict pattern, so they need no quoting of their own. */
export type Question<Facet extends string> = {
  index: string
  q: string
  /** Every facet by its name in the address: the attribute it is called in the index, and the value that is set. */
  filters: Readonly<Record<Facet, { attribute: string; value: string | undefined }>>
  page: number
  sort: string[]
  highlight: string[]
  crop: string[]
  retrieve: string[]
  /** The other index, glimpsed at with the same words. */
  other: { index: string; retrieve: string[] }
}
export type Answer<Facet extends string> = {
  rows: Row[]
  total: number
  facets: Record<Facet, Counts>
  without: Partial<Record<Facet, number>>
  isNear: boolean
  others: { rows: Row[]; total: number }
}

export const sameWords = (index: string, q: string) => ({
  indexUid: index,
  q,
  locales: ['cmn', 'eng'] as ('cmn' | 'eng')[],
})

type How = { q: string } & Pick<MultiSearchQuery, 'attributesToSearchOn' | 'matchingStrategy'>

/**
 * The answer: every word, then, when no document holds them all, what is near and said to be: what sounds the same, what holds the
 * rarer of the words, what shares pairs of characters. So one wrong character or one word too many is forgiven.
 */
export async function find<Facet extends string>(
  engine: Meilisearch,
  question: Question<Facet>,
): Promise<Answer<Facet>> {
  const meant = asMeant(question.q)
  const q = isNumber(meant) ? `"${meant}"` : meant
  const exact = await ask(engine, question, { q, matchingStrategy: 'all' })
  if (exact.total > 0 || question.q === '' || isNumber(meant)) return { ...exact, isNear: false }
  for (const how of nearWays(q)) {
    const near = await ask(engine, question, how)
    if (near.total > 0) return { ...near, isNear: true }
  }
  return { ...exact, isNear: false }
}

/** Up to so many characters in one run it is a name or a thing with a wrong character in it; beyond, or in several words, a sentence. */
const thingMax = 8

function nearWays(q: string): How[] {
  const [sounds, pairs] = [soundPairsOf(q), bigramsOf(q)]
  const bySound: How[] = sounds === '' ? [] : [{ q: sounds, attributesToSearchOn: ['pinyin'], matchingStrategy: 'all' }]
  const byRarerWords: How[] = [{ q, matchingStrategy: 'frequency' }]
  // Words are given up from the end: asked in both orders, the wrong character may stand at either end.
  const byPairs: How[] = pairs.includes(' ')
    ? [pairs, pairs.split(' ').reverse().join(' ')].map((each) => ({ q: each, attributesToSearchOn: ['bigrams'] }))
    : []
  const isThing = !/\s/.test(q) && Array.from(q).length <= thingMax
  return isThing ? [...bySound, ...byPairs, ...byRarerWords] : [...bySound, ...byRarerWords, ...byPairs]
}

const filterOf = <Facet extends string>(filters: Question<Facet>['filters'], without?: Facet): string[] =>
  namesOf(filters).flatMap((name) => {
    const { attribute, value } = filters[name]
    return value === undefined || name === without ? [] : [`${attribute} = "${value}"`]
  })
const namesOf = <Facet extends string>(filters: Question<Facet>['filters']) => Object.keys(filters) as Facet[]

/** One request: the page itself, for each filter that is set the counts as if it were not, and a glimpse of the other index. */
async function ask<Facet extends string>(
  engine: Meilisearch,
  question: Question<Facet>,
  { q, ...more }: How,
): Promise<Omit<Answer<Facet>, 'isNear'>> {
  const { index, filters, page, other } = question
  const names = namesOf(filters)
  const set = names.filter((name) => filters[name].value !== undefined)
  const isGlimpsed = q !== '' && page === 1
  const { results } = await engine.multiSearch<{ queries: MultiSearchQuery[] }, Row>({
    queries: [
      {
        ...sameWords(index, q),
        ...more,
        filter: filterOf(filters),
        facets: names.filter((name) => !set.includes(name)).map((name) => filters[name].attribute),
        ...(question.sort.length === 0 ? {} : { sort: question.sort }),
        offset: (page - 1) * pageSize,
        limit: pageSize,
        attributesToRetrieve: question.retrieve,
        attributesToHighlight: question.highlight,
        attributesToCrop: question.crop,
        cropLength: 40,
        cropMarker: '…',
        highlightPreTag: hitStart,
        highlightPostTag: hitEnd,
      },
      ...set.map((name) => ({
        ...sameWords(index, q),
        ...more,
        filter: filterOf(filters, name),
        facets: [filters[name].attribute],
        limit: 0,
      })),
      ...(isGlimpsed
        ? [
            {
              ...sameWords(other.index, q),
              ...more,
              matchingStrategy: 'all' as const,
              limit: glimpseSize,
              attributesToRetrieve: other.retrieve,
            },
          ]
        : []),
    ],
  })
  const [first, ...rest] = results as Result[]
  const sides = rest.slice(0, set.length)
  const glimpse = isGlimpsed ? rest[set.length] : undefined
  const counted = new Map(
    [first, ...sides].flatMap((result) => Object.entries<Counts>(result?.facetDistribution ?? {})),
  )
  return {
    rows: first?.hits ?? [],
    total: totalOf(first),
    facets: Object.fromEntries(names.map((name) => [name, counted.get(filters[name].attribute) ?? {}])) as Record<
      Facet,
      Counts
    >,
    without: Object.fromEntries(set.map((name, at) => [name, totalOf(sides[at])])) as Partial<Record<Facet, number>>,
    others: { rows: glimpse?.hits ?? [], total: totalOf(glimpse) },
  }
}

const totalOf = (result: Result | undefined) => Math.min(result?.estimatedTotalHits ?? 0, hitsMax)
