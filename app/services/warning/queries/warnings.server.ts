import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { type WarningCode, type WarningLevel, warningLevels } from '#app/domain/warning/find-warnings.ts'
import { warningPolicy } from '#app/domain/warning/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type WarningView = {
  id: string
  version: number
  code: WarningCode
  level: WarningLevel
  figures: Record<string, string | number>
  since: string
  projectId: string
  projectTitle: string
  assignedToId: string | null
  assignedToName: string | null
}
export type ClosedWarning = WarningView & { endedOn: string; closeReason: string; closedByName: string | null }
export type WarningBoard = {
  levels: { level: WarningLevel; warnings: WarningView[] }[]
  officials: { id: string; name: string }[]
  lastLook: string | null
  isMine: boolean
  mayHandle: boolean
}

const shown = 200
const columns = Prisma.sql`w.id, w.version, w.code, w.level, w.figures, w.since::text AS since, p.id AS "projectId", p.title AS "projectTitle",
  w.assigned_to_id AS "assignedToId", (SELECT name FROM account WHERE id = w.assigned_to_id) AS "assignedToName"`

/** What stands open in the reader's bodies, by level; `isMine`: only what the reader took on. Three statements. */
export async function readWarningBoard(ctx: Context, isMine: boolean): Promise<WarningBoard> {
  const bodyIds = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR')
  const own = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER')
  const me = ctx.actor.accountId ?? null
  const [rows, officials, looks] = await Promise.all([
    ctx.db.$queryRaw<WarningView[]>`
      SELECT ${columns} FROM warning w JOIN project p ON p.id = w.project_id
      WHERE w.ended_at IS NULL AND w.closed_at IS NULL AND p.body_id = ${among(bodyIds)}
        AND (NOT ${isMine} OR w.assigned_to_id = ${me}::uuid)
      ORDER BY w.since, w.id LIMIT ${atMost(shown)}`,
    ctx.db.account.findMany({
      where: {
        state: 'ACTIVE',
        bodyMemberships: { some: { bodyId: { in: own }, role: { in: ['OFFICER', 'APPROVER'] } } },
      },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
    ctx.db.warningRound.findFirst({ orderBy: { day: 'desc' }, select: { doneAt: true } }),
  ])
  return {
    levels: warningLevels.map((level) => ({ level, warnings: rows.filter((row) => row.level === level) })),
    officials,
    lastLook: looks?.doneAt.toISOString() ?? null,
    isMine,
    mayHandle: own.length > 0,
  }
}

export type ProjectWarnings = { open: WarningView[]; closed: ClosedWarning[] }

/** Of one project: what stands open, and the last that ended or were closed. Null for readers whom it does not concern. */
export async function readProjectWarnings(
  ctx: Context,
  project: { id: string; bodyId: string },
): Promise<ProjectWarnings | null> {
  if (!may(warningPolicy, 'read', ctx.actor, { bodyId: project.bodyId })) return null
  const [open, closed] = await Promise.all([
    ctx.db.$queryRaw<WarningView[]>`
      SELECT ${columns} FROM warning w JOIN project p ON p.id = w.project_id
      WHERE p.id = ${project.id}::uuid AND w.ended_at IS NULL AND w.closed_at IS NULL
      ORDER BY array_position(ARRAY['HIGH', 'MEDIUM', 'LOW'], w.level), w.since, w.id`,
    ctx.db.$queryRaw<ClosedWarning[]>`
      SELECT ${columns}, (coalesce(w.closed_at, w.ended_at) AT TIME ZONE 'Asia/Shanghai')::date::text AS "endedOn", w.close_reason AS "closeReason",
        (SELECT name FROM account WHERE id = w.closed_by_id) AS "closedByName"
      FROM warning w JOIN project p ON p.id = w.project_id
      WHERE p.id = ${project.id}::uuid AND (w.ended_at IS NOT NULL OR w.closed_at IS NOT NULL)
      ORDER BY coalesce(w.closed_at, w.ended_at) DESC, w.id LIMIT 20`,
  ])
  return { open, closed }
}
