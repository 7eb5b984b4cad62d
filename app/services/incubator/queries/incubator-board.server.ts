import { incubatorPolicy } from '#app/domain/incubator/policy.ts'
import type { Grade } from '#app/domain/incubator/assessment.ts'
import type { IncubationState } from '#app/domain/incubator/lifecycle.ts'
import type { TenancyKind } from '#app/domain/incubator/terms.ts'
import { type IncubationWarning, warningsOf } from '#app/domain/incubator/warnings.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readRule } from '../store.server.ts'

export type BoardRow = {
  id: string
  version: number
  state: IncubationState
  name: string
  className: string
  kind: TenancyKind
  isGroup: boolean
  sentAt: string
  checkDueOn: string
  isLate: boolean
  fromOn: Day | null
  toOn: Day | null
  isOffered: boolean
  warnings: IncubationWarning[]
}
type Raw = Omit<BoardRow, 'warnings'> & {
  lastSeenOn: Day | null
  openGoalDueOn: Day | null
  listedSince: Day | null
  assessedOn: Day | null
  grade: Grade | null
}

/** One that began: its attendance waits to be written down, or was and may be put right. `came`: null until it was. */
export type PastTraining = {
  id: string
  title: string
  startsAt: string
  hours: string
  signedUp: number
  came: number | null
}

const shown = 300
const shownPast = 20

/** Applications and tenants of an incubator for the people who keep it, with what they are warned of; and its trainings that began, the newest first. Four statements. */
export async function readIncubatorBoard(ctx: Context, incubatorId: string) {
  const { db, actor, locale, now } = ctx
  const base = await db.incubator.findUnique({ where: { id: incubatorId } })
  const standing = { bodyId: base?.bodyId ?? undefined }
  if (base === null || !may(incubatorPolicy, 'read', actor, standing)) return null
  const today = dayOf(now)
  const rule = await readRule(db, today)
  const rows = await db.$queryRaw<Raw[]>`
    SELECT i.id, i.version, i.state, coalesce(o.name, i.group_name) AS name, c.${Prisma.raw(locale === 'en' ? 'name_en' : 'name_zh')} AS "className", i.kind,
      i.organization_id IS NULL AS "isGroup", i.sent_at AS "sentAt", i.check_due_on::text AS "checkDueOn", i.check_due_on < ${today}::date AS "isLate",
      i.from_on::text AS "fromOn", i.to_on::text AS "toOn",
      EXISTS (SELECT 1 FROM incubation_agreement a WHERE a.incubation_id = i.id AND a.signed_at IS NULL AND a.withdrawn_at IS NULL) AS "isOffered",
      incubation_seen(i.id)::text AS "lastSeenOn", (SELECT min(g.due_on)::text FROM incubation_goal g WHERE g.incubation_id = i.id AND g.done_on IS NULL) AS "openGoalDueOn",
      (SELECT min(s.from_on)::text FROM credit_span s WHERE s.organization_id = i.organization_id AND s.from_on <= ${today}::date AND (s.to_on IS NULL OR ${today}::date < s.to_on)) AS "listedSince",
      m.assessed_on::text AS "assessedOn", m.grade
    FROM incubation i JOIN incubator_class c ON c.id = i.class_id LEFT JOIN organization o ON o.id = i.organization_id
      LEFT JOIN LATERAL (SELECT x.assessed_on, x.grade FROM incubation_assessment x WHERE x.incubation_id = i.id ORDER BY x.assessed_on DESC LIMIT 1) m ON true
    WHERE i.incubator_id = ${incubatorId}::uuid AND i.sent_at IS NOT NULL ORDER BY coalesce(i.queued_at, i.sent_at), i.id LIMIT ${atMost(shown)}`
  const pastTrainings = await db.$queryRaw<PastTraining[]>`
    SELECT v.id::text, v.title, to_json(v.starts_at)#>>'{}' AS "startsAt", trim_scale(v.hours)::text AS hours, coalesce(s.people, 0)::int AS "signedUp",
      CASE WHEN v.held_at IS NOT NULL THEN coalesce(s.attended, 0)::int END AS came
    FROM incubator_training v CROSS JOIN LATERAL (SELECT sum(people) AS people, sum(attended) AS attended FROM training_signup
      WHERE training_id = v.id AND cancelled_at IS NULL) s
    WHERE v.incubator_id = ${incubatorId}::uuid AND v.starts_at <= ${now} AND v.cancelled_at IS NULL ORDER BY v.starts_at DESC LIMIT ${atMost(shownPast)}`
  return {
    id: base.id,
    name: locale === 'en' ? base.nameEn : base.nameZh,
    isOpen: base.isOpen,
    pastTrainings,
    mayManage: may(incubatorPolicy, 'manage', actor, standing),
    rows: rows.map(({ lastSeenOn, openGoalDueOn, listedSince, assessedOn, grade, ...row }): BoardRow => {
      const isIn = (row.state === 'ACTIVE' || row.state === 'LEAVING') && row.fromOn !== null && row.toOn !== null
      return {
        ...row,
        sentAt: new Date(row.sentAt).toISOString(),
        warnings:
          isIn && row.fromOn !== null && row.toOn !== null
            ? warningsOf(
                {
                  fromOn: row.fromOn,
                  toOn: row.toOn,
                  lastSeenOn,
                  openGoalDueOn,
                  listedSince,
                  lastAssessment: assessedOn === null || grade === null ? null : { on: assessedOn, grade },
                },
                rule,
                today,
              )
            : [],
      }
    }),
  }
}

/** For the form that an incubator is kept by; null where it is not the reader's. */
export async function readIncubatorDraft(ctx: Context, incubatorId: string) {
  const { db, actor, locale } = ctx
  const base = await db.incubator.findUnique({ where: { id: incubatorId }, include: { region: true } })
  if (base === null || !may(incubatorPolicy, 'manage', actor, { bodyId: base.bodyId ?? undefined })) return null
  const [classes, host, above] = await Promise.all([
    db.incubatorClass.findMany({ where: { incubatorId }, orderBy: { position: 'asc' } }),
    base.hostId === null ? null : db.organization.findUnique({ where: { id: base.hostId }, select: { name: true } }),
    db.incubator.findMany({
      where: { region: { path: { in: pathsAbove(base.region.path) } } },
      select: { id: true, nameZh: true, nameEn: true },
      orderBy: { level: 'asc' },
    }),
  ])
  return {
    id: base.id,
    name: locale === 'en' ? base.nameEn : base.nameZh,
    version: base.version,
    above: above.map(({ id, nameZh, nameEn }) => ({ id, name: locale === 'en' ? nameEn : nameZh })),
    values: {
      nameZh: base.nameZh,
      nameEn: base.nameEn,
      parentId: base.parentId ?? '',
      hostCode: host?.name ?? '',
      areaM2: String(base.areaM2),
      seats: String(base.seats),
      rooms: String(base.rooms),
      kinds: base.kinds,
      services: base.services,
      introduction: base.introduction,
      howToApply: base.howToApply,
      address: base.address,
      hours: base.hours,
      contactName: base.contactName,
      contactPhone: base.contactPhone,
      isOpen: base.isOpen ? 'on' : '',
      classes: classes.map(({ id, nameZh, nameEn, quota }) => ({ id, nameZh, nameEn, quota: String(quota) })),
    },
  }
}

/** `a/b/c` → `a/b`, `a`. */
const pathsAbove = (path: string): string[] => {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** Bodies in whose name the reader may found one, and the regions these cover. */
export async function readIncubatorFounders({ db, actor, locale }: Context) {
  const bodies = await db.body.findMany({
    where: { id: { in: bodiesWhere(actor, 'OFFICER', 'APPROVER') } },
    select: { id: true, nameZh: true, nameEn: true, region: { select: { path: true } } },
    orderBy: { nameZh: 'asc' },
  })
  const regions = await db.region.findMany({
    where: {
      level: { in: ['CITY', 'DISTRICT', 'TOWN'] },
      OR: bodies.flatMap(({ region: { path } }) => [{ path }, { path: { startsWith: `${path}/` } }]),
    },
    select: { id: true, nameZh: true, nameEn: true, level: true },
    orderBy: { path: 'asc' },
  })
  return {
    bodies: bodies.map(({ id, nameZh, nameEn }) => ({ id, name: locale === 'en' ? nameEn : nameZh })),
    regions:
      bodies.length === 0
        ? []
        : regions.map(({ id, nameZh, nameEn }) => ({ id, name: locale === 'en' ? nameEn : nameZh })),
  }
}
