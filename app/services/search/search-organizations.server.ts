import {
  hitsMax,
  type OrganizationAsk,
  type OrganizationFacet,
  type OrganizationKind,
  organizationKinds,
  pageSize,
  type Rating,
  ratings,
  type ServiceField,
  serviceFields,
  wordsOf,
} from '#app/domain/search/ask.ts'
import { markWords, type Piece } from '#app/domain/search/highlight.ts'
import {
  type OrganizationCard,
  organizationCards,
} from '#app/services/organization/queries/organization-cards.server.ts'
import { readAll } from '#app/services/shared/read-together.server.ts'
import { readRegions, type RegionReader } from '#app/services/shared/region-options.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { type Choice, choices, type Looser, looserThan } from './choices.ts'
import { type FoundRow, foundRows } from './found-rows.server.ts'
import { regionFacet, type RegionFacet } from './region-facet.ts'
import { sameText } from './search-projects.server.ts'
import { withFallback } from './with-fallback.server.ts'

export type OrganizationsFound = {
  rows: (OrganizationCard & { namePieces: Piece[]; snippetPieces: Piece[] })[]
  total: number
  isMany: boolean
  hasNext: boolean
  isNear: boolean
  isPlain: boolean
  facets: {
    field: Choice<ServiceField>[]
    kind: Choice<OrganizationKind>[]
    rating: Choice<Rating>[]
    region: RegionFacet
  }
  looser: Looser<OrganizationFacet>[]
  /** Calls and projects that answer the same words. */
  others: { rows: Pick<FoundRow, 'id' | 'kind' | 'no' | 'title'>[]; total: number }
}

const snippetCharacters = 80

export async function searchOrganizations(
  ctx: RegionReader,
  engine: SearchEngine | undefined,
  ask: OrganizationAsk,
): Promise<OrganizationsFound> {
  const found = await withFallback(ctx.db, engine, (asked) => asked.organizations(ask))
  const { rows, others } = await readAll(ctx.db, {
    rows: organizationCards(found.hits.map(({ id }) => id)),
    others: foundRows(found.others.hits),
  })
  const region = regionFacet(await readRegions(ctx), ask.region, found.facets.region)
  const hitOf = new Map(found.hits.map((hit) => [hit.id, hit]))
  const words = found.isPlain ? wordsOf(ask.q) : []
  return {
    rows: rows.map((row) => {
      const hit = hitOf.get(row.id)
      const text = Array.from(row.introduction)
      const shortened = text.slice(0, snippetCharacters).join('') + (text.length > snippetCharacters ? '…' : '')
      return {
        ...row,
        namePieces: sameText(hit?.title, row.name) ?? markWords(row.name, words),
        snippetPieces: hit?.snippet ?? markWords(shortened, words),
      }
    }),
    total: found.total,
    isMany: found.total >= hitsMax,
    hasNext: ask.page * pageSize < found.total,
    isNear: found.isNear,
    isPlain: found.isPlain,
    facets: {
      field: choices(serviceFields, found.facets.field, ask.field),
      kind: choices(organizationKinds, found.facets.kind, ask.kind),
      rating: choices(ratings, found.facets.rating, ask.rating),
      region,
    },
    looser: looserThan(found.total, found.without),
    others: {
      rows: others.map(({ id, kind, no, title }) => ({ id, kind, no, title })),
      total: found.others.total,
    },
  }
}
