import { panelPolicy } from '#app/domain/panel/policy.ts'
import { plainDecimal } from '#app/domain/panel/score-sheet.ts'
import { type Spread, spreadOf, sumOf } from '#app/domain/panel/spread.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { unwrittenVersion } from '../set-sample.server.ts'
import { readPanelFacts } from '../store.server.ts'

export type SampleDraft = {
  call: { id: string; callNo: string; title: string }
  title: string
  text: string
  version: number
  isWritten: boolean
  mayWrite: boolean
}

/** The made-up answer of a call, for the buyer who writes it. */
export async function readSampleDraft(ctx: Context, callId: string): Promise<SampleDraft | null> {
  const facts = await readPanelFacts(ctx.db, callId, undefined)
  if (facts === null || !may(panelPolicy, 'readBoard', ctx.actor, facts)) return null
  const call = await ctx.db.call.findUniqueOrThrow({
    where: { id: callId },
    select: { id: true, callNo: true, title: true, sample: true },
  })
  const { sample } = call
  const mayWrite = may(panelPolicy, 'sample', ctx.actor, facts)
  if (sample === null && !mayWrite) return null
  return {
    call: { id: call.id, callNo: call.callNo ?? '', title: call.title },
    title: sample?.title ?? '',
    text: sample?.text ?? '',
    version: sample?.version ?? unwrittenVersion,
    isWritten: sample !== null,
    mayWrite,
  }
}

export type SamplePage = {
  call: { id: string; title: string }
  title: string
  text: string
  criteria: { id: string; title: string; guidance: string; anchors: string[]; maxPoints: string; points: string }[]
  submittedAt: string | null
  mayScore: boolean
  /** For the chair, once the chair's own marks are in. */
  spread: {
    judges: { code: string; total: string; points: string[] }[]
    waiting: string[]
    /** Per criterion in order, then of the totals. */
    criteria: (Spread | null)[]
    total: Spread | null
  } | null
}

/** The sample before a member of the panel. Null before scoring starts, and where the call has none. */
export async function readSamplePage(ctx: Context, callId: string): Promise<SamplePage | null> {
  const facts = await readPanelFacts(ctx.db, callId, ctx.actor.expertId)
  if (facts?.seat?.state !== 'SEATED' || facts.panelId === undefined || facts.panelState === 'FORMING') return null
  const [call, seats] = await Promise.all([
    ctx.db.call.findUniqueOrThrow({
      where: { id: callId },
      select: {
        title: true,
        sample: true,
        criteria: { where: { kind: 'SUBJECTIVE' }, orderBy: { position: 'asc' } },
      },
    }),
    ctx.db.seat.findMany({
      where: { panelId: facts.panelId, state: 'SEATED' },
      select: { id: true, code: true, pledgedAt: true, sample: { include: { scores: true } } },
    }),
  ])
  const { sample, criteria } = call
  const own = seats.find(({ id }) => id === facts.seat?.id)
  if (sample === null || own === undefined || own.pledgedAt === null) return null
  const pointsOf = ({ sample: sheet }: (typeof seats)[number]) =>
    criteria.map(({ id }) =>
      plainDecimal((sheet?.scores.find(({ criterionId }) => criterionId === id)?.points ?? '').toString()),
    )
  const inOrder = seats.toSorted((a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1)))
  const scored = inOrder
    .filter((seat) => seat.sample !== null)
    .map((seat) => ({ code: seat.code, points: pointsOf(seat), total: sumOf(pointsOf(seat)) }))
  const isSpreadShown = own.sample !== null && may(panelPolicy, 'readSampleSpread', ctx.actor, facts)
  const ownPoints = own.sample === null ? [] : pointsOf(own)
  return {
    call: { id: callId, title: call.title },
    title: sample.title,
    text: sample.text,
    criteria: criteria.map(({ id, title, guidance, anchors, maxPoints }, index) => ({
      id,
      title,
      guidance,
      anchors: anchors.split('\n').filter((line) => line.trim() !== ''),
      maxPoints: plainDecimal(maxPoints.toString()),
      points: ownPoints[index] ?? '',
    })),
    submittedAt: own.sample?.submittedAt.toISOString() ?? null,
    mayScore: own.sample === null && may(panelPolicy, 'scoreSample', ctx.actor, facts),
    spread: isSpreadShown
      ? {
          judges: scored,
          waiting: inOrder.filter((seat) => seat.sample === null).map(({ code }) => code),
          criteria: criteria.map((_, index) => spreadOf(scored.map(({ points }) => points[index] ?? '0'))),
          total: spreadOf(scored.map(({ total }) => total)),
        }
      : null,
  }
}
