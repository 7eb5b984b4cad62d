import { perResident } from '#app/domain/statistics/tiles.ts'
import { type District, readDistrict } from '#app/services/ledger/queries/district.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Told } from '#app/services/shared/slow-figures.server.ts'

export type MapPlace = {
  code: string
  name: string
  projects: number
  committedFen: string
  releasedFen: string
  /** At the end of `residentsOf`, from a document and confirmed by a second person; null where nobody entered it. */
  residents: number | null
  residentsOf: number | null
  /** Under contract for each resident, fen. */
  perResidentFen: string | null
}
export type MapPicture = Pick<Told<object>, 'asOf'> & {
  /** Null: everywhere. */
  here: District['here']
  within: District['within']
  projects: number
  committedFen: string
  places: MapPlace[]
  /** Of the place itself, in none of its parts. */
  own: { projects: number; committedFen: string } | null
}

type Child = { code: string; name: string; residents: number | null; residentsOf: number | null }

/** Every place in a place, whether there is money or not. Three statements; null for a place that is not. */
export async function readMapPicture(ctx: Context, code: string | null): Promise<MapPicture | null> {
  const [district, children] = await Promise.all([
    readDistrict(ctx, code),
    ctx.db.$queryRaw<Child[]>`
      SELECT c.code, CASE WHEN ${ctx.locale} = 'en' THEN c.name_en ELSE c.name_zh END AS name, f.value::int AS residents, f.year::int AS "residentsOf"
      FROM region c LEFT JOIN LATERAL (SELECT x.value, x.year FROM regional_figure x WHERE x.region_id = c.id AND x.indicator_code = 'POPULATION'
        AND x.what = 'ACTUAL' AND x.confirmed_at IS NOT NULL AND x.withdrawn_at IS NULL ORDER BY x.year DESC, x.confirmed_at DESC LIMIT 1) f ON TRUE
      WHERE c.parent_id IS NOT DISTINCT FROM (SELECT h.id FROM region h WHERE h.code = ${code}) ORDER BY c.code`,
  ])
  if (district === null) return null
  const money = new Map(district.parts.map((part) => [part.code, part]))
  return {
    asOf: district.asOf,
    here: district.here,
    within: district.within,
    projects: district.projects,
    committedFen: district.money.committedFen,
    own:
      district.own === null ? null : { projects: district.own.projects, committedFen: district.own.money.committedFen },
    places: children.map((child): MapPlace => {
      const part = money.get(child.code)
      const committedFen = part?.money.committedFen ?? '0'
      return {
        ...child,
        projects: part?.projects ?? 0,
        committedFen,
        releasedFen: part?.money.releasedFen ?? '0',
        perResidentFen: perResident(BigInt(committedFen), child.residents)?.toString() ?? null,
      }
    }),
  }
}
