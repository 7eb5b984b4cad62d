import type { PanelState } from '#app/domain/panel/lifecycle.ts'
import { panelPolicy } from '#app/domain/panel/policy.ts'
import type { SeatConcern, SeatKind } from '#app/domain/panel/seating.ts'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import { type ServiceField, serviceFields } from '#app/domain/call/terms.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { WorkingCalendar } from '#app/domain/shared/working-days.ts'
import { calendar as workingDays } from '#app/services/shared/calendar.server.ts'
import { readAll, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type Bidder, biddersOf, candidateSelect, concernsOfExpert } from '../bidders.server.ts'
import { bidsRead, drawsRead, type DrawView, drawViews, peopleOf, pinViews, readAsks } from './draws.server.ts'
import { type GroupsView, groupsView, lotsRead } from './groups.server.ts'
import { readPanelFacts } from '../store.server.ts'
import { type Board, boardOf } from './board.server.ts'

export type PersonOfPool = {
  expertId: string
  name: string
  employer: string
  fields: ServiceField[]
  region: { zh: string; en: string }
  concerns: SeatConcern[]
}
export type SeatRow = PersonOfPool & {
  seatId: string
  group: string
  code: string
  isChair: boolean
  isRecused: boolean
  kind: SeatKind
  isDrawn: boolean
  appointedReason: string
  reason: string
  version: number
}

export type SeatingPage = {
  call: { id: string; callNo: string; title: string; state: CallState; field: ServiceField }
  panel: { version: number; state: PanelState } | null
  quorum: number
  seats: SeatRow[]
  board: Board
  /** What the rule book asks of this panel. */
  asks: { least: number; isOdd: boolean; experts: string; mayBuyerChair: boolean; drawFrom: string | null }
  draws: DrawView[]
  regions: { id: string; zh: string; en: string }[]
  /** People of the body who could represent it. */
  people: { accountId: string; name: string }[]
  pins: { code: string; organization: string; kind: string; reason: string }[]
  groups: GroupsView | null
  /** A made-up answer for the judges: written, may be written, or neither. */
  sample: { isWritten: boolean; mayWrite: boolean }
  may: {
    seat: boolean
    remove: boolean
    nameChair: boolean
    start: boolean
    readResult: boolean
    draw: boolean
    pin: boolean
    group: boolean
  }
  pool: {
    people: PersonOfPool[]
    nextAfter: string | null
    regions: { id: string; zh: string; en: string }[]
    field: string
    regionId: string
    name: string
  } | null
}

/** Without a field the call's own is meant; an empty one means all. */
export type PoolFilter = {
  field: string | undefined
  regionId: string | undefined
  /** Part of a name, as typed. */
  name: string
  after: string | undefined
}

const pageSize = 20

const personSelect = {
  ...candidateSelect,
  fields: true,
  region: { select: { nameZh: true, nameEn: true } },
  account: { select: { ...candidateSelect.account.select, name: true } },
} satisfies Prisma.ExpertSelect

/** Who sits on the panel of a call, how far they are, and who else could: the buyer's own page. */
export async function readSeatingPage(ctx: Context, callId: string, filter: PoolFilter): Promise<SeatingPage | null> {
  const facts = await readPanelFacts(ctx.db, callId, ctx.actor.expertId)
  if (facts === null || !may(panelPolicy, 'readBoard', ctx.actor, facts)) return null
  const maySeat = may(panelPolicy, 'seat', ctx.actor, facts)
  const mayDraw = may(panelPolicy, 'draw', ctx.actor, facts)
  const [call, { bidders, board, people, regions, calendar }] = await Promise.all([
    ctx.db.call.findUniqueOrThrow({
      where: { id: callId },
      select: {
        id: true,
        callNo: true,
        title: true,
        state: true,
        field: true,
        quorum: true,
        bodyId: true,
        method: true,
        budgetFen: true,
        bidDeadlineAt: true,
        ruleBookCode: true,
        ruleBookVersion: true,
        sample: { select: { callId: true } },
        scoring: true,
        draws: drawsRead,
        bids: bidsRead,
        panel: {
          select: {
            id: true,
            groups: true,
            version: true,
            state: true,
            seats: { include: { expert: { select: personSelect } } },
            lots: lotsRead,
          },
        },
      },
    }),
    readAll<{ bidders: Bidder[]; board: Board; people: Person[]; regions: ChosenRegion[]; calendar: WorkingCalendar }>(
      ctx.db,
      {
        bidders: biddersOf(callId),
        board: boardOf(callId),
        people: peopleOf(callId),
        regions: chosenRegions,
        calendar: workingDays,
      },
    ),
  ])
  const person = (expert: Prisma.ExpertGetPayload<{ select: typeof personSelect }>): PersonOfPool => ({
    expertId: expert.id,
    name: expert.account.name,
    employer: expert.employer,
    fields: expert.fields,
    region: { zh: expert.region.nameZh, en: expert.region.nameEn },
    concerns: concernsOfExpert(expert, bidders, facts.bodyId),
  })
  const seated = call.panel?.seats.filter(({ state }) => state === 'SEATED').length ?? 0
  const { panel } = call
  const isForming = panel === null || panel.state === 'FORMING'
  const { id, title, state, field } = call
  return {
    call: { id, title, state, field, callNo: call.callNo ?? '' },
    asks: await readAsks(ctx, call, calendar),
    draws: drawViews(ctx, call.draws),
    regions: mayDraw || maySeat ? regions.map(optionOf) : [],
    people: maySeat ? people : [],
    pins: pinViews(call.bids),
    panel: panel === null ? null : { version: panel.version, state: panel.state },
    quorum: call.quorum,
    seats: (panel?.seats ?? [])
      .toSorted((a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1)))
      .map((seat) => ({
        ...person(seat.expert),
        seatId: seat.id,
        group: seat.panelGroup,
        code: seat.code,
        isChair: seat.isChair,
        isRecused: seat.state === 'RECUSED',
        kind: seat.kind,
        isDrawn: seat.drawId !== null,
        appointedReason: seat.appointedReason,
        reason: seat.reason,
        version: seat.version,
      })),
    board,
    groups: panel === null ? null : groupsView(call.scoring, panel, call.bids),
    sample: { isWritten: call.sample !== null, mayWrite: may(panelPolicy, 'sample', ctx.actor, facts) },
    may: {
      seat: maySeat,
      /** Once scoring runs nobody is taken away, and a chair is named only where the one before stepped down. */
      remove: maySeat && isForming,
      nameChair: maySeat && (isForming || panel.seats.every(({ isChair }) => !isChair)),
      start: may(panelPolicy, 'start', ctx.actor, facts),
      readResult: may(panelPolicy, 'readResult', ctx.actor, facts),
      draw: mayDraw,
      group: may(panelPolicy, 'group', ctx.actor, facts) && seated > 0,
      pin: may(panelPolicy, 'pin', ctx.actor, facts) && board.bids.length > 0 && seated > 0,
    },
    pool: maySeat
      ? await readPool(ctx, callId, regions, { ...filter, field: filter.field ?? call.field }, person)
      : null,
  }
}

type Person = { accountId: string; name: string }
type ChosenRegion = { id: string; path: string; zh: string; en: string }

const optionOf = ({ id, zh, en }: ChosenRegion) => ({ id, zh, en })

const chosenRegions: Reading<ChosenRegion[]> = reading(
  Prisma.sql`SELECT id, path, name_zh AS zh, name_en AS en FROM region WHERE level IN ('CITY', 'DISTRICT') ORDER BY path`,
)

async function readPool(
  ctx: Context,
  callId: string,
  regions: readonly ChosenRegion[],
  { field, regionId, name, after }: PoolFilter,
  person: (expert: Prisma.ExpertGetPayload<{ select: typeof personSelect }>) => PersonOfPool,
): Promise<NonNullable<SeatingPage['pool']>> {
  const region = regions.find(({ id }) => id === regionId)
  const known = serviceFields.find((one) => one === field)
  const experts = await ctx.db.expert.findMany({
    where: {
      isActive: true,
      inPool: true,
      account: {
        state: 'ACTIVE',
        ...(name === '' ? {} : { name: { contains: name.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } }),
      },
      seats: { none: { panel: { callId } } },
      ...(known === undefined ? {} : { fields: { has: known } }),
      ...(region === undefined ? {} : { region: { path: { startsWith: region.path } } }),
      ...(after === undefined ? {} : { id: { gt: after } }),
    },
    orderBy: { id: 'asc' },
    take: pageSize + 1,
    select: personSelect,
  })
  const shown = experts.slice(0, pageSize)
  return {
    people: shown.map(person),
    nextAfter: experts.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
    regions: regions.map(optionOf),
    field: known ?? '',
    regionId: region?.id ?? '',
    name,
  }
}
