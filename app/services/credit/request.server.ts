import { creditPolicy } from '#app/domain/credit/policy.ts'
import type { RequestKind } from '#app/domain/credit/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { answerDueOn } from '#app/services/shared/answer-term.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { keepDocument, lockOrganization, reckonSpans } from './store.server.ts'

type Filed = { organizationId: string; eventId: string; kind: RequestKind; statement: string; file?: File | undefined }

/** The organization says that something was put right, or that an event is wrong; the authority has so many working days. */
export const fileRequest = (ctx: Context, { eventId, kind, statement, file, ...filed }: Filed) =>
  transact<{ requestId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const event = await tx.creditEvent.findUnique({ where: { id: eventId } })
    if (event?.confirmedAt == null || event.organizationId !== filed.organizationId || accountId === undefined)
      return refuse('not-found')
    const { organizationId, bodyId } = event
    if (!may(creditPolicy, 'readOwn', ctx.actor, { organizationId })) return refuse('not-found')
    if (!may(creditPolicy, 'request', ctx.actor, { organizationId })) return refuse('credit.not-certifier')
    const organization = await lockOrganization(tx, organizationId)
    const open = await tx.creditRequest.findFirst({ where: { eventId, kind, decidedAt: null } })
    if (open !== null) return refuse('credit.request-open')
    const due = await answerDueOn(tx, kind === 'REPAIR' ? 'creditRepair' : 'creditCorrection', dayOf(ctx.now))
    if (!due.ok) return due
    const kept = await keepDocument(tx, ctx, file, { organizationId })
    if (!kept.ok) return kept
    const { id } = await tx.creditRequest.create({
      data: {
        eventId,
        kind,
        statement,
        fileId: kept.fileId,
        filedById: accountId,
        filedAt: ctx.now,
        dueOn: dateOfDay(due.day),
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'credit.requested',
      entity: 'credit-request',
      entityId: id,
      bodyId,
      organizationId,
      data: { kind },
    })
    await tell(tx, ctx, { bodyId, roles: ['APPROVER'] }, 'creditRequested', {
      organizationName: organization?.name ?? '',
      requestKey: `credit.request.kind.${kind}`,
      dueOn: due.day,
      url: '/bureau/credit',
    })
    return ok({ requestId: id })
  })

/** Granted, a repair ends what is to be put right, a correction takes the event out of account: the lists are reckoned anew. */
export const decideRequest = (ctx: Context, input: { requestId: string; isGranted: boolean; reason: string }) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const request = await tx.creditRequest.findUnique({ where: { id: input.requestId }, include: { event: true } })
    if (request === null || accountId === undefined) return refuse('not-found')
    const { event, kind } = request
    const { bodyId, organizationId, recordedById } = event
    if (!may(creditPolicy, 'readOpen', ctx.actor, { bodyId })) return refuse('not-found')
    const step = kind === 'CORRECTION' ? 'decideCorrection' : 'decideRepair'
    if (!may(creditPolicy, step, ctx.actor, { bodyId, recordedById }))
      return refuse(may(creditPolicy, step, ctx.actor, { bodyId }) ? 'credit.own-entry' : 'forbidden')
    await lockOrganization(tx, organizationId)
    const { count } = await tx.creditRequest.updateMany({
      where: { id: request.id, decidedAt: null },
      data: {
        decidedById: accountId,
        decidedAt: ctx.now,
        granted: input.isGranted,
        decisionReason: input.reason,
      },
    })
    if (count === 0) return refuse('credit.decided')
    await reckonSpans(tx, organizationId)
    await record(tx, ctx, {
      type: 'credit.request-decided',
      entity: 'credit-request',
      entityId: request.id,
      bodyId,
      organizationId,
      data: { kind, isGranted: input.isGranted },
      index: [{ kind: 'organization', id: organizationId }],
    })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'creditDecided', {
      requestKey: `credit.request.kind.${kind}`,
      outcomeKey: input.isGranted ? 'credit.request.granted' : 'credit.request.refused',
      reason: input.reason,
      url: `/ngo/organizations/${organizationId}/credit`,
    })
    return ok()
  })
