import type { CallState } from '#app/domain/call/lifecycle.ts'
import type { ObjectionState } from '#app/domain/project/lifecycle.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { listProjects, type ProjectList } from './project-list.server.ts'

export type OversightPage = ProjectList & {
  objections: {
    id: string
    state: ObjectionState
    projectId: string
    projectTitle: string
    reason: string
    raisedAt: string
  }[]
  calls: {
    callNo: string
    title: string
    state: CallState
    deadlineAt: string
    isClosed: boolean
    isSuspended: boolean
  }[]
}

/** What a supervisor or an evaluator watches over: open objections, running calls, projects. Three statements. */
export async function readOversight(ctx: Context, after: string | null): Promise<OversightPage> {
  const bodyIds = bodiesWhere(ctx.actor, 'SUPERVISOR', 'EVALUATOR')
  const [projects, objections, calls] = await Promise.all([
    listProjects(ctx, { bodyIds }, after),
    ctx.db.$queryRaw<OversightPage['objections']>`
      SELECT j.id, j.state::text AS state, p.id AS "projectId", p.title AS "projectTitle", j.reason,
        to_json(j.raised_at)#>>'{}' AS "raisedAt"
      FROM objection j JOIN project p ON p.id = j.project_id
      WHERE j.state <> 'CLOSED' AND p.body_id = ${among(bodyIds)} ORDER BY j.raised_at LIMIT 100`,
    ctx.db.$queryRaw<OversightPage['calls']>`
      SELECT call_no AS "callNo", title, state::text AS state, to_json(bid_deadline_at)#>>'{}' AS "deadlineAt",
        bid_deadline_at <= ${ctx.now}::timestamptz AS "isClosed", suspended_at IS NOT NULL AS "isSuspended" FROM call
      WHERE body_id = ${among(bodyIds)} AND state IN ('PUBLISHED', 'OPENED', 'SCORING', 'SCORED', 'NOTICED')
      ORDER BY bid_deadline_at DESC LIMIT 50`,
  ])
  return { ...projects, objections, calls }
}
