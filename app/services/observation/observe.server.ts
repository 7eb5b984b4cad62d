import { observationPolicy } from '#app/domain/observation/policy.ts'
import type { ObserveForm } from '#app/domain/observation/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { answerDueOn } from '#app/services/shared/answer-term.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factFor } from './store.server.ts'

type Observe = ObserveForm & { projectId: string; side: 'RESIDENT' | 'SUPERVISOR' }

/** Somebody saw something of a project; it is answered by the day that the term of today gives. */
export const observe = (ctx: Context, input: Observe) =>
  transact<{ observationId: string }>(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    const { accountId } = ctx.actor
    if (project === null) return refuse('not-found')
    const action = input.side === 'RESIDENT' ? 'observe' : 'observeAsSupervisor'
    if (!may(observationPolicy, action, ctx.actor, project) || accountId === undefined) return refuse('forbidden')
    const today = dayOf(ctx.now)
    if (input.observedOn > today) return refuse('observation.day-ahead', { field: 'observedOn' })
    const first = dayOfDate(project.startsOn)
    if (input.observedOn < first && input.observedOn < today)
      return refuse('observation.day-before', { field: 'observedOn' })
    const due = await answerDueOn(tx, 'observationAnswer', today)
    if (!due.ok) return due
    const observation = await tx.observation.create({
      data: {
        projectId: project.id,
        side: input.side,
        text: input.text,
        observedOn: dateOfDay(input.observedOn),
        madeById: accountId,
        madeAt: ctx.now,
        dueOn: dateOfDay(due.day),
      },
    })
    await record(tx, ctx, { ...factFor({ observation, project }), type: 'observation.made' })
    const values = { projectTitle: project.title, dueOn: due.day }
    await tell(tx, ctx, { organizationId: project.organizationId, roles: ['OWNER', 'EDITOR'] }, 'observationMade', {
      ...values,
      url: `/ngo/projects/${project.id}/observations`,
    })
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER'] }, 'observationMade', {
      ...values,
      url: `/bureau/projects/${project.id}/observations`,
    })
    return ok({ observationId: observation.id })
  })
