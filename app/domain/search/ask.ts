import { type Band, bands } from './band.ts'
import { type Stage, stages } from './stage.ts'

export const serviceFields = [
  'EMPLOYMENT',
  'ELDERLY_AND_DISABILITY',
  'COMMUNITY',
  'EDUCATION',
  'HEALTH',
  'CULTURE_AND_TECHNOLOGY',
  'LEGAL_AID',
  'OTHER',
] as const
export type ServiceField = (typeof serviceFields)[number]

export const regimes = ['PROCUREMENT', 'VENTURE'] as const
export type Regime = (typeof regimes)[number]
export const instruments = ['POST_PURCHASE', 'PROJECT_GRANT', 'AWARD_IN_LIEU', 'VENTURE_GRANT'] as const
export type Instrument = (typeof instruments)[number]
export const organizationKinds = [
  'ASSOCIATION',
  'SERVICE_INSTITUTION',
  'FOUNDATION',
  'COMMUNITY_GROUP',
  'ENTERPRISE',
] as const
export type OrganizationKind = (typeof organizationKinds)[number]
/** Grades of a rating, best first. */
export const ratings = ['5', '4', '3', '2', '1'] as const
export type Rating = (typeof ratings)[number]

/** `much` and `little`: by money. */
export const sorts = ['best', 'new', 'deadline', 'much', 'little'] as const
export type Sort = (typeof sorts)[number]
export const organizationSorts = ['best', 'new'] as const
export type OrganizationSort = (typeof organizationSorts)[number]

/** What can be narrowed, by the name it has in the address. */
export const projectFacets = ['stage', 'field', 'region', 'regime', 'instrument', 'band', 'year', 'buyer'] as const
export type ProjectFacet = (typeof projectFacets)[number]
export const organizationFacets = ['field', 'region', 'kind', 'rating'] as const
export type OrganizationFacet = (typeof organizationFacets)[number]

/** What somebody asks of the projects. Every part stands in the address, so an answer can be kept and sent on. */
export type ProjectAsk = {
  q: string
  field: ServiceField | undefined
  stage: Stage | undefined
  /** A region's code: everything below it counts. */
  region: string | undefined
  band: Band | undefined
  regime: Regime | undefined
  instrument: Instrument | undefined
  /** Of publication, on the calendar of the place. */
  year: string | undefined
  /** The id of the body that pays. */
  buyer: string | undefined
  sort: Sort
  page: number
}
export type OrganizationAsk = {
  q: string
  field: ServiceField | undefined
  region: string | undefined
  kind: OrganizationKind | undefined
  /** The grade in force today. */
  rating: Rating | undefined
  /** `new`: who came to this site last. */
  sort: OrganizationSort
  page: number
}

export const pageSize = 20
/** Nobody reads further; a question this wide is better narrowed. */
export const hitsMax = 200
const pagesMax = hitsMax / pageSize
const queryCharactersMax = 100

const [regionCode, aYear, anId] = [/^[0-9A-Za-z]{1,20}$/, /^20\d\d$/, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/]

const oneOf = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((item) => item === value)

const matching = (pattern: RegExp, value: string | null) => (value !== null && pattern.test(value) ? value : undefined)

const pageNumber = (value: string | null) => {
  const number = value !== null && /^\d{1,2}$/.test(value) ? Number(value) : 1
  return Math.min(Math.max(number, 1), pagesMax)
}

/** Composed, without control characters, never longer than a question is. */
const queryText = (value: string | null) =>
  Array.from(
    (value ?? '')
      .normalize('NFKC')
      .replace(/[\p{Cc}\p{Cf}\p{Co}\s]+/gu, ' ')
      .trim(),
  )
    .slice(0, queryCharactersMax)
    .join('')

/** Reads an address; parts that mean nothing are left out rather than refused: a link may be old. */
export const readProjectAsk = (params: URLSearchParams): ProjectAsk => ({
  q: queryText(params.get('q')),
  field: oneOf(serviceFields, params.get('field')),
  stage: oneOf(stages, params.get('stage')),
  region: matching(regionCode, params.get('region')),
  band: oneOf(
    bands.map(({ code }) => code),
    params.get('band'),
  ),
  regime: oneOf(regimes, params.get('regime')),
  instrument: oneOf(instruments, params.get('instrument')),
  year: matching(aYear, params.get('year')),
  buyer: matching(anId, params.get('buyer')),
  sort: oneOf(sorts, params.get('sort')) ?? 'best',
  page: pageNumber(params.get('page')),
})

export const readOrganizationAsk = (params: URLSearchParams): OrganizationAsk => ({
  q: queryText(params.get('q')),
  field: oneOf(serviceFields, params.get('field')),
  region: matching(regionCode, params.get('region')),
  kind: oneOf(organizationKinds, params.get('kind')),
  rating: oneOf(ratings, params.get('rating')),
  sort: oneOf(organizationSorts, params.get('sort')) ?? 'best',
  page: pageNumber(params.get('page')),
})

/** A question of either kind: for calls and projects, or for organizations. */
export type SearchAsk = { of: 'projects'; ask: ProjectAsk } | { of: 'organizations'; ask: OrganizationAsk }

export const readSearchAsk = (params: URLSearchParams): SearchAsk =>
  params.get('of') === 'organizations'
    ? { of: 'organizations', ask: readOrganizationAsk(params) }
    : { of: 'projects', ask: readProjectAsk(params) }

/** The address part of a question in its one spelling, without order and page: what is saved and followed. */
export const followedQuery = ({ of, ask }: SearchAsk): string =>
  askQuery<Readonly<Record<string, string | number | undefined>>>(
    { of: of === 'projects' ? undefined : of, ...ask },
    { sort: 'best' },
  )

/** The address part of a question with some of it changed; a changed filter starts again at the first page. */
export function askQuery<Ask extends Readonly<Record<string, string | number | undefined>>>(
  ask: Ask,
  change: Partial<{ [K in keyof Ask]: Ask[K] | undefined }> = {},
): string {
  const asked: Record<string, string | number | undefined> = { ...ask, page: undefined, ...change }
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) {
    const isDefault = value === undefined || value === '' || value === 'best' || (name === 'page' && value === 1)
    if (!isDefault) params.set(name, String(value))
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** The words of a question, for answering without the engine: the engine itself reads at most ten. */
export const wordsOf = (q: string): string[] =>
  [...new Set(q.split(/[\s,，、]+/u).filter((word) => word !== ''))].slice(0, 6)
