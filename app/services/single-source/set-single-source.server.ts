import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import { endOfTerm } from '#app/domain/rule-book/deadline.ts'
import { periodOf } from '#app/domain/rule-book/rule-book.ts'
import { addDays, dayOf, startOfDay } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { singlePolicy } from '#app/domain/single-source/policy.ts'
import type { SingleSourceTyped } from '#app/domain/single-source/schema.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { singleFacts } from './single-facts.server.ts'

type SetSingleSource = Omit<SingleSourceTyped, 'version'> & {
  callId: string
  /** Of the page that was drawn: 0 where nothing was written yet. */
  version: number
}

/** Ground, argument, experts' opinions and the one organization, while the call is a draft. */
export const setSingleSource = (ctx: Context, { callId, version, ...typed }: SetSingleSource) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call?.method !== 'SINGLE_SOURCE') return refuse('not-found')
    const source = await tx.singleSource.findUnique({ where: { callId } })
    const facts = singleFacts(call, source, ctx.now)
    if (!may(singlePolicy, 'read', ctx.actor, facts)) return refuse('not-found')
    if (!may(singlePolicy, 'edit', ctx.actor, facts)) return refuse('single.noticed')
    if ((source?.version ?? 1) !== version) return stale()
    const code = parseCreditCode(typed.creditCode)
    const organization = code.ok
      ? await tx.organization.findUnique({
          where: { creditCode: typed.creditCode.toUpperCase() },
          select: { id: true },
        })
      : null
    if (organization === null) return refuse('single.no-organization', { field: 'creditCode' })
    const data = {
      ground: typed.ground,
      argument: typed.argument,
      organizationId: organization.id,
      originalFen: typed.ground === 'ADD_ON' ? (typed.original ?? null) : null,
    }
    await tx.singleSource.upsert({
      where: { callId },
      create: { callId, ...data },
      update: { ...data, version: { increment: 1 } },
    })
    await tx.singleSourceOpinion.deleteMany({ where: { callId } })
    await tx.singleSourceOpinion.createMany({
      data: typed.opinions.map((opinion, index) => ({ callId, position: index + 1, ...opinion })),
    })
    await record(tx, ctx, {
      type: 'call.single-source-set',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
    })
    return ok()
  })

/** The approver makes the notice public: it stands for the term of the book in force, counted from today. */
export const noticeSingleSource = (ctx: Context, { callId, version }: { callId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const source = await tx.singleSource.findUnique({ where: { callId } })
    if (call === null || source === null) return refuse('not-found')
    const facts = singleFacts(call, source, ctx.now)
    if (!may(singlePolicy, 'read', ctx.actor, facts)) return refuse('not-found')
    if (!may(singlePolicy, 'notice', ctx.actor, facts))
      return refuse(facts.isNoticed ? 'single.noticed' : 'call.wrong-state')
    if (source.version !== version) return stale()
    const today = dayOf(ctx.now)
    const rule = periodOf(await readBookOf(tx, call, today), 'singleSourceNotice')
    if (rule === undefined) throw new Error('the book of single source says how long its notice stands')
    const end = endOfTerm(rule, today, await readCalendar(tx))
    if (!end.ok) return end
    await tx.singleSource.update({
      where: { callId },
      data: {
        noticedAt: ctx.now,
        noticedById: ctx.actor.accountId ?? '',
        endsOn: dateOfDay(end.day),
        endsAt: startOfDay(addDays(end.day, 1)),
        version: { increment: 1 },
      },
    })
    await record(tx, ctx, {
      type: 'call.single-source-noticed',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
      data: { endsOn: end.day },
    })
    return ok()
  })
