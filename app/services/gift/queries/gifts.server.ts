import type { GiftState } from '#app/domain/gift/lifecycle.ts'
import { giftPolicy } from '#app/domain/gift/policy.ts'
import type { Condition, Valuation } from '#app/domain/gift/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readGiver } from '#app/services/shared/giver.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Gift, GiftUse, Prisma } from '#prisma/generated/client.ts'
import { findGift } from '../answer-gift.server.ts'

/** What was given, and where it went. `quantity`, `usedQuantity` and `leftQuantity`: decimal text; fen as text. */
export type GiftView = {
  id: string
  state: GiftState
  what: string
  quantity: string
  unit: string
  condition: Condition
  valueFen: string
  valuation: Valuation
  valuationNote: string
  publicName: string
  statedOn: string
  receivedOn: string | null
  declineNote: string
  leftQuantity: string
  uses: { id: string; quantity: string; what: string; usedOn: string }[]
}
export type GiftRow = GiftView & {
  version: number
  giverName: string
  receiptFileId: string | null
  may: Record<'withdraw' | 'receive' | 'use', boolean>
}
export type GiftsPage = { id: string; title: string; today: string; gifts: GiftRow[]; mayState: boolean }

type Row = Gift & { uses: GiftUse[] }
const readRows = ({ db }: Context, where: Prisma.GiftWhereInput): Promise<Row[]> =>
  db.gift.findMany({
    where,
    include: { uses: { orderBy: [{ usedOn: 'asc' }, { id: 'asc' }] } },
    orderBy: { id: 'desc' },
    take: 200,
  })

function viewOf(row: Row): GiftView {
  const used = row.uses.map(({ quantity }) => quantity)
  const left = used.reduce((rest, each) => rest.minus(each), row.quantity)
  return {
    id: row.id,
    state: row.state,
    what: row.what,
    quantity: row.quantity.toString(),
    unit: row.unit,
    condition: row.condition as Condition,
    valueFen: row.valueFen.toString(),
    valuation: row.valuation as Valuation,
    valuationNote: row.valuationNote,
    publicName: row.publicName,
    statedOn: dayOf(row.statedAt),
    receivedOn: row.receivedOn === null ? null : dayOfDate(row.receivedOn),
    declineNote: row.declineNote,
    leftQuantity: left.toString(),
    uses: row.uses.map((use) => ({
      id: use.id,
      quantity: use.quantity.toString(),
      what: use.what,
      usedOn: dayOfDate(use.usedOn),
    })),
  }
}

/** Everything given to a project, for its two sides; the body reads no more of a giver than the public does. */
export async function readGifts(ctx: Context, projectId: string): Promise<GiftsPage | null> {
  const project = await ctx.db.project.findUnique({ where: { id: projectId } })
  if (project === null || !may(giftPolicy, 'read', ctx.actor, project)) return null
  const allowed = (deed: 'state' | 'receive' | 'use') => may(giftPolicy, deed, ctx.actor, project)
  const isOwn = ctx.actor.organizations.some((held) => held.organizationId === project.organizationId)
  const rows = await readRows(ctx, { projectId })
  return {
    id: projectId,
    title: project.title,
    today: dayOf(ctx.now),
    mayState: allowed('state') && ['PREPARING', 'ACTIVE', 'SUSPENDED', 'COMPLETED'].includes(project.state),
    gifts: rows.map((row) => {
      const view = viewOf(row)
      return {
        ...view,
        version: row.version,
        giverName: isOwn ? readGiver(ctx.keys, row).name : row.publicName,
        receiptFileId: row.receiptFileId,
        may: {
          withdraw: (row.state === 'STATED' || row.state === 'CONFIRMED') && allowed('state'),
          receive: row.state === 'CONFIRMED' && allowed('receive'),
          use: row.state === 'RECEIVED' && view.leftQuantity !== '0' && allowed('use'),
        },
      }
    }),
  }
}

/** What anyone may know: only what its giver has confirmed. */
export async function readPublicGifts(ctx: Context, projectNo: string): Promise<GiftView[]> {
  const rows = await readRows(ctx, { project: { projectNo }, state: { in: ['CONFIRMED', 'RECEIVED'] } })
  return rows.map(viewOf)
}

export type GiverGift = GiftView & { version: number; projectTitle: string; organizationName: string }

/** The gift that a code opens. */
export async function readGiftByCode(ctx: Context, code: string): Promise<Outcome<{ gift: GiverGift }>> {
  const found = await findGift(ctx, code)
  if (!found.ok) return found
  const [row] = await readRows(ctx, { id: found.giftId })
  if (row === undefined) throw new Error('a code of a gift has a gift')
  const project = await ctx.db.project.findUniqueOrThrow({
    where: { id: row.projectId },
    select: { title: true, organization: { select: { name: true } } },
  })
  return ok({
    gift: {
      ...viewOf(row),
      version: row.version,
      projectTitle: project.title,
      organizationName: project.organization.name,
    },
  })
}
