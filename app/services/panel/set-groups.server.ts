import { allotBids, type LotBasis } from '#app/domain/panel/allot.ts'
import { calibrationOf, lettersOf } from '#app/domain/panel/groups.ts'
import { panelPolicy } from '#app/domain/panel/policy.ts'
import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, Panel } from '#prisma/generated/client.ts'
import { candidateSelect, readBidders, tiesOfExpert } from './bidders.server.ts'
import { sha256Text } from './read-findings.server.ts'
import { lockPanel } from './store.server.ts'

type Held = { call: Call; panel: Panel }

/** Call and panel, locked, for an approver who may still settle who judges what. */
async function holdGroups(tx: Tx, ctx: Context, callId: string): Promise<Outcome<Held>> {
  const call = await lockCall(tx, callId)
  const panel = call === null ? null : await lockPanel(tx, callId)
  if (call === null) return refuse('not-found')
  const facts = { bodyId: call.bodyId, callState: call.state, panelState: panel?.state, seat: undefined }
  if (!may(panelPolicy, 'readBoard', ctx.actor, facts)) return refuse('not-found')
  if (panel === null) return refuse('panel.no-seats')
  if (!may(panelPolicy, 'group', ctx.actor, facts)) return refuse('panel.groups-frozen')
  return ok({ call, panel })
}

const fact = (type: string, { call, panel }: Held) => ({
  type,
  entity: 'panel',
  entityId: panel.id,
  bodyId: call.bodyId,
  callId: call.id,
})

export type SetGroups = {
  callId: string
  version: number
  groups: number
  /** Who is in which group; a letter there is no group for, or none, means none yet. */
  seats: readonly { seatId: string; group: string }[]
}

/** How many groups there are and who sits in which. A lot that was drawn for other groups is void: PostgreSQL undoes it. */
export const setGroups = (ctx: Context, { callId, version, groups, seats }: SetGroups) =>
  transact(ctx, async (tx) => {
    const held = await holdGroups(tx, ctx, callId)
    if (!held.ok) return held
    const { panel } = held
    if (panel.version !== version) return stale()
    const scoring = await tx.callScoring.findUnique({ where: { callId } })
    if (groups > 1 && calibrationOf(scoring) === null) return refuse('panel.groups-not-published', { field: 'groups' })
    const letters = lettersOf(groups)
    const told = new Map(seats.map(({ seatId, group }) => [seatId, letters.includes(group) ? group : '']))
    const rows = await tx.seat.findMany({ where: { panelId: panel.id } })
    const wanted = rows.map(({ id, panelGroup }) => {
      const kept = letters.includes(panelGroup) ? panelGroup : ''
      return { id, before: panelGroup, group: told.get(id) ?? kept }
    })
    // A seat may not stand in a group that is about to go, nor in one that is not there yet.
    for (const { id, before, group } of wanted)
      if (before !== group && group === '') await tx.seat.update({ where: { id }, data: { panelGroup: '' } })
    await tx.panel.update({ where: { id: panel.id }, data: { groups, version: { increment: 1 } } })
    for (const { id, before, group } of wanted)
      if (before !== group && group !== '') await tx.seat.update({ where: { id }, data: { panelGroup: group } })
    await record(tx, ctx, {
      ...fact('panel.grouped', held),
      data: { groups, seats: Object.fromEntries(rows.map(({ id, code }) => [code, told.get(id) ?? ''])) },
    })
    return ok()
  })

/** What a lot would rest on now: groups as they are, admitted bids, and every tie that is known. */
async function readBasis(tx: Tx, { call, panel }: Held): Promise<LotBasis> {
  if (call.publishedAt === null) throw new Error(`call ${call.id} has a panel but was never published`)
  const seats = await tx.seat.findMany({
    where: { panelId: panel.id, state: 'SEATED' },
    include: {
      expert: { select: candidateSelect },
      pins: { select: { bidId: true } },
      conflicts: { where: { kind: { not: 'NONE' } }, select: { bidId: true } },
    },
  })
  const bids = await tx.bid.findMany({
    where: { callId: call.id, state: 'OPENED' },
    orderBy: { id: 'asc' },
    select: { id: true, envelope: { select: { envelopeSha256: true } } },
  })
  const bidders = await readBidders(tx, call.id)
  const groups = Object.fromEntries(
    lettersOf(panel.groups).map((letter) => [
      letter,
      seats
        .filter(({ panelGroup }) => panelGroup === letter)
        .map(({ code }) => code)
        .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
    ]),
  )
  const ties: Record<string, Record<string, number>> = {}
  for (const { panelGroup, expert, pins, conflicts } of seats) {
    const suggested = tiesOfExpert(expert, bidders)
    for (const { id } of bids) {
      const isStated = [...pins, ...conflicts].some(({ bidId }) => bidId === id)
      if (!isStated && (suggested.get(id) ?? []).length === 0) continue
      const own = (ties[id] ??= {})
      own[panelGroup] = (own[panelGroup] ?? 0) + 1
    }
  }
  return {
    callId: call.id,
    publishedOn: dayOf(call.publishedAt),
    groups,
    bids: bids.map(({ id, envelope }) => ({ id, seal: envelope?.envelopeSha256 ?? '' })),
    ties,
  }
}

/** Allots the bids to the groups by a lot: recorded, repeatable, drawn anew only when something it rests on has changed. */
export const allotByLot = (ctx: Context, { callId, version }: { callId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const held = await holdGroups(tx, ctx, callId)
    if (!held.ok) return held
    const { panel } = held
    if (panel.version !== version) return stale()
    if (panel.groups === 1) return refuse('panel.one-group')
    const basis = await readBasis(tx, held)
    if (basis.bids.length === 0) return refuse('panel.no-bids')
    const seated = await tx.seat.count({ where: { panelId: panel.id, state: 'SEATED' } })
    if (Object.values(basis.groups).flat().length < seated) return refuse('panel.seat-without-group')
    const lots = await tx.panelLot.findMany({
      where: { panelId: panel.id },
      include: { _count: { select: { allotments: true } } },
    })
    const same = lots.find((lot) => canonicalJson(lot.basis) === canonicalJson(basis))
    if (same !== undefined && same._count.allotments > 0) return refuse('panel.lot-stands')
    const lot =
      // What was drawn once for the same groups and bids holds for them again: nobody draws until they like the outcome.
      same ??
      (await tx.panelLot.create({
        data: {
          panelId: panel.id,
          number: lots.length + 1,
          basis: JSON.parse(JSON.stringify(basis)) as object,
          drawnById: ctx.actor.accountId ?? '',
          drawnAt: ctx.now,
        },
      }))
    // The nonce is PostgreSQL's, so it is read back.
    const { nonce, number } = await tx.panelLot.findUniqueOrThrow({ where: { id: lot.id } })
    const { seed, bids } = allotBids(basis, nonce, sha256Text)
    await tx.bidAllotment.deleteMany({ where: { panelId: panel.id } })
    await tx.bidAllotment.createMany({
      data: bids.map(({ bidId, group }) => ({ panelId: panel.id, bidId, panelGroup: group, lotId: lot.id })),
    })
    await tx.panel.update({ where: { id: panel.id }, data: { version: { increment: 1 } } })
    await record(tx, ctx, {
      ...fact('panel.lot-drawn', held),
      data: {
        lot: lot.id,
        number,
        nonce,
        seed,
        allotted: Object.fromEntries(bids.map((bid) => [bid.bidId, bid.group])),
      },
    })
    return ok({ lotId: lot.id })
  })
