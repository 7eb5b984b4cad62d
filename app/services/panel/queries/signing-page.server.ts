import { type ResultView, viewResult } from '#app/domain/award/result-view.ts'
import type { CorrectionKind } from '#app/domain/panel/correcting.ts'
import type { PanelState } from '#app/domain/panel/lifecycle.ts'
import { panelPolicy } from '#app/domain/panel/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { parseDecided, readBidNames } from '#app/services/award/read-decided.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { minutesOf } from '../read-minutes.server.ts'
import { readChairClear } from '../hold-review.server.ts'
import { readPanelFacts } from '../store.server.ts'
import type { PlanName } from './mask.server.ts'
import { readSeatBids } from './panel-bids.server.ts'

export type ResultVersion = {
  versionNo: number
  closedAt: string
  signedAt: string | null
  voidReason: string
  correction: { kind: CorrectionKind; reason: string } | null
  recordSha256: string
}

export type SigningPage = {
  call: { id: string; callNo: string; title: string }
  panel: { version: number; state: PanelState }
  resultId: string
  recordSha256: string
  result: ResultView
  quorum: number
  /** Bids this member is in conflict with: nothing of them is shown. */
  hidden: number
  /** Bids that other groups judged: of them, too, nothing but what is in the groups' figures. */
  elsewhere: number
  versions: ResultVersion[]
  /** What was said of the bids this member judges, as it is signed; `others`: entries on bids that are not shown. */
  minutes: { bid: string; code: string; at: string; text: string }[]
  otherMinutes: number
  minutesSha256: string
  hands: { code: string; isMine: boolean; isChair: boolean; signedAt: string | null; dissent: string }[]
  hasSigned: boolean
  /** After this the silent count as agreeing. */
  silentFrom: string
  mayStaySilent: boolean
  /** What the chair may correct: `bid|judge|criterion` and words for it. */
  marks: { value: string; bid: string; judge: string | null; criterion: string; points: string }[]
  may: { sign: boolean; reopen: boolean; closeSilent: boolean; correct: boolean }
}

const dayMs = 86_400_000

/** The frozen result before a member of the panel, to be read and signed. */
export async function readSigningPage(ctx: Context, callId: string, planName: PlanName): Promise<SigningPage | null> {
  const facts = await readPanelFacts(ctx.db, callId, ctx.actor.expertId)
  if (facts?.seat === undefined || !may(panelPolicy, 'readFrozen', ctx.actor, facts)) return null
  const { seat } = facts
  const [call, names, { bids, mask }] = await Promise.all([
    ctx.db.call.findUniqueOrThrow({
      where: { id: callId },
      select: {
        id: true,
        callNo: true,
        title: true,
        quorum: true,
        panel: {
          select: {
            version: true,
            state: true,
            seats: { where: { state: 'SEATED' }, select: { id: true, code: true, isChair: true } },
          },
        },
        results: { orderBy: { versionNo: 'desc' }, include: { signatures: true } },
      },
    }),
    readBidNames(ctx.db, callId),
    readSeatBids(ctx.db, callId, seat.id),
  ])
  const { panel, results } = call
  const [latest] = results
  if (panel === null || latest === undefined) return null
  const record = parseDecided(latest.record)
  const own = new Set(bids.map(({ id }) => id))
  const clear = new Set(bids.filter(({ declared }) => declared === 'NONE').map(({ id }) => id))
  const shown = {
    ...record,
    results: {
      ...record.results,
      flags: record.results.flags.filter((flag) => !('bid' in flag) || clear.has(flag.bid)),
    },
  }
  const shownNames =
    mask === null
      ? names
      : new Map([...mask].map(([id, number]) => [id, { organizationId: '', name: planName(number) }] as const))
  const view = viewResult(shown, shownNames)
  const minutes = minutesOf(latest)
  const silentFrom = new Date(latest.closedAt.getTime() + dayMs)
  const hands = panel.seats
    .toSorted((a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1)))
    .map(({ id, code, isChair }) => {
      const hand = latest.signatures.find(({ seatId }) => seatId === id)
      return {
        code,
        isChair,
        isMine: id === seat.id,
        signedAt: hand?.signedAt.toISOString() ?? null,
        dissent: hand?.dissent ?? '',
      }
    })
  const hasSigned = hands.some(({ isMine, signedAt }) => isMine && signedAt !== null)
  const marks = may(panelPolicy, 'correct', ctx.actor, facts)
    ? marksOf(record, await spokenFor(ctx, callId, clear, seat.isChair), (id) => shownNames.get(id)?.name ?? id)
    : []
  return {
    call: { id: call.id, callNo: call.callNo ?? '', title: call.title },
    panel: { version: panel.version, state: panel.state },
    resultId: latest.id,
    recordSha256: latest.recordSha256,
    result: { ...view, bids: view.bids.filter(({ id }) => clear.has(id)) },
    quorum: call.quorum,
    hidden: view.bids.filter(({ id }) => !clear.has(id) && own.has(id)).length,
    elsewhere: view.bids.filter(({ id }) => !own.has(id)).length,
    versions: results.map((row) => ({
      versionNo: row.versionNo,
      closedAt: row.closedAt.toISOString(),
      signedAt: row.signedAt?.toISOString() ?? null,
      voidReason: row.voidReason,
      correction: row.correctionKind === null ? null : { kind: row.correctionKind, reason: row.correctionReason },
      recordSha256: row.recordSha256,
    })),
    minutes: minutes
      .filter(({ bid }) => clear.has(bid))
      .map(({ bid, judge, at, text }) => ({ bid: shownNames.get(bid)?.name ?? bid, code: judge, at, text })),
    otherMinutes: minutes.filter(({ bid }) => !clear.has(bid)).length,
    minutesSha256: latest.minutesSha256,
    hands,
    hasSigned,
    silentFrom: silentFrom.toISOString(),
    mayStaySilent: latest.correctionKind !== 'ABNORMAL',
    marks,
    may: {
      sign: !hasSigned && may(panelPolicy, 'sign', ctx.actor, facts),
      reopen: may(panelPolicy, 'reopen', ctx.actor, facts),
      closeSilent:
        latest.correctionKind !== 'ABNORMAL' &&
        ctx.now >= silentFrom &&
        may(panelPolicy, 'closeSilent', ctx.actor, facts),
      correct: marks.length > 0,
    },
  }
}

/** Of the bids this member judges those they speak for: all for the chair, for others those that the chair does not judge. */
async function spokenFor(ctx: Context, callId: string, clear: ReadonlySet<string>, isChair: boolean) {
  if (isChair) return clear
  const ofChair = await readChairClear(ctx.db, callId)
  return new Set([...clear].filter((id) => !ofChair.has(id)))
}

function marksOf(
  { bids, rules }: ReturnType<typeof parseDecided>,
  clear: ReadonlySet<string>,
  nameOf: (id: string) => string,
): SigningPage['marks'] {
  const titleOf = (id: string) => rules.criteria.find((criterion) => criterion.id === id)?.title ?? id
  return bids
    .filter(({ id }) => clear.has(id))
    .flatMap(({ id, scores, objective = {} }) => [
      ...Object.entries(scores).flatMap(([judge, sheet]) =>
        Object.entries(sheet).map(([criterion, points]) => ({
          value: `${id}|${judge}|${criterion}`,
          bid: nameOf(id),
          judge,
          criterion: titleOf(criterion),
          points: String(points),
        })),
      ),
      ...Object.entries(objective).map(([criterion, points]) => ({
        value: `${id}||${criterion}`,
        bid: nameOf(id),
        judge: null,
        criterion: titleOf(criterion),
        points: String(points),
      })),
    ])
}
