import { formatGiverCode, parseGiverCode } from '#app/domain/appeal/giver-code.ts'
import { volunteerPolicy } from '#app/domain/volunteer/policy.ts'
import { volunteersShown } from '#app/domain/volunteer/schema.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { findSignup } from '../sign-up.server.ts'
import { codeOfSignup, type Contact, hashOfVolunteerCode, isProven, readContact } from '../store.server.ts'

export type VolunteerFigures = { volunteers: number; hours: string }

/** Counts of a day, for anybody. */
export const volunteerFigures = (organizationId: string, on: Day): Reading<VolunteerFigures> =>
  reading(
    Prisma.sql`
    SELECT volunteers, trim_scale(hours)::text AS hours FROM volunteer_figures(${organizationId}::uuid, ${on}::date)`,
    ([row]: VolunteerFigures[]) => row ?? { volunteers: 0, hours: '0' },
  )

export type CalloutRow = {
  id: string
  title: string
  organizationName: string
  place: string
  startsAt: string
  endsAt: string
  seats: number
  taken: number
  isCancelled: boolean
  /** It has begun. */
  isOver: boolean
}
type Raw = Omit<CalloutRow, 'startsAt' | 'endsAt' | 'isOver'> & { startsAt: Date; endsAt: Date }

const findCallouts = (db: Db, which: Prisma.Sql) => db.$queryRaw<Raw[]>`
  SELECT c.id::text, c.title, o.name AS "organizationName", c.place, c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.seats::int, c.cancelled_at IS NOT NULL AS "isCancelled",
    (SELECT count(*)::int FROM volunteer_signup s WHERE s.callout_id = c.id AND s.cancelled_at IS NULL) AS taken
  FROM callout c JOIN organization o ON o.id = c.organization_id WHERE ${which}`
const rowOf = (raw: Raw, now: Date): CalloutRow => ({
  ...raw,
  isOver: raw.startsAt <= now,
  startsAt: raw.startsAt.toISOString(),
  endsAt: raw.endsAt.toISOString(),
})

/** Of `c` (callout): it lies ahead. */
export const calloutsWanted = (now: Date): Prisma.Sql =>
  Prisma.sql`c.cancelled_at IS NULL AND c.starts_at > ${now}::timestamptz`

/** Call-outs that lie ahead, the next one first; `?after=` the id of the last one seen. */
export async function readOpenCallouts({ db, now, actor, keys }: Context, after: string | undefined) {
  const rows = await findCallouts(
    db,
    Prisma.sql`${calloutsWanted(now)} ${
      after === undefined
        ? Prisma.empty
        : Prisma.sql`AND (c.starts_at, c.id) > (SELECT x.starts_at, x.id FROM callout x WHERE x.id = ${after}::uuid)`
    } ORDER BY c.starts_at, c.id LIMIT 21`,
  )
  const mine =
    actor.accountId === undefined
      ? []
      : await db.volunteerSignup.findMany({
          where: { volunteer: { accountId: actor.accountId }, formKey: { not: null } },
          include: { callout: { select: { title: true, startsAt: true } } },
          orderBy: { signedUpAt: 'desc' },
          take: 20,
        })
  return {
    callouts: rows.slice(0, 20).map((row) => rowOf(row, now)),
    next: rows.length > 20 ? rows[19]?.id : undefined,
    mine: mine.map(({ calloutId, formKey, callout, cancelledAt }) => ({
      code: formatGiverCode(codeOfSignup(keys, { calloutId, formKey: formKey ?? '' })),
      title: callout.title,
      startsAt: callout.startsAt.toISOString(),
      isCancelled: cancelledAt !== null,
    })),
  }
}

export async function readCallout({ db, now, actor }: Context, calloutId: string) {
  const [row] = await findCallouts(db, Prisma.sql`c.id = ${calloutId}::uuid`)
  if (row === undefined) return undefined
  const { about, organizationId, cancelledReason } = await db.callout.findUniqueOrThrow({ where: { id: calloutId } })
  return {
    ...rowOf(row, now),
    about,
    organizationId,
    cancelledReason,
    mayKeep: may(volunteerPolicy, 'read', actor, { organizationId }),
  }
}

/** What a sign-up's code opens: the call-out, what became of it, and the hours that count by now. */
export async function readOwnSignup(ctx: Context, typed: string) {
  const found = await findSignup(ctx, typed)
  if (!found.ok) return found
  const row = await ctx.db.volunteerSignup.findUniqueOrThrow({
    where: { id: found.signupId },
    include: { callout: { include: { organization: { select: { name: true } } } }, volunteer: true },
  })
  const [sum] = await ctx.db.$queryRaw<{ hours: string; times: number }[]>`
    SELECT trim_scale(hours)::text AS hours, times FROM volunteer_hours(${row.volunteerId}::uuid)`
  const { callout } = row
  return ok({
    signup: {
      calloutId: callout.id,
      title: callout.title,
      organizationName: callout.organization.name,
      place: callout.place,
      startsAt: callout.startsAt.toISOString(),
      name: row.volunteer.name,
      isSignedOff: row.cancelledAt !== null,
      isCancelled: callout.cancelledAt !== null,
      cancelledReason: callout.cancelledReason,
      isOver: callout.startsAt <= ctx.now,
      hours: row.confirmedAt === null || row.hours === null ? null : String(row.hours),
      // Of all times: for whoever came on this very sign-up.
      allHours: isProven(row) ? (sum?.hours ?? '0') : '0',
      times: isProven(row) ? (sum?.times ?? 0) : 0,
    },
  })
}

/** Hours and organization for whoever knows the number; the name besides for whoever holds the code. */
export async function readCertificate(ctx: Context, typed: string) {
  const code = parseGiverCode(typed)
  const number = /^\d{6,12}$/.test(typed) ? BigInt(typed) : undefined
  const where =
    number !== undefined
      ? { number }
      : code === undefined
        ? undefined
        : { codeHash: hashOfVolunteerCode(ctx.keys, code) }
  if (where === undefined) return undefined
  const row = await ctx.db.volunteerCertificate.findUnique({
    where,
    include: { volunteer: { include: { organization: { select: { id: true, name: true } } } } },
  })
  if (row === null) return undefined
  return {
    number: String(row.number),
    hours: String(row.hours),
    times: row.times,
    fromOn: dayOfDate(row.fromOn),
    untilOn: dayOfDate(row.untilOn),
    issuedOn: dayOf(row.issuedAt),
    organization: row.volunteer.organization,
    /** Null: seen by its number. Empty: kept no longer. */
    name: number === undefined ? row.volunteer.name : null,
    code: number === undefined && code !== undefined ? formatGiverCode(code) : null,
  }
}

/** An organization's register and call-outs, for its own people; contacts for those who keep it. */
export async function readVolunteersPage(ctx: Context, organizationId: string) {
  const { db, actor, now, keys } = ctx
  if (!may(volunteerPolicy, 'read', actor, { organizationId })) return undefined
  const mayKeep = may(volunteerPolicy, 'keep', actor, { organizationId })
  const [organization, figures, callouts, volunteers, hours] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    readOne(db, volunteerFigures(organizationId, dayOf(now))),
    findCallouts(db, Prisma.sql`c.organization_id = ${organizationId}::uuid ORDER BY c.starts_at DESC, c.id LIMIT 50`),
    db.volunteer.findMany({
      where: { organizationId, anonymizedAt: null },
      orderBy: { id: 'desc' },
      take: volunteersShown,
    }),
    db.$queryRaw<{ id: string; hours: string; times: number }[]>`
      SELECT v.id::text, trim_scale(h.hours)::text AS hours, h.times FROM volunteer v CROSS JOIN LATERAL volunteer_hours(v.id) h
      WHERE v.organization_id = ${organizationId}::uuid AND v.anonymized_at IS NULL AND h.hours > 0`,
  ])
  const hoursOf = new Map(hours.map((row) => [row.id, row]))
  return {
    id: organizationId,
    name: organization.name,
    figures,
    mayKeep,
    callouts: callouts.map((row) => rowOf(row, now)),
    volunteers: volunteers.map((row) => ({
      id: row.id,
      name: row.name,
      version: row.version,
      contact: mayKeep ? readContact(keys, row.id, row.contactSealed) : hidden,
      hours: hoursOf.get(row.id)?.hours ?? '0',
      times: hoursOf.get(row.id)?.times ?? 0,
    })),
  }
}
const hidden: Contact = { phone: '', email: '' }

/** Who comes or came to a call-out, for the organization's own people. */
export async function readCalloutSheet(ctx: Context, calloutId: string) {
  const { db, actor, now, keys } = ctx
  const callout = await readCallout(ctx, calloutId)
  if (callout?.mayKeep !== true) return undefined
  const { organizationId } = callout
  const mayKeep = may(volunteerPolicy, 'keep', actor, { organizationId })
  const signups = await db.volunteerSignup.findMany({
    where: { calloutId, cancelledAt: null },
    include: { volunteer: true },
    orderBy: [{ signedUpAt: 'asc' }, { id: 'asc' }],
  })
  const people = await db.organizationMembership.findMany({
    where: { organizationId },
    distinct: ['accountId'],
    select: { accountId: true },
    take: 2,
  })
  const register = mayKeep
    ? await db.volunteer.findMany({
        where: { organizationId, anonymizedAt: null, signups: { none: { calloutId, cancelledAt: null } } },
        select: { id: true, name: true },
        orderBy: { name: 'asc' },
        take: volunteersShown,
      })
    : []
  const waiting = signups.filter(({ recordedAt, confirmedAt }) => recordedAt !== null && confirmedAt === null)
  return {
    ...callout,
    hasEnded: new Date(callout.endsAt) <= now,
    mayRecord: mayKeep && signups.some(({ confirmedAt }) => confirmedAt === null),
    mayEdit: mayKeep,
    waiting: waiting.length,
    isAlone: people.length < 2,
    mayConfirm:
      waiting.length > 0 &&
      waiting.every(({ recordedById }) => recordedById !== actor.accountId) &&
      may(volunteerPolicy, 'confirm', actor, { organizationId }),
    register,
    signups: signups.map((row) => ({
      id: row.id,
      name: row.volunteer.name,
      contact: mayKeep ? readContact(keys, row.volunteer.id, row.volunteer.contactSealed) : hidden,
      hours: row.hours === null ? null : String(row.hours),
      rating: row.rating,
      isConfirmed: row.confirmedAt !== null,
    })),
  }
}

export type OwnSignup = Extract<Awaited<ReturnType<typeof readOwnSignup>>, { ok: true }>['signup']
export type CertificateView = NonNullable<Awaited<ReturnType<typeof readCertificate>>>
export type CalloutSheet = NonNullable<Awaited<ReturnType<typeof readCalloutSheet>>>
