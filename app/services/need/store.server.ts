import { z } from 'zod'
import { type NeedEvent, needLifecycle } from '#app/domain/need/lifecycle.ts'
import { needPolicy } from '#app/domain/need/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { type Fact, record } from '#app/services/shared/record.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Need, Prisma } from '#prisma/generated/client.ts'

const contact = z.object({ name: z.string(), phone: z.string(), email: z.string() })
/** How to reach whoever raised a need. */
export type NeedContact = z.output<typeof contact>

export const sealContact = (keys: Keys, formKey: string, of: NeedContact): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.wrap('need-contact', Buffer.from(JSON.stringify(of)), `need ${formKey}`))

export const readContact = (keys: Keys, row: Pick<Need, 'formKey' | 'contactSealed'>): NeedContact | null =>
  row.contactSealed === null
    ? null
    : contact.parse(JSON.parse(keys.unwrap('need-contact', row.contactSealed, `need ${row.formKey}`).toString()))

export async function lockNeed(tx: Tx, needId: string): Promise<Need | null> {
  await tx.$queryRaw`SELECT id FROM need WHERE id = ${needId}::uuid FOR UPDATE`
  return tx.need.findUnique({ where: { id: needId } })
}

type Action = 'recordStep' | 'recordPetition' | 'setAside'

/** A need that the actor's body took up, locked, for somebody who may do this with it. */
export async function holdNeed(
  tx: Tx,
  ctx: Context,
  { needId, version }: { needId: string; version?: number },
  action: Action,
): Promise<Outcome<{ need: Need; accountId: string }>> {
  const need = await lockNeed(tx, needId)
  const { accountId } = ctx.actor
  if (need === null || accountId === undefined) return refuse('not-found')
  const facts = { bodyId: need.bodyId ?? undefined }
  if (need.bodyId === null || !may(needPolicy, 'readOpen', ctx.actor, facts)) return refuse('not-found')
  if (!may(needPolicy, action, ctx.actor, facts)) return refuse('forbidden')
  return version === undefined || need.version === version ? ok({ need, accountId }) : stale()
}

/** The only writer of a need's state. */
export async function moveNeed(
  tx: Tx,
  ctx: Context,
  row: Pick<Need, 'id' | 'state' | 'version'>,
  event: NeedEvent,
  data: Prisma.NeedUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = needLifecycle.next(row.state, event)
  if (state === undefined) return refuse('need.wrong-state')
  const { count } = await tx.need.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: {
      stateReason: '',
      ...data,
      state,
      stateById: ctx.actor.accountId ?? null,
      stateAt: ctx.now,
      version: { increment: 1 },
    },
  })
  return count === 1 ? ok() : stale()
}

export const factOf = (need: Pick<Need, 'id' | 'bodyId' | 'needNo'>): Omit<Fact, 'type'> => ({
  entity: 'need',
  entityId: need.id,
  bodyId: need.bodyId ?? undefined,
  data: { needNo: need.needNo },
})

/** Whoever raised it hears what became of it: at their account, else at the address they left. */
export async function tellRaiser(tx: Tx, ctx: Context, need: Need, stateKey: string, reason: string): Promise<void> {
  const account =
    need.raisedById === null
      ? null
      : await tx.account.findUnique({
          where: { id: need.raisedById },
          select: { email: true, locale: true, state: true },
        })
  if (account?.state === 'DISABLED') return
  const to = account?.email ?? (need.hasEmail ? readContact(ctx.keys, need)?.email : undefined)
  if (to === undefined || need.raisedById === ctx.actor.accountId) return
  await sendLetter(tx, ctx, {
    to,
    locale: (account?.locale ?? need.locale) === 'EN' ? 'en' : 'zh-CN',
    template: 'needMoved',
    values: { needTitle: need.title, needNo: need.needNo, stateKey, reason, url: `/needs/${need.needNo}` },
  })
}

/** Resolved needs become the beginning of a draft call. PostgreSQL refuses what is not resolved, lies elsewhere, or is in another call. */
export async function linkNeeds(
  tx: Tx,
  ctx: Context,
  { callId, bodyId, needNos }: { callId: string; bodyId: string; needNos: readonly string[] },
): Promise<Outcome> {
  const { accountId } = ctx.actor
  if (needNos.length === 0) return ok()
  if (accountId === undefined) return refuse('forbidden')
  const needs = await tx.need.findMany({ where: { needNo: { in: [...needNos] } }, orderBy: { needNo: 'asc' } })
  if (needs.length !== new Set(needNos).size) return refuse('need.not-resolved')
  for (const need of needs) {
    await lockNeed(tx, need.id)
    await tx.needCall.create({ data: { needId: need.id, callId, linkedById: accountId, linkedAt: ctx.now } })
    await record(tx, ctx, { ...factOf({ ...need, bodyId }), type: 'need.linked', callId })
    await tellRaiser(tx, ctx, need, 'need.inCall', '')
  }
  return ok()
}
