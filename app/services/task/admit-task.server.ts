import { taskPolicy } from '#app/domain/task/policy.ts'
import type { TaskTyped } from '#app/domain/task/schema.ts'
import { addDays, dayOf, yearOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** At most three years: what lasts longer is applied for again. */
const longestDays = 1_100

/** A department’s official applies to send a task, or a request for figures, down to the communities of a place. */
export const applyForTask = (ctx: Context, typed: TaskTyped) =>
  transact<{ taskNo: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { applicantBodyId, bodyId, startsOn, endsOn, ...rest } = typed
    if (accountId === undefined || !may(taskPolicy, 'apply', ctx.actor, { bodyId: applicantBodyId }))
      return refuse('forbidden')
    const today = dayOf(ctx.now)
    if (startsOn < today) return refuse('task.day-past', { field: 'startsOn' })
    if (endsOn < startsOn) return refuse('task.ends-before', { field: 'endsOn' })
    if (endsOn > addDays(startsOn, longestDays)) return refuse('task.too-long', { field: 'endsOn' })
    const body = await tx.body.findUnique({ where: { id: bodyId }, select: { id: true } })
    if (body === null) return refuse('not-found')
    const year = yearOf(today)
    const [row] = await tx.$queryRaw<{ number: number }[]>`SELECT next_number('task', ${year}::int) AS number`
    const taskNo = `SW-${year}-${String(row?.number ?? 0).padStart(4, '0')}`
    const { id } = await tx.taskAdmission.create({
      data: {
        ...rest,
        taskNo,
        bodyId,
        applicantBodyId,
        startsOn: dateOfDay(startsOn),
        endsOn: dateOfDay(endsOn),
        appliedById: accountId,
        appliedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, { type: 'task.applied', entity: 'task', entityId: id, bodyId, data: { taskNo } })
    await tell(tx, ctx, { bodyId, roles: ['APPROVER'] }, 'taskApplied', {
      taskTitle: typed.title,
      department: typed.department,
      url: '/bureau/task-admissions',
    })
    return ok({ taskNo })
  })

/** Another person than applied admits or refuses, with reasons. Nothing is admitted otherwise: PostgreSQL holds both. */
export const decideTask = (
  ctx: Context,
  { taskId, isAdmitted, reason }: { taskId: string; isAdmitted: boolean; reason: string },
) =>
  transact(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM task_admission WHERE id = ${taskId}::uuid FOR UPDATE`
    const task = await tx.taskAdmission.findUnique({ where: { id: taskId } })
    const { accountId } = ctx.actor
    if (task === null || accountId === undefined || !may(taskPolicy, 'read', ctx.actor, { bodyId: task.bodyId }))
      return refuse('not-found')
    const facts = { bodyId: task.bodyId, appliedById: task.appliedById }
    if (!may(taskPolicy, 'decide', ctx.actor, facts))
      return refuse(may(taskPolicy, 'decide', ctx.actor, { bodyId: task.bodyId }) ? 'task.four-eyes' : 'forbidden')
    if (task.decidedAt !== null || task.withdrawnAt !== null) return refuse('task.decided')
    await tx.taskAdmission.update({
      where: { id: taskId },
      data: { decidedById: accountId, decidedAt: ctx.now, admitted: isAdmitted, decisionReason: reason },
    })
    await record(tx, ctx, {
      type: isAdmitted ? 'task.admitted' : 'task.refused',
      entity: 'task',
      entityId: taskId,
      bodyId: task.bodyId,
      data: { taskNo: task.taskNo },
      isPublic: isAdmitted,
    })
    await tell(tx, ctx, { bodyId: task.applicantBodyId, roles: ['OFFICER'] }, 'taskDecided', {
      taskTitle: task.title,
      outcomeKey: isAdmitted ? 'task.admitted' : 'task.refused',
      reason,
      url: '/bureau/task-admissions',
    })
    return ok()
  })

export const withdrawTask = (ctx: Context, { taskId }: { taskId: string }) =>
  transact(ctx, async (tx) => {
    const task = await tx.taskAdmission.findUnique({ where: { id: taskId } })
    if (task === null || !may(taskPolicy, 'withdraw', ctx.actor, { bodyId: task.applicantBodyId }))
      return refuse('not-found')
    const { count } = await tx.taskAdmission.updateMany({
      where: { id: taskId, decidedAt: null, withdrawnAt: null },
      data: { withdrawnAt: ctx.now },
    })
    if (count === 0) return refuse('task.decided')
    await record(tx, ctx, { type: 'task.withdrawn', entity: 'task', entityId: taskId, bodyId: task.bodyId })
    return ok()
  })
