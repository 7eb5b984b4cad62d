import { type Held, missingCertificates, type PostRules } from '#app/domain/staff/certified.ts'
import { staffPolicy } from '#app/domain/staff/policy.ts'
import type { CertificateKind, ConsentWay, Post } from '#app/domain/staff/terms.ts'
import { type Day, dayOf, yearOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { staffCountMax } from '#app/domain/staff/schema.ts'
import { readNumber } from '../store.server.ts'

export type StaffFigures = {
  staff: number
  assistants: number
  socialWorkers: number
  seniors: number
  /** Hours of training of the year so far, as `12.5`. */
  trainingHours: string
}

/** Counts of a day, for anybody. */
export const staffFigures = (organizationId: string, on: Day): Reading<StaffFigures> =>
  reading(
    Prisma.sql`
    SELECT staff, assistants, social_workers AS "socialWorkers", seniors, trim_scale(training_hours)::text AS "trainingHours"
    FROM staff_figures(${organizationId}::uuid, ${on}::date)`,
    ([row]: StaffFigures[]) => row ?? { staff: 0, assistants: 0, socialWorkers: 0, seniors: 0, trainingHours: '0' },
  )

/** Which certificates the rules of the day ask of which post. */
async function readPostRules(db: Db, on: Day): Promise<PostRules> {
  const rows = await db.staffPostRule.findMany({
    where: { validFrom: { lte: dateOfDay(on) } },
    orderBy: { validFrom: 'asc' },
  })
  return Object.fromEntries(rows.map(({ post, certificates }) => [post, certificates as CertificateKind[]]))
}

type Certificate = { id: string; kind: CertificateKind; number: string; issuedOn: Day; validUntil: Day | null }
export type StaffView = {
  id: string
  name: string
  post: Post
  postTitle: string
  fromOn: Day
  untilOn: Day | null
  isGone: boolean
  /** Certificates of which the post asks for one, where none counts today. */
  missing: readonly CertificateKind[]
  certificates: Certificate[]
  /** Hours of the year so far. */
  hours: string
}

const parts = {
  certificates: { where: { withdrawnAt: null }, orderBy: { issuedOn: 'desc' } },
  trainings: { where: { withdrawnAt: null }, orderBy: { heldOn: 'desc' } },
} as const

const findAll = (db: Db, organizationId: string) =>
  db.staffMember.findMany({
    where: { organizationId },
    include: parts,
    orderBy: [{ untilOn: { sort: 'desc', nulls: 'first' } }, { post: 'asc' }, { id: 'asc' }],
    take: staffCountMax,
  })
type Row = Awaited<ReturnType<typeof findAll>>[number]

function viewOf({ keys }: Pick<Context, 'keys'>, row: Row, rules: PostRules, today: Day): StaffView {
  const certificates = row.certificates.map(({ id, kind, numberSealed, issuedOn, validUntil }) => ({
    id,
    kind: kind as CertificateKind,
    number: readNumber(keys, row.id, numberSealed),
    issuedOn: dayOfDate(issuedOn),
    validUntil: validUntil === null ? null : dayOfDate(validUntil),
  }))
  const untilOn = row.untilOn === null ? null : dayOfDate(row.untilOn)
  const isGone = untilOn !== null && untilOn < today
  const tenths = row.trainings
    .filter(({ heldOn }) => yearOf(dayOfDate(heldOn)) === yearOf(today) && dayOfDate(heldOn) <= today)
    .reduce((sum, { hours }) => sum + Math.round(Number(hours) * 10), 0)
  const held: Held[] = certificates
  return {
    id: row.id,
    name: row.name,
    post: row.post as Post,
    postTitle: row.postTitle,
    fromOn: dayOfDate(row.fromOn),
    untilOn,
    isGone,
    missing: isGone ? [] : missingCertificates(row.post as Post, held, rules, today),
    certificates,
    hours: String(tenths / 10),
  }
}

/** An organization's list, for those who keep it; undefined for everybody else. */
export async function readStaffPage(ctx: Context, organizationId: string) {
  const { db, actor, now } = ctx
  if (!may(staffPolicy, 'read', actor, { organizationId })) return undefined
  const today = dayOf(now)
  const [organization, rows, rules, figures, rule] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    findAll(db, organizationId),
    readPostRules(db, today),
    readOne(db, staffFigures(organizationId, today)),
    readKeepMonths(db, today),
  ])
  const views = rows.map((row) => viewOf(ctx, row, rules, today))
  return {
    id: organizationId,
    name: organization.name,
    today,
    figures,
    keepMonths: rule,
    staff: views.filter(({ isGone }) => !isGone),
    gone: views.filter(({ isGone, name }) => isGone && name !== ''),
    forgotten: views.filter(({ name }) => name === '').length,
  }
}

async function readKeepMonths(db: Db, on: Day): Promise<number> {
  const [row] = await db.$queryRaw<
    { months: number }[]
  >`SELECT keep_months::int AS months FROM staff_rule_on(${on}::date)`
  return row?.months ?? 0
}

/** One person, for those who keep the list. */
export async function readStaffMember(ctx: Context, staffId: string) {
  const { db, actor, now } = ctx
  const row = await db.staffMember.findUnique({
    where: { id: staffId },
    include: { ...parts, organization: { select: { id: true, name: true } } },
  })
  if (row === null || row.anonymizedAt !== null || !may(staffPolicy, 'read', actor, row)) return undefined
  const today = dayOf(now)
  const rules = await readPostRules(db, today)
  return {
    ...viewOf(ctx, row, rules, today),
    version: row.version,
    organization: row.organization,
    today,
    consentHow: row.consentHow as ConsentWay,
    consentOn: dayOfDate(row.consentOn),
    trainings: row.trainings.map(({ id, heldOn, hours, title }) => ({
      id,
      heldOn: dayOfDate(heldOn),
      hours: String(hours),
      title,
    })),
  }
}
