import { readOrganizationAsk, type ServiceField } from '#app/domain/search/ask.ts'
import { readIdCursor } from '#app/domain/shared/cursor.ts'
import { regionFacet, type RegionFacet } from '#app/services/search/region-facet.ts'
import { withFallback } from '#app/services/search/with-fallback.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne } from '#app/services/shared/read-together.server.ts'
import { readRegions, type RegionReader } from '#app/services/shared/region-options.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { type OrganizationCard, organizationList } from './organization-cards.server.ts'

export type OrganizationsPage = {
  cards: OrganizationCard[]
  next: string | undefined
  field: ServiceField | undefined
  region: string | undefined
  /** Only those that may bid for this call. */
  call: { no: string; title: string } | undefined
  facets: Readonly<Record<'field' | 'kind' | 'rating', Readonly<Record<string, number>>>> & { region: RegionFacet }
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
  ctx: RegionReader,
  engine: SearchEngine | undefined,
  params: URLSearchParams,
): Promise<OrganizationsPage> {
  const { field, region } = readOrganizationAsk(params)
  const call = await readCall(ctx, params.get('call'))
  const counted = await withFallback(ctx.db, engine, (asked) =>
    asked.organizations({ q: '', field, region, kind: undefined, rating: undefined, sort: 'best', page: 1 }),
  )
  const list = await readOne(
    ctx.db,
    organizationList({ field, region, callId: call?.id }, readPlace(params.get('after'))),
  )
  return {
    cards: list.cards,
    next: list.next === undefined ? undefined : writePlace(list.next),
    field,
    region,
    call: call === undefined ? undefined : { no: call.no, title: call.title },
    facets: {
      field: counted.facets.field,
      kind: counted.facets.kind,
      rating: counted.facets.rating,
      region: regionFacet(await readRegions(ctx), region, counted.facets.region),
    },
  }
}

async function readCall({ db }: Pick<Context, 'db'>, callNo: string | null) {
  if (callNo === null || callNo.length > 40) return undefined
  const call = await db.call.findUnique({
    where: { callNo },
    select: { id: true, title: true, publishedAt: true, isRehearsal: true },
  })
  return call?.publishedAt == null || call.isRehearsal ? undefined : { id: call.id, no: callNo, title: call.title }
}
