import type { Meilisearch, MultiSearchQuery, MultiSearchResult } from 'meilisearch'
import { hitsMax, pageSize } from '#app/domain/search/ask.ts'
import { bigramsOf } from '#app/domain/search/bigrams.ts'
import { hitEnd, hitStart } from '#app/domain/search/highlight.ts'
import { soundPairsOf, toSimplified } from '../chinese.ts'
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
  q: toSimplified(q),
  locales: ['cmn', 'eng'] as ('cmn' | 'eng')[],
})

/**
 * The answer; when no document holds the words, the nearest ones: what sounds the same, then what shares pairs of characters, so
 * that one wrong character is forgiven.
 */
export async function find<Facet extends string>(
  engine: Meilisearch,
  question: Question<Facet>,
): Promise<Answer<Facet>> {
  const exact = await ask(engine, question, {})
  if (exact.total > 0 || question.page > 1) return { ...exact, isNear: false }
  for (const { q, attribute } of nearQuestions(question.q)) {
    const near = await ask(engine, { ...question, q }, { attributesToSearchOn: [attribute], ...wholly(attribute) })
    if (near.total > 0) return { ...near, isNear: true }
  }
  return { ...exact, isNear: false }
}

const wholly = (attribute: string): Pick<MultiSearchQuery, 'matchingStrategy'> =>
  attribute === 'pinyin' ? { matchingStrategy: 'all' } : {}

function nearQuestions(q: string): { q: string; attribute: string }[] {
  const simplified = toSimplified(q)
  const [sounds, pairs] = [soundPairsOf(simplified), bigramsOf(simplified)]
  return [
    ...(sounds === '' ? [] : [{ q: sounds, attribute: 'pinyin' }]),
    // Words are given up from the end: asked in both orders, the wrong character may stand at either end.
    ...(pairs.includes(' ')
      ? [pairs, pairs.split(' ').reverse().join(' ')].map((each) => ({ q: each, attribute: 'bigrams' }))
      : []),
  ]
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
  more: Pick<MultiSearchQuery, 'attributesToSearchOn' | 'matchingStrategy'>,
): Promise<Omit<Answer<Facet>, 'isNear'>> {
  const { index, q, filters, page, other } = question
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
