import type { CreditEventKind } from '#app/domain/credit/event.ts'
import { creditPolicy } from '#app/domain/credit/policy.ts'
import type { RequestKind } from '#app/domain/credit/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'

export type OpenEvent = {
  id: string
  kind: CreditEventKind
  organizationId: string
  organizationName: string
  happenedOn: string
  documentNo: string
  legalBasis: string
  summary: string
  fileId: string | null
  fineFen: string | null
  rating: number | null
  conclusion: string | null
  year: number | null
  validUntil: string | null
  needsRectification: boolean
  recordedByName: string
  mayConfirm: boolean
  mayWithdraw: boolean
}
export type OpenRequest = {
  id: string
  kind: RequestKind
  organizationId: string
  organizationName: string
  eventKind: CreditEventKind
  eventOn: string
  statement: string
  fileId: string | null
  dueOn: string
  isOverdue: boolean
  mayDecide: boolean
}
export type CreditBoard = {
  events: OpenEvent[]
  requests: OpenRequest[]
  /** Bodies of the reader that keep a register or watch over organizations, and enter events. */
  bodies: { id: string; name: string }[]
  mayEnter: boolean
  isAuthority: boolean
}

const shown = 100

/** What waits in the reader's authorities: events to confirm, requests to decide on. Three statements. */
export async function readCreditBoard(ctx: Context): Promise<CreditBoard> {
  const { db, actor, locale } = ctx
  const bodyIds = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const [bodies, events, requests] = await Promise.all([
    db.body.findMany({
      where: { id: { in: bodyIds }, duties: { hasSome: ['REGISTRY', 'REGULATION'] } },
      select: { id: true, nameZh: true, nameEn: true },
      orderBy: { nameZh: 'asc' },
    }),
    db.$queryRaw<(Omit<OpenEvent, 'mayConfirm' | 'mayWithdraw'> & { bodyId: string; recordedById: string })[]>`
      SELECT v.id, v.kind, o.id AS "organizationId", o.name AS "organizationName", v.happened_on::text AS "happenedOn", v.document_no AS "documentNo",
        v.legal_basis AS "legalBasis", v.summary, v.file_id AS "fileId", v.fine_fen::text AS "fineFen", v.rating, v.conclusion, v.year,
        v.valid_until::text AS "validUntil", v.needs_rectification AS "needsRectification",
        a.name AS "recordedByName", v.body_id AS "bodyId", v.recorded_by_id AS "recordedById"
      FROM credit_event v JOIN organization o ON o.id = v.organization_id JOIN account a ON a.id = v.recorded_by_id
      WHERE v.body_id = ${among(bodyIds)} AND v.confirmed_at IS NULL AND v.withdrawn_at IS NULL ORDER BY v.recorded_at LIMIT ${atMost(shown)}`,
    db.$queryRaw<(Omit<OpenRequest, 'mayDecide'> & { bodyId: string; recordedById: string })[]>`
      SELECT q.id, q.kind, o.id AS "organizationId", o.name AS "organizationName", v.kind AS "eventKind", v.happened_on::text AS "eventOn",
        q.statement, q.file_id AS "fileId", q.due_on::text AS "dueOn", q.due_on < (${ctx.now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date AS "isOverdue",
        v.body_id AS "bodyId", v.recorded_by_id AS "recordedById"
      FROM credit_request q JOIN credit_event v ON v.id = q.event_id JOIN organization o ON o.id = v.organization_id
      WHERE v.body_id = ${among(bodyIds)} AND q.decided_at IS NULL ORDER BY q.due_on, q.id LIMIT ${atMost(shown)}`,
  ])
  return {
    events: events.map(({ bodyId, recordedById, ...event }) => ({
      ...event,
      mayConfirm: may(creditPolicy, 'confirm', actor, { bodyId, recordedById }),
      mayWithdraw: may(creditPolicy, 'withdraw', actor, { bodyId }),
    })),
    requests: requests.map(({ bodyId, recordedById, ...request }) => ({
      ...request,
      mayDecide: may(creditPolicy, request.kind === 'CORRECTION' ? 'decideCorrection' : 'decideRepair', actor, {
        bodyId,
        recordedById,
      }),
    })),
    bodies: bodies.map(({ id, nameZh, nameEn }) => ({ id, name: locale === 'en' ? nameEn : nameZh })),
    mayEnter: bodies.some(({ id }) => may(creditPolicy, 'enter', actor, { bodyId: id })),
    isAuthority: bodies.length > 0,
  }
}

export type EventDraft = {
  organization: { id: string; name: string; creditCode: string | null }
  bodies: { id: string; name: string }[]
}

/** For entering an event about an organization: in which of the reader's authorities' names. Two statements. */
export async function readEventDraft(ctx: Context, organizationId: string): Promise<EventDraft | null> {
  const organization = await ctx.db.organization.findUnique({
    where: { id: organizationId },
    select: { id: true, name: true, creditCode: true },
  })
  const { bodies } = await readCreditBodies(ctx)
  return organization === null || bodies.length === 0 ? null : { organization, bodies }
}

async function readCreditBodies({ db, actor, locale }: Context) {
  const bodies = await db.body.findMany({
    where: { id: { in: bodiesWhere(actor, 'OFFICER') }, duties: { hasSome: ['REGISTRY', 'REGULATION'] } },
    select: { id: true, nameZh: true, nameEn: true },
    orderBy: { nameZh: 'asc' },
  })
  return { bodies: bodies.map(({ id, nameZh, nameEn }) => ({ id, name: locale === 'en' ? nameEn : nameZh })) }
}
