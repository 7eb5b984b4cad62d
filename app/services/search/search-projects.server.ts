import { type Band, bands } from '#app/domain/search/band.ts'
import {
  hitsMax,
  type Instrument,
  instruments,
  pageSize,
  type ProjectAsk,
  type ProjectFacet,
  type Regime,
  regimes,
  type ServiceField,
  serviceFields,
  wordsOf,
} from '#app/domain/search/ask.ts'
import { markWords, type Piece } from '#app/domain/search/highlight.ts'
import { type Stage, stages } from '#app/domain/search/stage.ts'
import { organizationNames } from '#app/services/organization/queries/organization-cards.server.ts'
import { readAll } from '#app/services/shared/read-together.server.ts'
import { readRegions, type RegionReader } from '#app/services/shared/region-options.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { type BuyerChoice, buyerFacet } from './buyer-facet.server.ts'
import { type Choice, choices, latestFirst, type Looser, looserThan } from './choices.ts'
import { type FoundRow, foundRows } from './found-rows.server.ts'
import { type RegionFacet, regionFacet } from './region-facet.ts'
import { withFallback } from './with-fallback.server.ts'

export type ProjectsFound = {
  rows: (Omit<FoundRow, 'summary'> & { titlePieces: Piece[]; snippetPieces: Piece[] })[]
  total: number
  /** There are more than are counted. */
  isMany: boolean
  hasNext: boolean
  isNear: boolean
  isPlain: boolean
  facets: {
    field: Choice<ServiceField>[]
    stage: Choice<Stage>[]
    band: Choice<Band>[]
    regime: Choice<Regime>[]
    instrument: Choice<Instrument>[]
    year: Choice<string>[]
    buyer: BuyerChoice[]
    region: RegionFacet
  }
  looser: Looser<ProjectFacet>[]
  /** Organizations that answer the same words. */
  others: { rows: { id: string; name: string }[]; total: number }
}

const snippetCharacters = 80

/**
 * Finds calls and funded projects. The engine says which; what is shown of them is read from PostgreSQL, so a document that
 * is a moment old can be stale in its order but never in what it says or lets be seen.
 */
export async function searchProjects(
  ctx: RegionReader,
  engine: SearchEngine | undefined,
  ask: ProjectAsk,
): Promise<ProjectsFound> {
  const found = await withFallback(ctx.db, engine, (asked) => asked.projects(ask))
  const { region, buyer } = found.facets
  const read = await readAll(ctx.db, {
    rows: foundRows(found.hits),
    buyer: buyerFacet(ask.buyer, buyer),
    others: organizationNames(found.others.hits.map(({ id }) => id)),
  })
  const hitOf = new Map(found.hits.map((hit) => [hit.id, hit]))
  const words = found.isPlain ? wordsOf(ask.q) : []
  return {
    rows: read.rows.map(({ summary: whole, ...row }) => {
      const hit = hitOf.get(row.id)
      const summary = Array.from(whole)
      const shortened = summary.slice(0, snippetCharacters).join('') + (summary.length > snippetCharacters ? '…' : '')
      return {
        ...row,
        titlePieces: sameText(hit?.title, row.title) ?? markWords(row.title, words),
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
      stage: choices(stages, found.facets.stage, ask.stage),
      band: choices(
        bands.map(({ code }) => code),
        found.facets.band,
        ask.band,
      ),
      regime: choices(regimes, found.facets.regime, ask.regime),
      instrument: choices(instruments, found.facets.instrument, ask.instrument),
      year: latestFirst(found.facets.year, ask.year),
      buyer: read.buyer,
      region: regionFacet(await readRegions(ctx), ask.region, region),
    },
    looser: looserThan(found.total, found.without),
    others: { rows: read.others, total: found.others.total },
  }
}

/** The marked title only while it is still the title. */
export const sameText = (pieces: Piece[] | undefined, text: string): Piece[] | undefined =>
  pieces?.map((piece) => piece.text).join('') === text ? pieces : undefined
