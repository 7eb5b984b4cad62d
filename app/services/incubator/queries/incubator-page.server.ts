import { incubatorPolicy } from '#app/domain/incubator/policy.ts'
import type { GroupStage, IncubatorRule, IncubatorService, TenancyKind } from '#app/domain/incubator/terms.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import type { RegionLevel } from '#prisma/generated/enums.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readRule } from '../store.server.ts'

export type TenantRow = {
  id: string | null
  name: string
  className: string
  kind: TenancyKind
  stage: GroupStage
  fromOn: string
  /** Of a tenant the last day of the term, of an alumnus the day of graduation. */
  toOn: string
  isRegistered: boolean
}
export type TrainingRow = {
  id: string
  title: string
  startsAt: string
  place: string
  hours: string
  seats: number
  taken: number
  forWhom: 'ALL' | 'TENANTS'
  isCancelled: boolean
}
export type ClassRow = { id: string; name: string; quota: number; taken: number; waiting: number }
export type IncubatorPage = {
  id: string
  name: string
  level: RegionLevel
  regionName: string
  bodyName: string | null
  host: { id: string; name: string } | null
  parent: { id: string; name: string } | null
  children: { id: string; name: string; level: RegionLevel }[]
  areaM2: number
  seats: number
  rooms: number
  seatsHeld: number
  areaHeld: number
  kinds: TenancyKind[]
  services: IncubatorService[]
  introduction: string
  howToApply: string
  address: string
  hours: string
  contactName: string
  contactPhone: string
  isOpen: boolean
  classes: ClassRow[]
  tenants: TenantRow[]
  alumni: TenantRow[]
  trainings: TrainingRow[]
  results: {
    applications: number
    admitted: number
    /** Groups that came unregistered, and how many of them are registered now. */
    groups: number
    groupsRegistered: number
    firstAwards: number
    coachingHours: string
    trainingHours: string
  }
  rule: IncubatorRule
  mayManage: boolean
}

const shownTenants = 200
const shownTrainings = 20

/** Everything anybody may know of an incubator. Two statements. */
export async function readIncubatorPage(ctx: Context, incubatorId: string): Promise<IncubatorPage | null> {
  const { db, locale, now } = ctx
  const en = locale === 'en'
  const name = (alias: string) => Prisma.raw(`${alias}.${en ? 'name_en' : 'name_zh'}`)
  const person = Prisma.sql`coalesce(o.name, x.group_name)`
  const tenant = (
    until: Prisma.Sql,
  ) => Prisma.sql`jsonb_build_object('id', x.organization_id, 'name', ${person}, 'className', ${name('c')}, 'kind', x.kind,
    'stage', x.stage, 'fromOn', x.from_on, 'toOn', ${until}, 'isRegistered', o.credit_code IS NOT NULL)`
  const [row] = await db.$queryRaw<{ page: Omit<IncubatorPage, 'rule' | 'mayManage'> & { bodyId: string | null } }[]>`
    SELECT jsonb_build_object('id', i.id, 'name', ${name('i')}, 'level', i.level, 'regionName', ${name('g')}, 'bodyId', i.body_id, 'bodyName', ${name('b')},
      'host', CASE WHEN h.id IS NULL THEN NULL ELSE jsonb_build_object('id', h.id, 'name', h.name) END,
      'parent', CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('id', p.id, 'name', ${name('p')}) END,
      'children', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'name', ${name('y')}, 'level', y.level) ORDER BY y.name_zh), '[]') FROM incubator y WHERE y.parent_id = i.id),
      'areaM2', i.area_m2, 'seats', i.seats, 'rooms', i.rooms, 'seatsHeld', held.seats, 'areaHeld', held.area_m2, 'kinds', i.kinds, 'services', i.services,
      'introduction', i.introduction, 'howToApply', i.how_to_apply, 'address', i.address, 'hours', i.hours, 'contactName', i.contact_name, 'contactPhone', i.contact_phone,
      'isOpen', i.is_open,
      'classes', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', ${name('c')}, 'quota', c.quota, 'taken', incubator_class_taken(c.id),
          'waiting', (SELECT count(*) FROM incubation w WHERE w.class_id = c.id AND w.state = 'WAITING')) ORDER BY c.position), '[]') FROM incubator_class c WHERE c.incubator_id = i.id),
      'tenants', (SELECT coalesce(jsonb_agg(t.row ORDER BY t.from_on, t.id), '[]') FROM (SELECT x.id, x.from_on, ${tenant(Prisma.sql`x.to_on`)} AS row
        FROM incubation x JOIN incubator_class c ON c.id = x.class_id LEFT JOIN organization o ON o.id = x.organization_id
        WHERE x.incubator_id = i.id AND x.state IN ('ACTIVE', 'LEAVING') ORDER BY x.from_on, x.id LIMIT ${atMost(shownTenants)}) t),
      'alumni', (SELECT coalesce(jsonb_agg(t.row ORDER BY t.graduated_on DESC, t.id), '[]') FROM (SELECT x.id, x.graduated_on, ${tenant(Prisma.sql`x.graduated_on`)} AS row
        FROM incubation x JOIN incubator_class c ON c.id = x.class_id LEFT JOIN organization o ON o.id = x.organization_id
        WHERE x.incubator_id = i.id AND x.state = 'GRADUATED' ORDER BY x.graduated_on DESC, x.id LIMIT ${atMost(shownTenants)}) t),
      'trainings', (SELECT coalesce(jsonb_agg(t.row ORDER BY t.starts_at), '[]') FROM (SELECT v.starts_at, jsonb_build_object('id', v.id, 'title', v.title, 'startsAt', v.starts_at,
          'place', v.place, 'hours', trim_scale(v.hours)::text, 'seats', v.seats, 'forWhom', v.for_whom, 'isCancelled', v.cancelled_at IS NOT NULL,
          'taken', (SELECT coalesce(sum(s.people), 0) FROM training_signup s WHERE s.training_id = v.id AND s.cancelled_at IS NULL)) AS row
        FROM incubator_training v WHERE v.incubator_id = i.id AND v.starts_at > ${now} ORDER BY v.starts_at LIMIT ${atMost(shownTrainings)}) t),
      'results', jsonb_build_object(
        'applications', (SELECT count(*) FROM incubation x WHERE x.incubator_id = i.id AND x.sent_at IS NOT NULL),
        'admitted', (SELECT count(*) FROM incubation x WHERE x.incubator_id = i.id AND x.from_on IS NOT NULL),
        'groups', (SELECT count(*) FROM incubation x WHERE x.incubator_id = i.id AND x.from_on IS NOT NULL AND x.was_group),
        'groupsRegistered', (SELECT count(*) FROM incubation x JOIN organization o ON o.id = x.organization_id WHERE x.incubator_id = i.id AND x.from_on IS NOT NULL
          AND x.was_group AND o.credit_code IS NOT NULL),
        'firstAwards', (SELECT count(DISTINCT x.organization_id) FROM incubation x WHERE x.incubator_id = i.id AND x.from_on IS NOT NULL
          AND (SELECT min((a.decided_at AT TIME ZONE 'Asia/Shanghai')::date) FROM award a JOIN bid d ON d.id = a.bid_id
            WHERE d.organization_id = x.organization_id AND a.revoked_at IS NULL) >= x.from_on),
        'coachingHours', (SELECT trim_scale(coalesce(sum(s.hours), 0))::text FROM incubation_service s JOIN incubation x ON x.id = s.incubation_id
          WHERE x.incubator_id = i.id AND s.confirmed_at IS NOT NULL),
        'trainingHours', (SELECT trim_scale(coalesce(sum(v.hours), 0))::text FROM incubator_training v WHERE v.incubator_id = i.id AND v.held_at IS NOT NULL))) AS page
    FROM incubator i JOIN region g ON g.id = i.region_id LEFT JOIN body b ON b.id = i.body_id LEFT JOIN organization h ON h.id = i.host_id
      LEFT JOIN incubator p ON p.id = i.parent_id CROSS JOIN LATERAL incubator_held(i.id) held
    WHERE i.id = ${incubatorId}::uuid`
  if (row === undefined) return null
  const { bodyId, ...page } = row.page
  return {
    ...page,
    rule: await readRule(db, dayOf(now)),
    mayManage: may(incubatorPolicy, 'read', ctx.actor, { bodyId: bodyId ?? undefined }),
  }
}
