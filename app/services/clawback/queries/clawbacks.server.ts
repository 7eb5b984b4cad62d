import type { ClawbackState } from '#app/domain/clawback/lifecycle.ts'
import { clawbackPolicy } from '#app/domain/clawback/policy.ts'
import type { ClawbackGround, ClawbackResponse } from '#app/domain/clawback/schema.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { AccountForReturns } from './return-account.server.ts'

export type ClawbackView = {
  id: string
  ground: ClawbackGround
  state: ClawbackState
  version: number
  amountFen: string
  owedFen: string
  reason: string
  dueOn: string
  isOverdue: boolean
  proposedByName: string
  proposedAt: string
  decidedByName: string | null
  decidedAt: string | null
  decisionReason: string
  response: ClawbackResponse | null
  responseNote: string
  respondedAt: string | null
  answer: string
  answeredAt: string | null
  settlements: {
    id: string
    kind: 'REPAID' | 'WRITTEN_OFF'
    amountFen: string
    reference: string
    receivedOn: string
    madeByName: string
  }[]
  may: Record<'decide' | 'withdraw' | 'respond' | 'answer' | 'receive' | 'writeOff', boolean>
}
export type ClawbackPage = {
  id: string
  projectNo: string
  title: string
  /** Where what comes back is paid to; null: the body has not said yet. */
  account: AccountForReturns | null
  today: string
  paidFen: string
  orderedFen: string
  returnedFen: string
  clawbacks: ClawbackView[]
  mayPropose: boolean
}

type Raw = Omit<ClawbackPage, 'today' | 'clawbacks' | 'mayPropose'> & {
  bodyId: string
  organizationId: string
  state: ProjectState
  clawbacks: (Omit<ClawbackView, 'may' | 'isOverdue'> & { proposedById: string })[]
}

/** What of a project's money has to come back. What is only proposed is the body's own matter. One statement. */
export async function readClawbacks(ctx: Context, projectId: string): Promise<ClawbackPage | null> {
  const [row] = await ctx.db.$queryRaw<{ page: Raw }[]>`
    SELECT jsonb_build_object('id', p.id, 'projectNo', p.project_no, 'title', p.title,
      'account', (SELECT jsonb_build_object('holder', holder, 'bank', bank, 'number', number) FROM return_account WHERE id = return_account_of(p.body_id)), 'bodyId', p.body_id, 'organizationId', p.organization_id, 'state', p.state,
      'paidFen', (SELECT coalesce(sum(amount_fen), 0)::text FROM tranche WHERE project_id = p.id AND state = 'RELEASED'),
      'orderedFen', (SELECT coalesce(sum(amount_fen), 0)::text FROM clawback WHERE project_id = p.id AND state IN ('ORDERED', 'SETTLED')),
      'returnedFen', (SELECT coalesce(sum(s.amount_fen), 0)::text FROM clawback c JOIN clawback_settlement s ON s.clawback_id = c.id
        WHERE c.project_id = p.id AND s.kind = 'REPAID'),
      'clawbacks', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'ground', c.ground, 'state', c.state, 'version', c.version,
          'amountFen', c.amount_fen::text, 'owedFen', (c.amount_fen - coalesce((SELECT sum(amount_fen) FROM clawback_settlement WHERE clawback_id = c.id), 0))::text,
          'reason', c.reason, 'dueOn', c.due_on, 'proposedById', c.proposed_by_id,
          'proposedByName', (SELECT name FROM account WHERE id = c.proposed_by_id), 'proposedAt', c.proposed_at,
          'decidedByName', (SELECT name FROM account WHERE id = c.decided_by_id), 'decidedAt', c.decided_at, 'decisionReason', c.decision_reason,
          'response', c.response, 'responseNote', c.response_note, 'respondedAt', c.responded_at, 'answer', c.answer, 'answeredAt', c.answered_at,
          'settlements', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'amountFen', s.amount_fen::text,
              'reference', s.reference, 'receivedOn', s.received_on, 'madeByName', (SELECT name FROM account WHERE id = s.made_by_id)) ORDER BY s.made_at, s.id), '[]')
            FROM clawback_settlement s WHERE s.clawback_id = c.id)) ORDER BY c.id DESC), '[]') FROM clawback c WHERE c.project_id = p.id)) AS page
    FROM project p WHERE p.id = ${projectId}::uuid`
  if (row === undefined || !may(clawbackPolicy, 'read', ctx.actor, row.page)) return null
  const { bodyId, organizationId, state, clawbacks, ...page } = row.page
  const isBody = ctx.actor.bodies.some((held) => held.bodyId === bodyId)
  const today = dayOf(ctx.now)
  return {
    ...page,
    today,
    clawbacks: clawbacks
      .filter((each) => isBody || each.state === 'ORDERED' || each.state === 'SETTLED')
      .map(({ proposedById, ...clawback }) => {
        const allowed = (step: keyof ClawbackView['may']) =>
          may(clawbackPolicy, step, ctx.actor, { bodyId, organizationId, proposedById })
        const isProposed = clawback.state === 'PROPOSED'
        const isOrdered = clawback.state === 'ORDERED'
        return {
          ...clawback,
          isOverdue: isOrdered && clawback.dueOn < today,
          may: {
            decide: isProposed && allowed('decide'),
            withdraw: isProposed && allowed('withdraw'),
            respond: isOrdered && clawback.response === null && allowed('respond'),
            answer: isOrdered && clawback.response === 'OBJECTED' && clawback.answer === '' && allowed('answer'),
            receive: isOrdered && allowed('receive'),
            writeOff: isOrdered && allowed('writeOff'),
          },
        }
      }),
    mayPropose:
      may(clawbackPolicy, 'propose', ctx.actor, { bodyId, organizationId }) &&
      state !== 'PREPARING' &&
      state !== 'CLOSED' &&
      page.paidFen !== '0',
  }
}
