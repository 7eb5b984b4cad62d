import { panelPolicy } from '#app/domain/panel/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, SampleAnswer } from '#prisma/generated/client.ts'
import { lockPanel } from './store.server.ts'

/** The version of a sample that was never written. */
export const unwrittenVersion = 0

async function holdSample(
  tx: Tx,
  ctx: Context,
  { callId, version }: { callId: string; version: number },
): Promise<Outcome<{ call: Call; sample: SampleAnswer | null }>> {
  const call = await lockCall(tx, callId)
  const panel = await lockPanel(tx, callId)
  if (call === null) return refuse('not-found')
  const facts = { bodyId: call.bodyId, callState: call.state, panelState: panel?.state, seat: undefined }
  if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
  if (!may(panelPolicy, 'sample', ctx.actor, facts)) return refuse('sample.frozen')
  const sample = await tx.sampleAnswer.findUnique({ where: { callId } })
  return (sample?.version ?? unwrittenVersion) === version ? ok({ call, sample }) : stale()
}

const fact = (type: string, { id, bodyId }: Call) => ({
  type,
  entity: 'call',
  entityId: id,
  bodyId,
  callId: id,
})

/** A made-up answer for the judges to score first. Not public: bidders would copy it. */
export const writeSample = (
  ctx: Context,
  { callId, version, title, text }: { callId: string; version: number; title: string; text: string },
) =>
  transact(ctx, async (tx) => {
    const held = await holdSample(tx, ctx, { callId, version })
    if (!held.ok) return held
    const kept = { title, text, writtenById: ctx.actor.accountId ?? '', version: version + 1 }
    await tx.sampleAnswer.upsert({ where: { callId }, create: { callId, ...kept }, update: kept })
    await record(tx, ctx, { ...fact('call.sample-written', held.call), data: { version: kept.version } })
    return ok()
  })

export const removeSample = (ctx: Context, { callId, version }: { callId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const held = await holdSample(tx, ctx, { callId, version })
    if (!held.ok) return held
    if (held.sample === null) return refuse('not-found')
    await tx.sampleAnswer.delete({ where: { callId } })
    await record(tx, ctx, { ...fact('call.sample-removed', held.call), data: { title: held.sample.title } })
    return ok()
  })
