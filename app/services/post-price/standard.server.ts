import { postPricePolicy } from '#app/domain/post-price/policy.ts'
import type { PriceItem } from '#app/domain/post-price/price.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { PostPriceRule } from '#prisma/generated/client.ts'
import { lockRule, readStandard, writeItems } from './store.server.ts'

/** The next version of a body's standard begins as a copy of the one in force; there is one at a time. */
export const draftStandard = (ctx: Context, { bodyId }: { bodyId: string }) =>
  transact<{ ruleId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(postPricePolicy, 'read', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(postPricePolicy, 'draft', ctx.actor, { bodyId })) return refuse('forbidden')
    await tx.$queryRaw`SELECT id FROM body WHERE id = ${bodyId}::uuid FOR UPDATE`
    const open = await tx.postPriceRule.findFirst({ where: { bodyId, state: 'DRAFT' }, select: { id: true } })
    if (open !== null) return ok({ ruleId: open.id })
    const standard = await readStandard(tx, bodyId)
    const last = await tx.postPriceRule.aggregate({ where: { bodyId }, _max: { version: true } })
    const { id } = await tx.postPriceRule.create({
      data: {
        bodyId,
        version: (last._max.version ?? 0) + 1,
        validFrom: dateOfDay(dayOf(ctx.now)),
        // Whose figures they are is written anew; a copied source would say that the figures are its own.
        sourceZh: '',
        sourceEn: '',
        draftedById: accountId,
        draftedAt: ctx.now,
      },
      select: { id: true },
    })
    await writeItems(tx, id, standard.items)
    await record(tx, ctx, { type: 'post-price.drafted', entity: 'post-price-rule', entityId: id, bodyId })
    return ok({ ruleId: id })
  })

async function lockDraft(
  tx: Tx,
  ctx: Context,
  action: 'draft' | 'approve',
  { ruleId, version }: { ruleId: string; version: number },
): Promise<Outcome<{ rule: PostPriceRule & { bodyId: string } }>> {
  const rule = await lockRule(tx, ruleId)
  if (rule?.bodyId == null) return refuse('not-found')
  const facts = { bodyId: rule.bodyId, draftedById: rule.draftedById }
  if (!may(postPricePolicy, 'read', ctx.actor, facts)) return refuse('not-found')
  if (!may(postPricePolicy, action, ctx.actor, facts)) return refuse('forbidden')
  if (rule.state !== 'DRAFT') return refuse('post-price.approved')
  return rule.rowVersion === version ? ok({ rule: { ...rule, bodyId: rule.bodyId } }) : stale()
}

export type SaveStandard = {
  ruleId: string
  version: number
  validFrom: Day
  sourceZh: string
  sourceEn: string
  items: readonly PriceItem[]
}

export const saveStandard = (ctx: Context, { ruleId, version, validFrom, items, ...source }: SaveStandard) =>
  transact(ctx, async (tx) => {
    const locked = await lockDraft(tx, ctx, 'draft', { ruleId, version })
    if (!locked.ok) return locked
    await writeItems(tx, ruleId, items)
    await tx.postPriceRule.update({
      where: { id: ruleId },
      data: { ...source, validFrom: dateOfDay(validFrom), rowVersion: { increment: 1 } },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'post-price.edited',
      entity: 'post-price-rule',
      entityId: ruleId,
      bodyId: locked.rule.bodyId,
    })
    return ok()
  })

/** Another person puts it in force; from then on it never changes, and the next one takes its place from its own day on. */
export const approveStandard = (ctx: Context, input: { ruleId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const locked = await lockDraft(tx, ctx, 'approve', input)
    if (!locked.ok) return locked
    const { rule } = locked
    if (rule.sourceZh === '') return refuse('post-price.no-source')
    await tx.postPriceRule.update({
      where: { id: rule.id },
      data: {
        state: 'APPROVED',
        approvedById: ctx.actor.accountId ?? null,
        approvedAt: ctx.now,
        rowVersion: { increment: 1 },
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'post-price.approved',
      entity: 'post-price-rule',
      entityId: rule.id,
      bodyId: rule.bodyId,
      isPublic: true,
      data: { version: rule.version },
    })
    return ok()
  })
