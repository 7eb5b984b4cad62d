import type { BookingState } from '#app/domain/venue/lifecycle.ts'
import { venuePolicy } from '#app/domain/venue/policy.ts'
import type { VenueKind } from '#app/domain/venue/schema.ts'
import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import { pageOf, pageRows, readIdCursor } from '#app/domain/shared/cursor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type VenueRow = {
  id: string
  unit: string
  name: string
  kind: VenueKind
  regionName: string
  address: string
  capacity: number
  feeFen: string
  fullFeeFen: string
  isOpen: boolean
}
const columns = (
  isEn: boolean,
) => Prisma.sql`v.id, v.unit, v.name, v.kind, v.address, v.capacity, v.fee_fen::text AS "feeFen", v.full_fee_fen::text AS "fullFeeFen",
  v.is_open AS "isOpen", CASE WHEN ${isEn} THEN r.name_en ELSE r.name_zh END AS "regionName"`

/** What the directory is narrowed by, of `v` (venue) and its region `r`. */
export const venuesWanted = (region: string | undefined): Prisma.Sql => Prisma.sql`v.is_open
      ${region === undefined ? Prisma.empty : Prisma.sql`AND r.path LIKE (SELECT path FROM region WHERE code = ${region}) || '%'`}`

/** The directory; one statement. */
export async function readVenues(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  { region, after }: { region: string | undefined; after: string | null },
) {
  const cursor = readIdCursor(after)
  const rows = await db.$queryRaw<VenueRow[]>`
    SELECT ${columns(locale === 'en')} FROM venue v JOIN region r ON r.id = v.region_id WHERE ${venuesWanted(region)}
      ${cursor === undefined ? Prisma.empty : Prisma.sql`AND v.id < ${cursor}::uuid`}
    ORDER BY v.id DESC LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, ({ id }) => ({ key: id, id }))
  return { venues: page.rows, next: rows.length > pageRows ? page.rows.at(-1)?.id : undefined }
}

/** Venues of the reader’s offices, with how many bookings wait. */
export async function readBodyVenues({ db, actor, locale, now }: Context): Promise<(VenueRow & { asked: number })[]> {
  const bodyIds = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  return db.$queryRaw<(VenueRow & { asked: number })[]>`
    SELECT ${columns(locale === 'en')}, (SELECT count(*)::int FROM venue_booking k WHERE k.venue_id = v.id AND k.state = 'ASKED' AND lower(k.during) > ${now}) AS asked
    FROM venue v JOIN region r ON r.id = v.region_id WHERE v.body_id = ${among(bodyIds)} ORDER BY v.id DESC LIMIT 100`
}

export type BookingView = {
  id: string
  version: number
  state: BookingState
  from: string
  to: string
  people: number
  purpose: string
  reason: string
  organizationName: string
  projectNo: string
  projectTitle: string
  isOwn: boolean
  isOver: boolean
}
export type VenuePage = VenueRow & {
  version: number
  bodyId: string
  description: string
  hours: { weekday: number; opens: string; closes: string }[]
  /** Times that are taken, for anybody: no names. */
  taken: { from: string; to: string }[]
  /** The reader’s own bookings; all of them for the office. What waits is first. */
  bookings: BookingView[]
  projects: { id: string; title: string }[]
  isOffice: boolean
}

/** A venue with its hours and what is taken. Who booked what is for the office and the organization itself. */
export async function readVenue(ctx: Context, id: string): Promise<VenuePage | null> {
  const { db, actor, locale, now } = ctx
  const [row] = await db.$queryRaw<
    (VenueRow & Pick<VenuePage, 'version' | 'bodyId' | 'description' | 'hours'> & { taken: VenuePage['taken'] })[]
  >`
    SELECT ${columns(locale === 'en')}, v.version, v.body_id AS "bodyId", v.description,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', to_char(h.opens, 'HH24:MI'), 'closes', to_char(h.closes, 'HH24:MI')) ORDER BY h.weekday), '[]')
        FROM venue_hours h WHERE h.venue_id = v.id) AS hours,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('from', lower(k.during), 'to', upper(k.during)) ORDER BY lower(k.during)), '[]')
        FROM venue_booking k WHERE k.venue_id = v.id AND k.state IN ('ASKED', 'CONFIRMED') AND upper(k.during) > ${now}) AS taken
    FROM venue v JOIN region r ON r.id = v.region_id WHERE v.id = ${id}::uuid`
  if (row === undefined) return null
  const isOffice = may(venuePolicy, 'readBookings', actor, { bodyId: row.bodyId })
  const organizations = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const projects =
    organizations.length === 0
      ? []
      : await db.project.findMany({
          where: { organizationId: { in: organizations }, state: 'ACTIVE' },
          select: { id: true, title: true },
          orderBy: { title: 'asc' },
        })
  const bookings =
    !isOffice && organizations.length === 0
      ? []
      : await db.$queryRaw<BookingView[]>`
          SELECT k.id, k.version, k.state, to_json(lower(k.during)) #>> '{}' AS "from", to_json(upper(k.during)) #>> '{}' AS "to", k.people, k.purpose, k.reason, o.name AS "organizationName",
            p.project_no AS "projectNo", p.title AS "projectTitle", p.organization_id = ${among(organizations)} AS "isOwn", lower(k.during) <= ${now} AS "isOver"
          FROM venue_booking k JOIN project p ON p.id = k.project_id JOIN organization o ON o.id = p.organization_id
          WHERE k.venue_id = ${id}::uuid AND (${isOffice} OR p.organization_id = ${among(organizations)}) 
          ORDER BY (k.state = 'ASKED' AND lower(k.during) > ${now}) DESC, lower(k.during) DESC LIMIT 50`
  // Shut, it is still read by whoever has booked it: they must see what became of that, and may cancel.
  if (!row.isOpen && !isOffice && bookings.length === 0) return null
  return { ...row, bookings, projects, isOffice }
}
