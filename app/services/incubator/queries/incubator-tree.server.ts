import { among } from '#app/services/shared/among.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import type { RegionLevel } from '#prisma/generated/enums.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type IncubatorRow = {
  id: string
  name: string
  level: RegionLevel
  regionName: string
  bodyName: string | null
  isOpen: boolean
  /** 0 for a root; how deep it hangs. */
  depth: number
  tenants: number
  alumni: number
  places: number
  placesLeft: number
  seats: number
  seatsHeld: number
}
type Raw = Omit<IncubatorRow, 'depth'> & { parentId: string | null }

const shown = 500

/** All incubators as a tree, each under its parent, in the order of places. `bodyIds`: of these bodies alone. One statement. */
export async function readIncubatorTree({ db, locale }: Context, bodyIds?: readonly string[]): Promise<IncubatorRow[]> {
  const suffix = Prisma.raw(locale === 'en' ? 'name_en' : 'name_zh')
  const own = bodyIds === undefined ? Prisma.sql`true` : Prisma.sql`i.body_id = ${among(bodyIds)}`
  const rows = await db.$queryRaw<Raw[]>`
    SELECT i.id, i.${suffix} AS name, i.level, g.${suffix} AS "regionName", b.${suffix} AS "bodyName", i.is_open AS "isOpen", i.parent_id AS "parentId",
      n.tenants, n.alumni, k.places, greatest(k.places_left, 0) AS "placesLeft", i.seats, (SELECT h.seats FROM incubator_held(i.id) h) AS "seatsHeld"
    FROM incubator i JOIN region g ON g.id = i.region_id LEFT JOIN body b ON b.id = i.body_id
      CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE x.state IN ('ACTIVE', 'LEAVING'))::int AS tenants,
        count(*) FILTER (WHERE x.state = 'GRADUATED')::int AS alumni FROM incubation x WHERE x.incubator_id = i.id) n
      CROSS JOIN LATERAL (SELECT coalesce(sum(c.quota), 0)::int AS places, coalesce(sum(greatest(c.quota - incubator_class_taken(c.id), 0)), 0)::int AS places_left
        FROM incubator_class c WHERE c.incubator_id = i.id) k
    WHERE ${own} ORDER BY g.path, i.name_zh LIMIT ${atMost(shown)}`
  const under = new Map<string | null, Raw[]>()
  const ids = new Set(rows.map(({ id }) => id))
  for (const row of rows) {
    // Whose parent is not on the list hangs at the root of it.
    const parent = row.parentId !== null && ids.has(row.parentId) ? row.parentId : null
    under.set(parent, [...(under.get(parent) ?? []), row])
  }
  const flat = (parent: string | null, depth: number): IncubatorRow[] =>
    (under.get(parent) ?? []).flatMap((row) => [{ ...row, depth }, ...flat(row.id, depth + 1)])
  return flat(null, 0)
}
