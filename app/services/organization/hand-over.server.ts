import { organizationPolicy } from '#app/domain/organization/policy.ts'
import type { ownershipAnswers } from '#app/domain/organization/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context, Locale } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** An owner offers the organization to another of its people. One offer at a time. */
export const offerOwnership = (
  ctx: Context,
  { organizationId, toId }: { organizationId: string; toId: string },
): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(organizationPolicy, 'read', ctx.actor, { organizationId }))
      return refuse('not-found')
    if (!may(organizationPolicy, 'handOver', ctx.actor, { organizationId })) return refuse('forbidden')
    if (toId === accountId) return refuse('organization.handover-owner-already', { field: 'toId' })
    const open = await tx.ownershipHandover.findFirst({ where: { organizationId, answeredAt: null } })
    if (open !== null) return refuse('organization.handover-open')
    const { id } = await tx.ownershipHandover.create({
      data: { organizationId, fromId: accountId, toId, offeredAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'organization.ownership-offered',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      data: { handoverId: id, toId },
    })
    await sendLetter(tx, ctx, {
      ...(await addressOf(tx, toId)),
      template: 'ownershipOffered',
      values: {
        personName: ctx.actor.name,
        organizationName: await nameOf(tx, organizationId),
        url: `/ngo/organizations/${organizationId}/owner`,
      },
    })
    return ok()
  })

/** Whoever it was offered to says yes or no; whoever offered it takes it back. A yes moves the role (PostgreSQL). */
export const answerOwnership = (
  ctx: Context,
  input: { organizationId: string; handoverId: string; answer: (typeof ownershipAnswers)[number] },
): Promise<Outcome<{ isStillIn: boolean }>> =>
  transact(ctx, async (tx) => {
    const { organizationId, handoverId: id, answer } = input
    const { accountId } = ctx.actor
    const handover = await tx.ownershipHandover.findFirst({ where: { id, organizationId } })
    if (handover === null || accountId === undefined) return refuse('not-found')
    const { fromId, toId, answeredAt } = handover
    if (accountId !== fromId && accountId !== toId) return refuse('not-found')
    if (accountId !== (answer === 'WITHDRAWN' ? fromId : toId)) return refuse('forbidden')
    if (answeredAt !== null) return refuse('organization.handover-answered')
    const { count } = await tx.ownershipHandover.updateMany({
      where: { id, answeredAt: null },
      data: { answer, answeredAt: ctx.now },
    })
    if (count === 0) return refuse('organization.handover-answered')
    await record(tx, ctx, {
      type: 'organization.ownership-answered',
      entity: 'organization',
      entityId: organizationId,
      organizationId,
      data: { handoverId: id, answer },
    })
    const readerId = answer === 'WITHDRAWN' ? toId : fromId
    // Whoever handed over may have nothing left to do with it: then its public page is what they can open.
    const isReaderIn = (await tx.organizationMembership.count({ where: { organizationId, accountId: readerId } })) > 0
    await sendLetter(tx, ctx, {
      ...(await addressOf(tx, readerId)),
      template: 'ownershipAnswered',
      values: {
        personName: ctx.actor.name,
        organizationName: await nameOf(tx, organizationId),
        answerKey: `organization.owner.answer.${answer}`,
        url: isReaderIn ? `/ngo/organizations/${organizationId}/owner` : `/organizations/${organizationId}`,
      },
    })
    const left = await tx.organizationMembership.count({ where: { organizationId, accountId } })
    return ok({ isStillIn: left > 0 })
  })

const nameOf = async (tx: Tx, id: string) =>
  (await tx.organization.findUniqueOrThrow({ where: { id }, select: { name: true } })).name

async function addressOf(tx: Tx, id: string): Promise<{ to: string; locale: Locale }> {
  const { email, locale } = await tx.account.findUniqueOrThrow({ where: { id }, select: { email: true, locale: true } })
  return { to: email, locale: locale === 'EN' ? 'en' : 'zh-CN' }
}
