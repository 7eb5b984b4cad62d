import { panelBidPolicy } from '#app/domain/panel/policy.ts'
import { plainDecimal } from '#app/domain/panel/score-sheet.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { isChairClear } from '../hold-review.server.ts'
import { readPanelBidFacts } from '../store.server.ts'
import { type PanelBid, readPanelBids } from './panel-bids.server.ts'

export type Discussed = 'open' | 'closed'
export type DiscussionPage = {
  call: { id: string; title: string }
  bid: PanelBid
  state: Discussed | 'none'
  openedAt: string | null
  judges: { code: string; isMine: boolean }[]
  /** What each judge gave first and, where there is one, after the discussion; empty before a discussion was opened. */
  criteria: { id: string; title: string; maxPoints: string; marks: { first: string; second: string | null }[] }[]
  seconds: { code: string; reason: string; at: string }[]
  /** This judge's own marks, to begin the second score with. */
  mine: { criterionId: string; title: string; maxPoints: string; points: string }[]
  minutes: { code: string; at: string; text: string }[]
  may: { open: boolean; close: boolean; write: boolean; scoreAgain: boolean }
}

/** A bid before its panel: first scores once it is discussed, second scores, minutes. Null for whoever does not judge the bid. */
export async function readDiscussionPage(
  ctx: Context,
  { callId, bidId }: { callId: string; bidId: string },
): Promise<DiscussionPage | null> {
  const facts = await readPanelBidFacts(ctx.db, bidId, ctx.actor.expertId)
  if (facts?.callId !== callId || facts.seat === undefined || facts.panelId === undefined) return null
  if (!facts.allowsDiscussion || !may(panelBidPolicy, 'readBid', ctx.actor, facts)) return null
  const { seat, panelId } = facts
  const isShown = may(panelBidPolicy, 'readDiscussion', ctx.actor, facts)
  const [{ call, discussions, minutes }, bids, sheets] = await Promise.all([
    ctx.db.panel.findUniqueOrThrow({
      where: { id: panelId },
      select: {
        call: {
          select: { title: true, criteria: { where: { kind: 'SUBJECTIVE' }, orderBy: { position: 'asc' } } },
        },
        discussions: { where: { bidId }, orderBy: { openedAt: 'desc' }, select: { openedAt: true } },
        minutes: {
          where: { bidId },
          orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
          select: { text: true, writtenAt: true, seat: { select: { code: true } } },
        },
      },
    }),
    readPanelBids(ctx.db, callId, seat.id),
    isShown
      ? ctx.db.scoreSheet.findMany({
          where: { bidId, state: 'SUBMITTED', seat: { panelId, state: 'SEATED', pins: { none: { bidId } } } },
          include: { seat: { select: { id: true, code: true } }, scores: true, second: { include: { scores: true } } },
        })
      : [],
  ])
  const bid = bids.find(({ id }) => id === bidId)
  if (bid === undefined || call === null) return null
  const inOrder = sheets.toSorted((a, b) => Number(a.seat.code.slice(1)) - Number(b.seat.code.slice(1)))
  const plain = (points: { toString: () => string } | null | undefined) =>
    points == null ? '' : plainDecimal(points.toString())
  const own = inOrder.find((sheet) => sheet.seat.id === seat.id)
  const speaks =
    may(panelBidPolicy, 'discuss', ctx.actor, facts) &&
    (seat.isChair || !(await isChairClear(ctx.db, { id: bidId, callId })))
  return {
    call: { id: callId, title: call.title },
    bid,
    state: facts.discussion ?? 'none',
    openedAt: discussions[0]?.openedAt.toISOString() ?? null,
    judges: inOrder.map((sheet) => ({ code: sheet.seat.code, isMine: sheet.seat.id === seat.id })),
    criteria: isShown
      ? call.criteria.map(({ id, title, maxPoints }) => ({
          id,
          title,
          maxPoints: plain(maxPoints),
          marks: inOrder.map(({ scores, second }) => ({
            first: plain(scores.find(({ criterionId }) => criterionId === id)?.points),
            second: second === null ? null : plain(second.scores.find(({ criterionId }) => criterionId === id)?.points),
          })),
        }))
      : [],
    seconds: inOrder.flatMap(({ seat: { code }, second }) =>
      second === null ? [] : [{ code, reason: second.reason, at: second.submittedAt.toISOString() }],
    ),
    mine: may(panelBidPolicy, 'scoreAgain', ctx.actor, facts)
      ? call.criteria.map(({ id, title, maxPoints }) => ({
          criterionId: id,
          title,
          maxPoints: plain(maxPoints),
          points: plain(own?.scores.find(({ criterionId }) => criterionId === id)?.points),
        }))
      : [],
    minutes: minutes.map(({ text, writtenAt, seat: { code } }) => ({ code, text, at: writtenAt.toISOString() })),
    may: {
      open: speaks && facts.discussion !== 'open',
      close: speaks && facts.discussion === 'open',
      write: speaks && facts.discussion !== undefined,
      scoreAgain: may(panelBidPolicy, 'scoreAgain', ctx.actor, facts),
    },
  }
}

export type Discussions = {
  /** Bids this judge judges, by how far their discussion is; absent: not discussed. */
  states: Record<string, Discussed>
  /** Bids this judge judges that were discussed and have no minutes yet. */
  owed: string[]
  /** Some bid of the whole panel was discussed and has none: the scores cannot be frozen. */
  isOwed: boolean
  /** The bid that is being discussed now, if this judge may hear it; `hidden` where they are in conflict with it. */
  now: { bidId: string } | 'hidden' | null
}

/** What discussionsOf is made of. */
export const discussionsRead = {
  select: {
    discussions: {
      select: { bidId: true, closedAt: true, panelGroup: true, bid: { select: { state: true } } },
    },
    minutes: { select: { bidId: true } },
    call: { select: { scoring: { select: { allowsDiscussion: true } } } },
  },
} satisfies Prisma.PanelDefaultArgs

/** What is being discussed, for one seat. Null where the call allows no discussion. */
export function discussionsOf(
  { call, discussions: all, minutes }: Prisma.PanelGetPayload<typeof discussionsRead>,
  group: string,
  bids: readonly PanelBid[],
): Discussions | null {
  if (call?.scoring?.allowsDiscussion !== true) return null
  const rows = all.filter(({ panelGroup }) => panelGroup === group)
  const unminuted = new Set(
    all
      .filter(({ bidId, bid }) => bid.state === 'OPENED' && !minutes.some((one) => one.bidId === bidId))
      .map(({ bidId }) => bidId),
  )
  const clear = new Set(bids.filter(({ declared }) => declared === 'NONE').map(({ id }) => id))
  const states: Record<string, Discussed> = {}
  for (const { bidId, closedAt } of rows)
    if (clear.has(bidId) && states[bidId] !== 'open') states[bidId] = closedAt === null ? 'open' : 'closed'
  const open = rows.find(({ closedAt }) => closedAt === null)
  const owed = Object.keys(states).filter((bidId) => unminuted.has(bidId))
  return {
    states,
    owed,
    isOwed: unminuted.size > 0,
    now: open === undefined ? null : clear.has(open.bidId) ? { bidId: open.bidId } : 'hidden',
  }
}
