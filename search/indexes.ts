import { createHash } from 'node:crypto'
import type { Settings } from 'meilisearch'
import { hitsMax } from '#app/domain/search/ask.ts'
import { stopWords, synonyms } from './synonyms.ts'

/** Several installations can share one server, and every test file has indexes of its own: names start with a prefix. */
export const indexNames = (prefix = '') => ({
  projects: `${prefix}projects`,
  organizations: `${prefix}organizations`,
  /** Says of what making the two others are. */
  making: `${prefix}index_making`,
})
export type IndexNames = ReturnType<typeof indexNames>
export const nextOf = (name: string) => `${name}_next`

const filterable = (name: string) => ({
  attributePatterns: [name],
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
})

const shared = {
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['cmn', 'eng'] }],
  // A chosen order is what it says; without one the rule does nothing.
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness'],
  // 2025 is not 2026, and one wrong digit of a credit code is another organization.
  typoTolerance: { disableOnNumbers: true, disableOnAttributes: ['no', 'creditCode', 'bigrams', 'initials'] },
  pagination: { maxTotalHits: hitsMax },
  // Regions are the longest list: every street of a city counts.
  faceting: { maxValuesPerFacet: 400 },
  searchCutoffMs: 800,
  stopWords: [...stopWords],
  synonyms,
} satisfies Settings

/** Of the lowest weight: what is written comes before what only sounds so. */
const helps = ['simplified', 'bigrams', 'pinyin', 'initials']

/** Calls and funded projects, one document each. Searchable in order of weight. */
export const projectSettings = {
  ...shared,
  searchableAttributes: ['title', 'no', 'names', 'words', 'summary', 'detail', ...helps],
  filterableAttributes: ['field', 'stage', 'band', 'regions', 'regime', 'instrument', 'year', 'buyer'].map(filterable),
  sortableAttributes: ['publishedAt', 'deadlineAt', 'budgetFen'],
  displayedAttributes: ['id', 'kind', 'entityId', 'title', 'summary'],
} satisfies Settings

export const organizationSettings = {
  ...shared,
  searchableAttributes: ['name', 'nameEn', 'creditCode', 'words', 'introduction', ...helps],
  filterableAttributes: ['fields', 'regions', 'kind', 'rating'].map(filterable),
  sortableAttributes: ['joinedAt'],
  displayedAttributes: ['id', 'name', 'introduction'],
} satisfies Settings

/** Raise when a document gets another shape: the next start makes the indexes anew. */
const documentShape = 4

export const makingOfIndexes = createHash('sha256')
  .update(JSON.stringify([documentShape, projectSettings, organizationSettings]))
  .digest('hex')
