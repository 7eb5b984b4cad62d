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

export const sorts = ['best', 'new', 'deadline'] as const
export type Sort = (typeof sorts)[number]

/** What somebody asks of the projects. Every part stands in the address, so an answer can be kept and sent on. */
export type ProjectAsk = {
  q: string
  field: ServiceField | undefined
  stage: Stage | undefined
  /** A region's code: everything below it counts. */
  region: string | undefined
  band: Band | undefined
  sort: Sort
  page: number
}
export type OrganizationAsk = {
  q: string
  field: ServiceField | undefined
  region: string | undefined
  page: number
}

export const pageSize = 20
/** Nobody reads further; a question this wide is better narrowed. */
export const hitsMax = 200
const pagesMax = hitsMax / pageSize
const queryCharactersMax = 100

const oneOf = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((item) => item === value)

const regionCode = (value: string | null) => (value !== null && /^[0-9A-Za-z]{1,20}$/.test(value) ? value : undefined)

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
  region: regionCode(params.get('region')),
  band: oneOf(
    bands.map(({ code }) => code),
    params.get('band'),
  ),
  sort: oneOf(sorts, params.get('sort')) ?? 'best',
  page: pageNumber(params.get('page')),
})

export const readOrganizationAsk = (params: URLSearchParams): OrganizationAsk => ({
  q: queryText(params.get('q')),
  field: oneOf(serviceFields, params.get('field')),
  region: regionCode(params.get('region')),
  page: pageNumber(params.get('page')),
})

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
