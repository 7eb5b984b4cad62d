import type { GiftState } from '#app/domain/gift/lifecycle.ts'
import { giftPolicy } from '#app/domain/gift/policy.ts'
import type { Condition, Valuation } from '#app/domain/gift/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readGiver } from '#app/services/shared/giver.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
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

/** Gifts `g`, the latest first. */
const giftViews = (which: Prisma.Sql): Reading<GiftView[]> =>
  reading(
    Prisma.sql`
    SELECT g.id, g.state, g.what, trim_scale(g.quantity)::text AS quantity, g.unit, g.condition, g.value_fen::text AS "valueFen", g.valuation,
      g.valuation_note AS "valuationNote", g.public_name AS "publicName", g.stated_at AS "statedAt", g.received_on AS "receivedOn",
      g.decline_note AS "declineNote", trim_scale(g.quantity - (SELECT coalesce(sum(u.quantity), 0) FROM gift_use u WHERE u.gift_id = g.id))::text AS "leftQuantity",
      (SELECT coalesce(json_agg(json_build_object('id', u.id, 'quantity', trim_scale(u.quantity)::text, 'what', u.what, 'usedOn', u.used_on)
          ORDER BY u.used_on, u.id), '[]') FROM gift_use u WHERE u.gift_id = g.id) AS uses
    FROM gift g WHERE ${which} ORDER BY g.id DESC LIMIT 200`,
    (rows: (Omit<GiftView, 'statedOn'> & { statedAt: string })[]) =>
      rows.map(({ statedAt, ...row }) => ({ ...row, statedOn: dayOf(new Date(statedAt)) })),
  )

/** Everything given to a project, for its two sides; the body reads no more of a giver than the public does. */
export async function readGifts(ctx: Context, projectId: string): Promise<GiftsPage | null> {
  const project = await ctx.db.project.findUnique({ where: { id: projectId } })
  if (project === null || !may(giftPolicy, 'read', ctx.actor, project)) return null
  const allowed = (deed: 'state' | 'receive' | 'use') => may(giftPolicy, deed, ctx.actor, project)
  const isOwn = ctx.actor.organizations.some((held) => held.organizationId === project.organizationId)
  const [views, rows] = await Promise.all([
    readOne(ctx.db, giftViews(Prisma.sql`g.project_id = ${projectId}::uuid`)),
    ctx.db.gift.findMany({ where: { projectId }, orderBy: { id: 'desc' }, take: 200 }),
  ])
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  return {
    id: projectId,
    title: project.title,
    today: dayOf(ctx.now),
    mayState: allowed('state') && ['PREPARING', 'ACTIVE', 'SUSPENDED', 'COMPLETED'].includes(project.state),
    gifts: views.flatMap((view) => {
      const row = rowOf.get(view.id)
      if (row === undefined) return []
      return [
        {
          ...view,
          version: row.version,
          giverName: isOwn ? readGiver(ctx.keys, row).name : row.publicName,
          receiptFileId: row.receiptFileId,
          may: {
            withdraw: (row.state === 'STATED' || row.state === 'CONFIRMED') && allowed('state'),
            receive: row.state === 'CONFIRMED' && allowed('receive'),
            use: row.state === 'RECEIVED' && view.leftQuantity !== '0' && allowed('use'),
          },
        },
      ]
    }),
  }
}

/** What anyone may know: only what its giver has confirmed. */
export const publicGifts = (projectNo: string): Reading<GiftView[]> =>
  giftViews(
    Prisma.sql`g.project_id = (SELECT id FROM project WHERE project_no = ${projectNo}) AND g.state IN ('CONFIRMED', 'RECEIVED')`,
  )

export const readPublicGifts = ({ db }: Context, projectNo: string) => readOne(db, publicGifts(projectNo))

export type GiverGift = GiftView & { version: number; projectTitle: string; organizationName: string }

/** The gift that a code opens. */
export async function readGiftByCode(ctx: Context, code: string): Promise<Outcome<{ gift: GiverGift }>> {
  const found = await findGift(ctx, code)
  if (!found.ok) return found
  const [[view], { version, project }] = await Promise.all([
    readOne(ctx.db, giftViews(Prisma.sql`g.id = ${found.giftId}::uuid`)),
    ctx.db.gift.findUniqueOrThrow({
      where: { id: found.giftId },
      select: { version: true, project: { select: { title: true, organization: { select: { name: true } } } } },
    }),
  ])
  if (view === undefined) throw new Error('a code of a gift has a gift')
  return ok({
    gift: {
      ...view,
      version,
      projectTitle: project.title,
      organizationName: project.organization.name,
    },
  })
}
