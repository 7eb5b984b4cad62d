import type { Meilisearch, MultiSearchQuery } from 'meilisearch'
import type { OrganizationAsk, ProjectAsk, Sort } from '#app/domain/search/ask.ts'
import { hitStart, splitHits } from '#app/domain/search/highlight.ts'
import { connect, type SearchService } from '../client.server.ts'
import { type IndexNames, indexNames } from '../indexes.ts'
import { asMeant } from '../meant.ts'
import { type OrganizationHit, type ProjectHit, type SearchEngine, suggestedMax } from '../port.ts'
import { find, type Row, sameWords } from './ask-index.server.ts'

/** How long a page waits before it asks PostgreSQL instead. */
const patienceMs = 1500

export function createEngine(service: SearchService, prefix?: string): SearchEngine {
  const engine = connect(service, patienceMs)
  const names = indexNames(prefix)
  return {
    projects: (ask) => findProjects(engine, names, ask),
    organizations: (ask) => findOrganizations(engine, names, ask),
    suggest: (q) => suggest(engine, names, q),
  }
}

const order: Readonly<Record<Sort, string[]>> = {
  best: [],
  new: ['publishedAt:desc'],
  deadline: ['deadlineAt:asc'],
  much: ['budgetFen:desc'],
  little: ['budgetFen:asc'],
}
const sortOf = ({ q, sort }: ProjectAsk): string[] => (sort === 'best' && q === '' ? order.new : order[sort])

const [ofProject, ofOrganization] = [['kind', 'entityId'], ['id']]

async function findProjects(engine: Meilisearch, names: IndexNames, ask: ProjectAsk) {
  const { rows, others, ...found } = await find(engine, {
    index: names.projects,
    q: ask.q,
    filters: {
      field: { attribute: 'field', value: ask.field },
      stage: { attribute: 'stage', value: ask.stage },
      band: { attribute: 'band', value: ask.band },
      region: { attribute: 'regions', value: ask.region },
      regime: { attribute: 'regime', value: ask.regime },
      instrument: { attribute: 'instrument', value: ask.instrument },
      year: { attribute: 'year', value: ask.year },
      buyer: { attribute: 'buyer', value: ask.buyer },
    },
    page: ask.page,
    sort: sortOf(ask),
    highlight: ['title', 'summary'],
    crop: ['summary'],
    retrieve: ofProject,
    other: { index: names.organizations, retrieve: ofOrganization },
  })
  return {
    ...found,
    hits: rows.map(projectHit),
    others: { hits: others.rows.map(organizationHit), total: others.total },
  }
}

async function findOrganizations(engine: Meilisearch, names: IndexNames, ask: OrganizationAsk) {
  const { rows, others, ...found } = await find(engine, {
    index: names.organizations,
    q: ask.q,
    filters: {
      field: { attribute: 'fields', value: ask.field },
      region: { attribute: 'regions', value: ask.region },
      kind: { attribute: 'kind', value: ask.kind },
      rating: { attribute: 'rating', value: ask.rating },
    },
    page: ask.page,
    sort: ask.sort === 'new' ? ['joinedAt:desc'] : [],
    highlight: ['name', 'introduction'],
    crop: ['introduction'],
    retrieve: ofOrganization,
    other: { index: names.projects, retrieve: ofProject },
  })
  return {
    ...found,
    hits: rows.map(organizationHit),
    others: { hits: others.rows.map(projectHit), total: others.total },
  }
}

/** By what things are called, in characters or by sound: what stands deep in a text is not what one begins to type. */
async function suggest(engine: Meilisearch, names: IndexNames, q: string) {
  const meant = asMeant(q)
  const { results } = await engine.multiSearch<{ queries: MultiSearchQuery[] }, Row>({
    queries: [
      {
        ...sameWords(names.projects, meant),
        attributesToSearchOn: ['title', 'no', 'names', 'simplified', 'bigrams', 'pinyin', 'initials'],
        limit: suggestedMax.projects,
        attributesToRetrieve: ofProject,
        matchingStrategy: 'all',
      },
      {
        ...sameWords(names.organizations, meant),
        attributesToSearchOn: ['name', 'nameEn', 'creditCode', 'simplified', 'bigrams', 'pinyin', 'initials'],
        limit: suggestedMax.organizations,
        attributesToRetrieve: ofOrganization,
        matchingStrategy: 'all',
      },
    ],
  })
  const [projects, organizations] = results
  return {
    projects: (projects?.hits ?? []).map(projectHit),
    organizations: (organizations?.hits ?? []).map(organizationHit),
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
