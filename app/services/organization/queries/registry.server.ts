import type { CreditList } from '#app/domain/credit/event.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { readIdCursor } from '#app/domain/shared/cursor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { OrganizationKind } from './organization-cards.server.ts'

export type RegistryRow = {
  id: string
  name: string
  creditCode: string | null
  kind: OrganizationKind
  state: 'ACTIVE' | 'SUSPENDED' | 'ENDED'
  creditState: 'REGULAR' | CreditList
  isHub: boolean
  tieCount: number
}
export type Registry = {
  isRegistry: boolean
  /** Officers enter, and may bring a list in by file. */
  mayImport: boolean
  q: string
  rows: RegistryRow[]
  next: string | undefined
  /** Entered by one and not yet confirmed by another. */
  toConfirm: { id: string; name: string }[]
}

const pageSize = 20

/** Organizations of the places whose register the reader's bodies keep, by name; a page at a time from the last name. */
export async function readRegistry({ db, actor, now }: Context, params: URLSearchParams): Promise<Registry> {
  const bodyIds = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const q = (params.get('q') ?? '').trim().slice(0, 80)
  const [first = '', ...rest] = (params.get('after') ?? '').split('~')
  const id = readIdCursor(first)
  const after = id === undefined ? Prisma.empty : Prisma.sql`AND (o.name, o.id) > (${rest.join('~')}, ${id}::uuid)`
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const match =
    q === ''
      ? Prisma.empty
      : Prisma.sql`AND (o.name ILIKE ${like} OR o.credit_code = ${q.toUpperCase()}
          OR EXISTS (SELECT 1 FROM organization_former_name f WHERE f.organization_id = o.id AND f.name ILIKE ${like}))`
  const places = await db.body.findMany({
    where: { id: { in: bodyIds }, duties: { has: 'REGISTRY' } },
    select: { id: true, region: { select: { path: true } } },
  })
  const officerOf = bodiesWhere(actor, 'OFFICER')
  if (places.length === 0) return { isRegistry: false, mayImport: false, q, rows: [], next: undefined, toConfirm: [] }
  const inPlaces = Prisma.join(
    places.map(({ region }) => Prisma.sql`(r.path = ${region.path} OR r.path LIKE ${`${region.path}/%`})`),
    ' OR ',
  )
  const [rows, toConfirm] = await Promise.all([
    db.$queryRaw<RegistryRow[]>`
      SELECT o.id::text, o.name, o.credit_code AS "creditCode", o.kind::text, o.state::text, credit_state(o.id, ${dayOf(now)}::date) AS "creditState",
        is_hub(o.id, ${dayOf(now)}::date) AS "isHub", (SELECT count(*)::int FROM organization_tie t WHERE t.organization_id = o.id AND t.until_on IS NULL) AS "tieCount"
      FROM organization o JOIN region r ON r.id = o.region_id
      WHERE (${inPlaces}) ${match} ${after} ORDER BY o.name, o.id LIMIT ${atMost(pageSize + 1)}`,
    db.$queryRaw<{ id: string; name: string }[]>`
      SELECT DISTINCT o.id::text, o.name FROM organization o WHERE o.id IN (
        SELECT organization_id FROM hub_designation WHERE body_id = ${among(places.map((place) => place.id))} AND confirmed_at IS NULL AND ended_on IS NULL
        UNION SELECT organization_id FROM organization_end WHERE body_id = ${among(places.map((place) => place.id))} AND confirmed_at IS NULL AND withdrawn_at IS NULL)
      ORDER BY o.name LIMIT 50`,
  ])
  const shown = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? shown.at(-1) : undefined
  return {
    isRegistry: true,
    mayImport: places.some(({ id: place }) => officerOf.includes(place)),
    q,
    rows: shown,
    next: last === undefined ? undefined : `${last.id}~${last.name}`,
    toConfirm,
  }
}
