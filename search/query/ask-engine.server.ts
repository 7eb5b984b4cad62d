import type { Meilisearch, MultiSearchQuery, MultiSearchResult } from 'meilisearch'
import { hitsMax, type OrganizationAsk, pageSize, type ProjectAsk } from '#app/domain/search/ask.ts'
import { bigramsOf } from '#app/domain/search/bigrams.ts'
import { hitEnd, hitStart, splitHits } from '#app/domain/search/highlight.ts'
import { connect, type SearchService } from '../client.server.ts'
import { type IndexNames, indexNames } from '../indexes.ts'
import type { Counts, FoundOrganizations, FoundProjects, OrganizationHit, ProjectHit, SearchEngine } from '../port.ts'

/** How long a page waits before it asks PostgreSQL instead. */
const patienceMs = 1500

type Filters = Readonly<Record<string, string | undefined>>
type Row = Record<string, unknown>
type Result = MultiSearchResult<Row>

/** What one index is asked: filter values come from closed lists or a strict pattern, so they need no quoting of their own. */
type Question = {
  index: string
  q: string
  filters: Filters
  page: number
  sort?: string[]
  highlight: string[]
  crop: string[]
  retrieve: string[]
}

export function createEngine(service: SearchService, prefix?: string): SearchEngine {
  const engine = connect(service, patienceMs)
  const names = indexNames(prefix)
  return {
    projects: (ask) => findProjects(engine, names, ask),
    organizations: (ask) => findOrganizations(engine, names, ask),
  }
}

const sortOf = ({ q, sort }: ProjectAsk): string[] =>
  sort === 'deadline' ? ['deadlineAt:asc'] : sort === 'new' || q === '' ? ['publishedAt:desc'] : []

/** A whole number such as GYH-2026-0031 means that one thing: its parts alone would find a year's worth. */
const asPhrase = (q: string): string => (/^[a-z]{2,4}-\d{4}-\d{2,6}$/i.test(q.trim()) ? `"${q.trim()}"` : q)

async function findProjects(engine: Meilisearch, names: IndexNames, ask: ProjectAsk): Promise<FoundProjects> {
  const found = await find(engine, {
    index: names.projects,
    q: asPhrase(ask.q),
    filters: { field: ask.field, stage: ask.stage, band: ask.band, regions: ask.region },
    page: ask.page,
    sort: sortOf(ask),
    highlight: ['title', 'summary'],
    crop: ['summary'],
    retrieve: ['kind', 'entityId'],
  })
  const counts = (name: string): Counts => found.facets[name] ?? {}
  return {
    ...found,
    hits: found.rows.map(projectHit),
    facets: { field: counts('field'), stage: counts('stage'), band: counts('band'), region: counts('regions') },
  }
}

async function findOrganizations(
  engine: Meilisearch,
  names: IndexNames,
  ask: OrganizationAsk,
): Promise<FoundOrganizations> {
  const found = await find(engine, {
    index: names.organizations,
    q: ask.q,
    filters: { fields: ask.field, regions: ask.region },
    page: ask.page,
    highlight: ['name', 'introduction'],
    crop: ['introduction'],
    retrieve: ['id'],
  })
  return {
    ...found,
    hits: found.rows.map(organizationHit),
    facets: { field: found.facets['fields'] ?? {}, region: found.facets['regions'] ?? {} },
  }
}

type Answer = { rows: Row[]; total: number; facets: Record<string, Counts>; isNear: boolean }

/** The answer; when no document holds the words, the nearest ones by pairs of characters, so that one wrong one is forgiven. */
async function find(engine: Meilisearch, question: Question): Promise<Answer> {
  const exact = await ask(engine, question, {})
  if (exact.total > 0 || question.page > 1) return { ...exact, isNear: false }
  const pairs = bigramsOf(question.q)
  if (!pairs.includes(' ')) return { ...exact, isNear: false }
  // Words are given up from the end: asked in both orders, the wrong character may stand at either end.
  for (const q of [pairs, pairs.split(' ').reverse().join(' ')]) {
    const near = await ask(engine, { ...question, q }, { attributesToSearchOn: ['bigrams'] })
    if (near.total > 0) return { ...near, isNear: true }
  }
  return { ...exact, isNear: false }
}

const filterOf = (filters: Filters, without?: string): string[] =>
  Object.entries(filters).flatMap(([name, value]) =>
    value === undefined || name === without ? [] : [`${name} = "${value}"`],
  )

/** One request: the page itself, and for each filter that is set, the counts as if it were not. */
async function ask(engine: Meilisearch, question: Question, more: Pick<MultiSearchQuery, 'attributesToSearchOn'>) {
  const { index, q, filters, page } = question
  const same = { indexUid: index, q, locales: ['cmn', 'eng'] as ('cmn' | 'eng')[], ...more }
  const set = Object.keys(filters).filter((name) => filters[name] !== undefined)
  const { results } = await engine.multiSearch<{ queries: MultiSearchQuery[] }, Row>({
    queries: [
      {
        ...same,
        filter: filterOf(filters),
        facets: Object.keys(filters).filter((name) => filters[name] === undefined),
        ...(question.sort === undefined ? {} : { sort: question.sort }),
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
      ...set.map((name) => ({ ...same, filter: filterOf(filters, name), facets: [name], limit: 0 })),
    ],
  })
  const [first, ...others] = results as Result[]
  return {
    rows: first?.hits ?? [],
    total: Math.min(first?.estimatedTotalHits ?? 0, hitsMax),
    facets: Object.assign({}, first?.facetDistribution, ...others.map((result) => result.facetDistribution)) as Record<
      string,
      Counts
    >,
  }
}

/** A marked text, or nothing when the words were found elsewhere. */
const marked = (row: Row, name: string) => {
  const formatted = row['_formatted'] as Record<string, unknown> | undefined
  const text = formatted?.[name]
  return typeof text === 'string' && text.includes(hitStart) ? splitHits(text) : undefined
}
const pieces = (row: Row, title: string, snippet: string) => {
  const titlePieces = marked(row, title)
  const snippetPieces = marked(row, snippet)
  return {
    ...(titlePieces === undefined ? {} : { title: titlePieces }),
    ...(snippetPieces === undefined ? {} : { snippet: snippetPieces }),
  }
}
const projectHit = (row: Row): ProjectHit => ({
  kind: row['kind'] === 'call' ? 'call' : 'project',
  id: String(row['entityId']),
  ...pieces(row, 'title', 'summary'),
})
const organizationHit = (row: Row): OrganizationHit => ({
  id: String(row['id']),
  ...pieces(row, 'name', 'introduction'),
})
