import type { OrganizationAsk, OrganizationFacet, ProjectAsk, ProjectFacet } from '#app/domain/search/ask.ts'
import type { Piece } from '#app/domain/search/highlight.ts'

export type ProjectHit = { kind: 'call' | 'project'; id: string; title?: Piece[]; snippet?: Piece[] }
export type OrganizationHit = { id: string; title?: Piece[]; snippet?: Piece[] }
/** How many there are of each value, counted as if this one filter were not set: the others can be tried at sight. */
export type Counts = Readonly<Record<string, number>>

export type Found<Hit, Facet extends string> = {
  hits: Hit[]
  /** At most hitsMax; the true number may be larger. */
  total: number
  facets: Readonly<Record<Facet, Counts>>
  /** What would be found without one of the filters that are set: where nothing is, what to take away. */
  without: Readonly<Partial<Record<Facet, number>>>
  /** Nothing matched word for word: these are near it. */
  isNear: boolean
}
export type FoundProjects = Found<ProjectHit, ProjectFacet>
export type FoundOrganizations = Found<OrganizationHit, OrganizationFacet>

/** The first of a kind that answers the same words, with no filter: a hint beside the other kind's page. */
export type Glimpse<Hit> = { hits: Hit[]; total: number }
export const glimpseSize = 3

/** What begins to answer while it is being typed. */
export type Suggested = { projects: ProjectHit[]; organizations: OrganizationHit[] }
export const suggestedMax = { projects: 5, organizations: 3 } as const

/** Whatever answers a question with ids. Throws when it cannot; the caller then asks PostgreSQL. */
export type SearchEngine = {
  projects(ask: ProjectAsk): Promise<FoundProjects & { others: Glimpse<OrganizationHit> }>
  organizations(ask: OrganizationAsk): Promise<FoundOrganizations & { others: Glimpse<ProjectHit> }>
  suggest(q: string): Promise<Suggested>
}
