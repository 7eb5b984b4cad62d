import { incubatorPolicy } from '#app/domain/incubator/policy.ts'
import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** A training as anybody sees it; with who signed up, for those who keep it, and what the reader may do. Null: there is none. */
export async function readTraining(ctx: Context, trainingId: string) {
  const { db, actor, locale, now } = ctx
  const training = await db.incubatorTraining.findUnique({ where: { id: trainingId } })
  if (training === null) return null
  const base = await db.incubator.findUniqueOrThrow({ where: { id: training.incubatorId } })
  const standing = { bodyId: base.bodyId ?? undefined }
  const signups = await db.$queryRaw<
    {
      id: string
      organizationId: string | null
      incubationId: string | null
      name: string
      people: number
      attended: number | null
    }[]
  >`
    SELECT s.id, s.organization_id AS "organizationId", s.incubation_id AS "incubationId", coalesce(o.name, i.group_name) AS name, s.people, s.attended
    FROM training_signup s LEFT JOIN organization o ON o.id = s.organization_id LEFT JOIN incubation i ON i.id = s.incubation_id
    WHERE s.training_id = ${trainingId}::uuid AND s.cancelled_at IS NULL ORDER BY s.signed_up_at, s.id`
  const organizations = await db.organization.findMany({
    where: { id: { in: organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER') } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const groups =
    actor.accountId === undefined
      ? []
      : await db.incubation.findMany({
          where: { accountId: actor.accountId, organizationId: null, state: { in: ['ADMITTED', 'ACTIVE', 'LEAVING'] } },
          select: { id: true, groupName: true },
        })
  const mine = [...organizations, ...groups.map(({ id, groupName }) => ({ id, name: groupName }))]
  const isMine = (row: (typeof signups)[number]) =>
    mine.some(({ id }) => id === row.organizationId || id === row.incubationId)
  const { title, about, place, startsAt, hours, seats, forWhom, cancelledReason } = training
  return {
    id: trainingId,
    incubator: { id: base.id, name: locale === 'en' ? base.nameEn : base.nameZh },
    title,
    about,
    place,
    startsAt: startsAt.toISOString(),
    hours: String(hours),
    seats,
    taken: signups.reduce((sum, { people }) => sum + people, 0),
    forWhom: forWhom as 'ALL' | 'TENANTS',
    cancelledReason,
    isCancelled: training.cancelledAt !== null,
    isHeld: training.heldAt !== null,
    isOver: startsAt <= now,
    isSignedIn: actor.accountId !== undefined,
    own: signups.filter(isMine).map(({ id, name, people, attended }) => ({ id, name, people, attended })),
    candidates: mine.filter(({ id }) => !signups.some((row) => row.organizationId === id || row.incubationId === id)),
    /** Who comes: for those who keep the incubator alone. */
    signups: may(incubatorPolicy, 'read', actor, standing)
      ? signups.map(({ id, name, people, attended }) => ({ id, name, people, attended }))
      : [],
    mayManage: may(incubatorPolicy, 'manage', actor, standing),
  }
}
export type TrainingView = NonNullable<Awaited<ReturnType<typeof readTraining>>>
