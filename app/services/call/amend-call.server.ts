import { type Amendable, type Changes, changesBetween, decideAmendment, isMaterial } from '#app/domain/call/amend.ts'
import type { AmendTyped } from '#app/domain/call/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { readConcerned } from './concerned.server.ts'
import { lockCallFor } from './lock-draft.server.ts'

export const amendableOf = (call: Call): Amendable => ({
  summary: call.summary,
  requirement: call.requirement,
  beneficiaries: call.beneficiaries,
  ceiling_fen: String(call.ceilingFen),
  bid_deadline_at: call.bidDeadlineAt.toISOString(),
  starts_on: dayOfDate(call.startsOn),
  ends_on: dayOfDate(call.endsOn),
})

const asTyped = (typed: AmendTyped): Amendable => ({
  summary: typed.summary,
  requirement: typed.requirement,
  beneficiaries: typed.beneficiaries,
  ceiling_fen: String(typed.ceiling),
  bid_deadline_at: typed.bidDeadlineAt.toISOString(),
  starts_on: typed.startsOn,
  ends_on: typed.endsOn,
})

type ProposeAmendment = AmendTyped & { callId: string; version: number; reason: string }

/** One officer writes what is to change and why; nothing is public yet, and nothing has changed. */
export const proposeAmendment = (ctx: Context, { callId, version, reason, ...typed }: ProposeAmendment) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'amend', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    const open = await tx.callAmendment.count({ where: { callId, publishedAt: null, discardedAt: null } })
    if (open > 0) return refuse('call.amendment-open')
    const decided = await decide(tx, ctx, call, asTyped(typed))
    if (!decided.ok) return decided
    const number = (await tx.callAmendment.count({ where: { callId, discardedAt: null } })) + 1
    await tx.callAmendment.create({
      data: {
        callId,
        number,
        reason,
        changes: decided.changes,
        isMaterial: isMaterial(decided.changes),
        draftedById: ctx.actor.accountId ?? '',
        draftedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'call.amendment-proposed',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
      data: { number },
    })
    return ok()
  })

async function decide(tx: Tx, ctx: Context, call: Call, after: Amendable): Promise<Outcome<{ changes: Changes }>> {
  const milestones = await tx.callMilestone.findMany({ where: { callId: call.id }, select: { dueOn: true } })
  return decideAmendment(amendableOf(call), after, {
    book: await readBookOf(tx, call, dayOf(ctx.now)),
    calendar: await readCalendar(tx),
    today: dayOf(ctx.now),
    budgetFen: call.budgetFen,
    milestones: milestones.map(({ dueOn }) => ({ dueOn: dayOfDate(dueOn) })),
  })
}

type SettleAmendment = { callId: string; version: number }

/** Another person publishes it: the call changes, everybody concerned is written to, sealed bids wait to be confirmed again. */
export const publishAmendment = (ctx: Context, input: SettleAmendment) =>
  transact<{ number: number }>(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'publishAmendment', input)
    if (!locked.ok) return locked
    const { call } = locked
    const proposal = await tx.callAmendment.findFirst({
      where: { callId: call.id, publishedAt: null, discardedAt: null },
    })
    if (proposal === null) return refuse('call.no-amendment')
    if (proposal.draftedById === ctx.actor.accountId) return refuse('call.four-eyes')
    const changes = proposal.changes as Changes
    const after = {
      ...amendableOf(call),
      ...Object.fromEntries(Object.entries(changes).map(([key, { to }]) => [key, to])),
    }
    // A day may have gone by since it was written: the book's time is counted from today.
    const decided = await decide(tx, ctx, call, after)
    if (!decided.ok) return decided
    const concerned = await readConcerned(tx, call.id)
    await tx.callAmendment.update({
      where: { id: proposal.id },
      data: { publishedAt: ctx.now, publishedById: ctx.actor.accountId ?? null, told: concerned.length },
      select: { id: true },
    })
    await applyAmendment(tx, call, after, proposal.isMaterial ? proposal.number : undefined)
    await record(tx, ctx, {
      type: 'call.amended',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { number: proposal.number, fields: Object.keys(changesBetween(amendableOf(call), after)) },
      isPublic: true,
      index: [{ kind: 'call', id: call.id }],
    })
    for (const { email, locale } of concerned)
      await sendLetter(tx, ctx, {
        to: email,
        locale,
        template: proposal.isMaterial ? 'callAmended' : 'callExtended',
        values: {
          callTitle: call.title,
          reason: proposal.reason,
          deadlineAt: after.bid_deadline_at,
          url: `/calls/${call.callNo ?? ''}#amendments`,
        },
      })
    return ok({ number: proposal.number })
  })

/** The only change of a published call's words; the database lets it through for this amendment alone (guard_call). */
async function applyAmendment(tx: Tx, call: Call, after: Amendable, amendmentNo: number | undefined): Promise<void> {
  await tx.call.update({
    where: { id: call.id },
    data: {
      summary: after.summary,
      requirement: after.requirement,
      beneficiaries: after.beneficiaries,
      ceilingFen: BigInt(after.ceiling_fen),
      bidDeadlineAt: new Date(after.bid_deadline_at),
      startsOn: dateOfDay(after.starts_on),
      endsOn: dateOfDay(after.ends_on),
      ...(amendmentNo === undefined ? {} : { amendmentNo }),
      version: { increment: 1 },
    },
    select: { id: true },
  })
}

/** Thought better of: by whoever may write one or publish one. */
export const discardAmendment = (ctx: Context, input: SettleAmendment) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'amend', input)
    if (!locked.ok) return locked
    const { call } = locked
    const { count } = await tx.callAmendment.updateMany({
      where: { callId: call.id, publishedAt: null, discardedAt: null },
      data: { discardedAt: ctx.now },
    })
    if (count === 0) return refuse('call.no-amendment')
    await record(tx, ctx, {
      type: 'call.amendment-discarded',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
    })
    return ok()
  })
