import { readOrganizationAsk, type ServiceField } from '#app/domain/search/ask.ts'
import { readIdCursor } from '#app/domain/shared/cursor.ts'
import { regionFacet, type RegionFacet } from '#app/services/search/region-facet.server.ts'
import { withFallback } from '#app/services/search/with-fallback.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { listOrganizationCards, type OrganizationCard } from './organization-cards.server.ts'

export type OrganizationsPage = {
  cards: OrganizationCard[]
  next: string | undefined
  field: ServiceField | undefined
  region: string | undefined
  facets: { field: Readonly<Record<string, number>>; region: RegionFacet }
}

/** A place in the list: the last name on the page and its id. A name may have any character in it. */
const writePlace = (place: { name: string; id: string }) => `${place.id}~${place.name}`
const readPlace = (text: string | null) => {
  const [first = '', ...rest] = (text ?? '').split('~')
  const id = readIdCursor(first)
  const name = rest.join('~')
  return id === undefined || name === '' || name.length > 200 ? undefined : { id, name }
}

/** The register by name; how many there are of each field and region comes from the index. */
export async function organizationsPage(
  ctx: Pick<Context, 'db'>,
  engine: SearchEngine | undefined,
  params: URLSearchParams,
): Promise<OrganizationsPage> {
  const { field, region } = readOrganizationAsk(params)
  const [list, counted] = await Promise.all([
    listOrganizationCards(ctx.db, { field, region }, readPlace(params.get('after'))),
    withFallback(ctx.db, engine, (asked) => asked.organizations({ q: '', field, region, page: 1 })),
  ])
  return {
    cards: list.cards,
    next: list.next === undefined ? undefined : writePlace(list.next),
    field,
    region,
    facets: { field: counted.facets.field, region: await regionFacet(ctx.db, region, counted.facets.region) },
  }
}
