import type { ExitReason } from '#app/domain/incubator/terms.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { addWorkingDays } from '#app/domain/shared/working-days.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Incubation } from '#prisma/generated/client.ts'
import { closeOffers } from './apply.server.ts'
import { hold, move, note, readRule, tellBody, tellTenant, touch } from './store.server.ts'

type Of = { incubationId: string }

const indexOf = ({ organizationId }: Pick<Incubation, 'organizationId'>) =>
  organizationId === null ? {} : { index: [{ kind: 'organization' as const, id: organizationId }] }

/** What this site cannot know of the test of graduation, the tenant declares; until it is confirmed it may be written anew. */
export const declareForGraduation = (
  ctx: Context,
  { incubationId, code, words, number }: Of & { code: string; words: string; number: number | null },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, { incubationId }, 'write')
    if (!held.ok) return held
    const declared = {
      words,
      number,
      declaredById: ctx.actor.accountId ?? '',
      declaredAt: ctx.now,
      refusedReason: '',
    }
    await tx.incubationDeclaration.upsert({
      where: { incubationId_code: { incubationId, code } },
      create: { incubationId, code, ...declared },
      update: declared,
    })
    await note(tx, ctx, held, 'incubation.declared')
    await tellBody(tx, ctx, held, 'declared', ['OFFICER'])
    return ok()
  })

export const answerDeclaration = (
  ctx: Context,
  { incubationId, code, isRight, reason }: Of & { code: string; isRight: boolean; reason: string },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, { incubationId }, 'accompany')
    if (!held.ok) return held
    const declared = await tx.incubationDeclaration.findUnique({ where: { incubationId_code: { incubationId, code } } })
    if (declared === null) return refuse('not-found')
    if (declared.confirmedAt !== null) return refuse('incubation.decided')
    if (declared.declaredById === ctx.actor.accountId) return refuse('account.interested')
    await tx.incubationDeclaration.update({
      where: { incubationId_code: { incubationId, code } },
      data: isRight
        ? { confirmedAt: ctx.now, confirmedById: ctx.actor.accountId ?? null, refusedReason: '' }
        : { refusedReason: reason },
    })
    await note(tx, ctx, held, isRight ? 'incubation.declaration-confirmed' : 'incubation.declaration-refused')
    await tellTenant(tx, ctx, held, isRight ? 'declarationConfirmed' : 'declarationRefused', reason)
    return ok()
  })

/** 出壳: PostgreSQL looks at every item of the test once more. */
export const graduate = (ctx: Context, input: Of & { version: number }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'decide')
    if (!held.ok) return held
    const { incubation } = held
    await closeOffers(tx, ctx, incubation)
    const moved = await move(tx, incubation, 'graduate', {
      graduatedOn: dateOfDay(dayOf(ctx.now)),
      graduatedById: ctx.actor.accountId ?? null,
    })
    if (!moved.ok) return moved
    await note(tx, ctx, held, 'incubation.graduated', { isPublic: true, ...indexOf(incubation) })
    await tellTenant(tx, ctx, held, 'graduated')
    return ok()
  })

/** Notice to leave, with a reason; the tenant has so many working days, and is heard. */
export const giveNotice = (
  ctx: Context,
  { exitReason, words, ...input }: Of & { version: number; exitReason: ExitReason; words: string },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'decide')
    if (!held.ok) return held
    const today = dayOf(ctx.now)
    const { leaveDays } = await readRule(tx, today)
    const due = addWorkingDays(today, leaveDays, await readCalendar(tx))
    if (!due.ok) return due
    await closeOffers(tx, ctx, held.incubation)
    const moved = await move(tx, held.incubation, 'giveNotice', {
      exitReason,
      exitWords: words,
      noticeById: ctx.actor.accountId ?? null,
      noticeAt: ctx.now,
      leaveByOn: dateOfDay(due.day),
      exitReply: '',
      exitRepliedAt: null,
      exitAnswer: '',
    })
    if (!moved.ok) return moved
    await note(tx, ctx, held, 'incubation.notice', { data: { exitReason } })
    await tellTenant(tx, ctx, held, 'notice', words)
    return ok()
  })

export const replyToNotice = (ctx: Context, { reply, ...input }: Of & { version: number; reply: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'sign')
    if (!held.ok) return held
    const { incubation } = held
    if (incubation.state !== 'LEAVING') return refuse('incubation.wrong-state')
    if (incubation.exitRepliedAt !== null) return refuse('incubation.decided')
    const touched = await touch(tx, incubation, { exitReply: reply, exitRepliedAt: ctx.now })
    if (!touched.ok) return touched
    await note(tx, ctx, held, 'incubation.notice-answered')
    await tellBody(tx, ctx, held, 'noticeAnswered', ['APPROVER'])
    return ok()
  })

/** After a reply, or once the days are over: the notice is taken back, or the tenant has left. */
export const decideNotice = (
  ctx: Context,
  { outcome, answer, ...input }: Of & { version: number; outcome: 'TAKE_BACK' | 'LEAVE'; answer: string },
) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, input, 'decide')
    if (!held.ok) return held
    const { incubation } = held
    const today = dayOf(ctx.now)
    const isOver = incubation.leaveByOn !== null && dayOfDate(incubation.leaveByOn) <= today
    const isHeard = incubation.exitRepliedAt !== null
    if (outcome === 'LEAVE' && !isOver && !isHeard) return refuse('incubation.not-heard', { field: 'outcome' })
    const moved =
      outcome === 'TAKE_BACK'
        ? await move(tx, incubation, 'takeBack', {
            exitAnswer: answer,
            exitReason: null,
            exitWords: '',
            noticeById: null,
            noticeAt: null,
            leaveByOn: null,
          })
        : await move(tx, incubation, 'leave', { exitAnswer: answer, leftOn: dateOfDay(today) })
    if (!moved.ok) return moved
    await note(tx, ctx, held, outcome === 'TAKE_BACK' ? 'incubation.notice-taken-back' : 'incubation.left', {
      isPublic: outcome === 'LEAVE',
      ...indexOf(incubation),
    })
    await tellTenant(tx, ctx, held, outcome === 'TAKE_BACK' ? 'noticeTakenBack' : 'left', answer)
    return ok()
  })
