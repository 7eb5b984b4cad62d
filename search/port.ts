import type { OrganizationAsk, ProjectAsk } from '#app/domain/search/ask.ts'
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
  /** Nothing matched word for word: these are near it. */
  isNear: boolean
}
export type FoundProjects = Found<ProjectHit, 'field' | 'stage' | 'band' | 'region'>
export type FoundOrganizations = Found<OrganizationHit, 'field' | 'region'>

/** Whatever answers a question with ids. Throws when it cannot; the caller then asks PostgreSQL. */
export type SearchEngine = {
  projects(ask: ProjectAsk): Promise<FoundProjects>
  organizations(ask: OrganizationAsk): Promise<FoundOrganizations>
}
