import { createHash } from 'node:crypto'
import { assembleRecord, type PanelFindings } from '#app/domain/panel/assemble-record.ts'
import { panelPolicy } from '#app/domain/panel/policy.ts'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import type { DecisionRecord } from '#app/domain/scoring/decision-record.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { moveBid } from '#app/services/bid/store.server.ts'
import { lockCall, moveCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { lockPanel, movePanel, readPanelFacts } from './store.server.ts'

export const sha256Text = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * The chair closes: everything is counted from the server's own lists, the result is computed, and record, ranks, bids and
 * call move together or not at all. Afterwards no score can change.
 */
export const closePanel = (ctx: Context, { callId, version }: { callId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const panel = await lockPanel(tx, callId)
    const facts = await readPanelFacts(tx, callId, ctx.actor.expertId)
    if (panel === null || facts === null || !may(panelPolicy, 'readPanel', ctx.actor, facts)) return refuse('not-found')
    if (!may(panelPolicy, 'close', ctx.actor, facts)) return refuse('panel.not-chair')
    if (panel.version !== version) return stale()
    // No bid is rejected between the count and the record.
    await tx.$queryRaw`SELECT id FROM bid WHERE call_id = ${callId}::uuid ORDER BY id FOR UPDATE`
    // PostgreSQL counts declarations, sheets and quorum here.
    const closed = await movePanel(tx, panel, 'close', { closedAt: ctx.now, closedById: ctx.actor.accountId ?? null })
    if (!closed.ok) return closed

    const decided = computeRecord(await readFindings(tx, call, panel.id))
    const result = await tx.result.create({
      data: {
        callId,
        record: decided,
        recordSha256: decided.results.hash.replace(/^sha256:/, ''),
        closedAt: ctx.now,
        closedById: ctx.actor.accountId ?? '',
      },
      select: { id: true },
    })
    const isPriced = decided.rules.criteria.some(({ kind }) => kind === 'price')
    await tx.bidResult.createMany({
      data: decided.results.bids.map((bid) => ({
        bidId: bid.id,
        resultId: result.id,
        panelScore: bid.panelScore,
        priceScore: isPriced ? bid.priceScore : null,
        total: bid.total,
        rank: bid.rank ?? null,
        outcome: bid.outcome,
      })),
    })
    for (const bid of await tx.bid.findMany({ where: { callId, state: 'OPENED' } })) {
      const moved = await moveBid(tx, bid, 'score')
      if (!moved.ok) return moved
    }
    const moved = await moveCall(tx, call, 'close')
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'panel.closed',
      entity: 'panel',
      entityId: panel.id,
      bodyId: call.bodyId,
      callId,
      // That it closed is public; what came out is not, before the result is published.
      isPublic: true,
      data: { bids: decided.bids.length, judges: decided.judges.length },
      index: [{ kind: 'call', id: callId }],
    })
    return ok({ resultId: result.id })
  })

/** Reads the record back with the eyes of a stranger before anything is computed from it. */
function computeRecord(findings: PanelFindings) {
  const read = readDecisionRecord(assembleRecord(findings))
  if (!read.ok) throw new Error(`the panel's own record is not valid: ${JSON.stringify(read.problems[0])}`)
  return { ...read.record, results: computeResults(read.record, sha256Text) } satisfies DecisionRecord
}

async function readFindings(tx: Tx, call: Call, panelId: string): Promise<PanelFindings> {
  if (call.publishedAt === null) throw new Error(`call ${call.id} is scored but was never published`)
  const counted = { state: 'SUBMITTED', seat: { panelId, state: 'SEATED' } } as const
  const criteria = await tx.criterion.findMany({ where: { callId: call.id }, orderBy: { position: 'asc' } })
  const seats = await tx.seat.findMany({
    where: { panelId, state: 'SEATED', sheets: { some: { state: 'SUBMITTED', bid: { state: 'OPENED' } } } },
    select: { code: true },
  })
  const bids = await tx.bid.findMany({
    where: { callId: call.id, state: 'OPENED' },
    orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      sealedAt: true,
      envelope: { select: { envelopeSha256: true } },
      opened: { select: { priceFen: true } },
      sheets: {
        where: counted,
        select: {
          seat: { select: { code: true } },
          scores: { select: { points: true, criterion: { select: { code: true, position: true } } } },
        },
      },
    },
  })
  return {
    call: { ...call, publishedAt: call.publishedAt },
    criteria: criteria.map(({ code, title, kind, maxPoints }) => ({
      code,
      title,
      kind,
      maxPoints: maxPoints.toString(),
    })),
    judges: seats.map(({ code }) => code).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
    bids: bids.map(({ id, sealedAt, envelope, opened, sheets }) => {
      if (sealedAt === null || envelope === null || opened === null)
        throw new Error(`bid ${id} was never sealed or opened`)
      return {
        id,
        priceFen: opened.priceFen,
        sealedAt,
        envelopeSha256: envelope.envelopeSha256,
        sheets: Object.fromEntries(
          sheets.map(({ seat, scores }) => [
            seat.code,
            Object.fromEntries(
              scores
                .toSorted((a, b) => a.criterion.position - b.criterion.position)
                .flatMap(({ points, criterion }) => (points === null ? [] : [[criterion.code, points.toString()]])),
            ),
          ]),
        ),
      }
    }),
  }
}
