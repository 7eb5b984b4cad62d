import { ratingPolicy } from '#app/domain/rating/policy.ts'
import { dayOf, toDay } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** During the public notice anybody who signs in says what is wrong with it: the organization itself too. */
export const complain = (ctx: Context, { applicationId, statement }: { applicationId: string; statement: string }) =>
  transact<{ complaintId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const application = await tx.ratingApplication.findUnique({
      where: { id: applicationId },
      include: { organization: { select: { name: true } } },
    })
    if (application === null || accountId === undefined) return refuse('not-found')
    const { state, noticeUntil, bodyId, organizationId, organization } = application
    if (state !== 'NOTICED' || noticeUntil === null || toDay(dayOfDate(noticeUntil)) < dayOf(ctx.now))
      return refuse('rating.complaint-late')
    const open = await tx.ratingComplaint.findFirst({
      where: { applicationId, filedById: accountId, answeredAt: null },
    })
    if (open !== null) return refuse('rating.complaint-waits')
    const { id } = await tx.ratingComplaint.create({
      data: { applicationId, filedById: accountId, filedAt: ctx.now, statement },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'rating.complained',
      entity: 'rating-complaint',
      entityId: id,
      bodyId,
      organizationId,
    })
    await tell(tx, ctx, { bodyId, roles: ['OFFICER', 'APPROVER', 'SUPERVISOR'] }, 'ratingComplained', {
      organizationName: organization.name,
      url: `/bureau/ratings/${applicationId}`,
    })
    return ok({ complaintId: id })
  })

/** By somebody who neither assessed nor decided. Where it is right, the application goes back to be assessed anew. */
export const answerComplaint = (ctx: Context, input: { complaintId: string; isUpheld: boolean; answer: string }) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const complaint = await tx.ratingComplaint.findUnique({
      where: { id: input.complaintId },
      include: { application: { include: { organization: { select: { name: true } } } } },
    })
    if (complaint === null || accountId === undefined) return refuse('not-found')
    const { application, filedById } = complaint
    const { bodyId, organizationId, assessorId, decidedById } = application
    if (!may(ratingPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (
      !may(ratingPolicy, 'answerComplaint', ctx.actor, { bodyId, assessorId, decidedById }) ||
      filedById === accountId
    )
      return refuse('rating.own-judgment')
    const { count } = await tx.ratingComplaint.updateMany({
      where: { id: complaint.id, answeredAt: null },
      data: { answeredById: accountId, answeredAt: ctx.now, isUpheld: input.isUpheld, answer: input.answer },
    })
    if (count === 0) return refuse('rating.decided')
    if (input.isUpheld)
      await tx.ratingApplication.updateMany({
        where: { id: application.id, state: 'NOTICED' },
        data: {
          state: 'VISITED',
          version: { increment: 1 },
          decidedById: null,
          decidedAt: null,
          points: null,
          grade: null,
          noticeUntil: null,
        },
      })
    await record(tx, ctx, {
      type: 'rating.complaint-answered',
      entity: 'rating-complaint',
      entityId: complaint.id,
      bodyId,
      organizationId,
      data: { isUpheld: input.isUpheld },
    })
    const told = {
      outcomeKey: input.isUpheld ? 'rating.complaint.upheld' : 'rating.complaint.rejected',
      reason: input.answer,
      url: `/ratings/${application.id}`,
    }
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'ratingComplaintAnswered', told)
    const { email, locale, state } = await tx.account.findUniqueOrThrow({ where: { id: filedById } })
    if (state === 'ACTIVE')
      await sendLetter(tx, ctx, {
        to: email,
        locale: locale === 'EN' ? 'en' : 'zh-CN',
        template: 'ratingComplaintReplied',
        values: { organizationName: application.organization.name, ...told },
      })
    return ok()
  })
