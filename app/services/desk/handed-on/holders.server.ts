import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { DeskItem, DeskKind, HolderRole } from '../desk-item.ts'
import { bodyName } from './piece.ts'

const sql = Prisma.sql

type Piece = {
  kinds: DeskKind[]
  as: HolderRole | Prisma.Sql
  name?: Prisma.Sql
  since?: Prisma.Sql
  from: Prisma.Sql
  key: 'a' | 'c' | 'e' | 'i' | 'p' | 'r' | 'v' | 'x'
}
export type Held = { holder: NonNullable<DeskItem['holder']>; since: string | undefined }

/**
 * Who has what this person waits for, and since when; of the rows that are shown only, in one statement. A bidder is told of the
 * buyer alone, from the sealing to the result.
 */
export async function readHolders(ctx: Context, items: readonly DeskItem[]): Promise<Map<string, Held>> {
  const body = bodyName(ctx)
  const calls = {
    from: sql`call c JOIN body b ON b.id = c.body_id LEFT JOIN panel p ON p.call_id = c.id`,
    key: 'c',
  } as const
  const bids = { from: sql`bid x JOIN call c ON c.id = x.call_id JOIN body b ON b.id = c.body_id`, key: 'x' } as const
  const projects = sql`project p JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id`
  const pieces: Piece[] = [
    { kinds: ['callInReview'], as: 'approver', name: body, since: sql`c.submitted_at`, ...calls },
    { kinds: ['callReceiving'], as: 'bidders', since: sql`c.published_at`, ...calls },
    { kinds: ['callSuspended'], as: 'approver', name: body, since: sql`c.suspended_at`, ...calls },
    { kinds: ['callToConfirmByOther'], as: 'keyholders', since: sql`c.bid_deadline_at`, ...calls },
    { kinds: ['panelBeingSeated'], as: 'approver', name: body, since: sql`c.opened_at`, ...calls },
    { kinds: ['panelScoring'], as: 'panel', since: sql`p.started_at`, ...calls },
    { kinds: ['resultBeingDecided'], as: 'approver', name: body, since: sql`p.closed_at`, ...calls },
    { kinds: ['awardToMake', 'placeToFill'], as: 'approver', name: body, ...calls },
    { kinds: ['panelStart'], as: 'buyer', name: body, ...calls },
    { kinds: ['panelOthers'], as: 'panel', ...calls },
    { kinds: ['bidSuspended'], as: 'buyer', name: body, since: sql`c.suspended_at`, ...bids },
    { kinds: ['bidSealed'], as: 'buyer', name: body, since: sql`x.sealed_at`, ...bids },
    { kinds: ['bidInReview'], as: 'buyer', name: body, since: sql`x.opened_at`, ...bids },
    {
      kinds: ['remedyAtOther'],
      as: sql`CASE r.kind WHEN 'COMPLAINT' THEN 'supervisor' ELSE 'buyer' END`,
      name: body,
      since: sql`r.filed_at`,
      from: sql`remedy r JOIN call c ON c.id = r.call_id JOIN body b ON b.id = c.body_id`,
      key: 'r',
    },
    {
      kinds: ['contractAtOther'],
      as: sql`CASE k.state WHEN 'OFFERED' THEN 'supplier' ELSE 'buyer' END`,
      name: sql`CASE k.state WHEN 'OFFERED' THEN o.name ELSE ${body} END`,
      since: sql`CASE k.state WHEN 'OFFERED' THEN k.offered_at ELSE k.created_at END`,
      from: sql`${projects} JOIN contract k ON k.id = p.contract_id`,
      key: 'p',
    },
    {
      kinds: ['reportInReview'],
      as: 'officer',
      name: body,
      since: sql`(SELECT min(r.submitted_at) FROM report r JOIN milestone m ON m.id = r.milestone_id WHERE m.project_id = p.id AND r.state = 'SUBMITTED')`,
      from: projects,
      key: 'p',
    },
    { kinds: ['paymentComing', 'paymentToCome'], as: 'finance', name: body, from: projects, key: 'p' },
    {
      kinds: ['amendmentAtOther'],
      as: sql`CASE a.side WHEN 'BUYER' THEN 'supplier' ELSE 'buyer' END`,
      name: sql`CASE a.side WHEN 'BUYER' THEN o.name ELSE ${body} END`,
      since: sql`a.offered_at`,
      from: sql`${projects} JOIN amendment a ON a.contract_id = p.contract_id`,
      key: 'a',
    },
    {
      kinds: ['clawbackComing'],
      as: 'supplier',
      name: sql`o.name`,
      since: sql`(SELECT min(w.decided_at) FROM clawback w WHERE w.project_id = p.id AND w.state = 'ORDERED')`,
      from: projects,
      key: 'p',
    },
    {
      kinds: ['evaluationAtEvaluators'],
      as: 'evaluators',
      name: sql`e.agency`,
      since: sql`e.commissioned_at`,
      from: sql`evaluation e`,
      key: 'e',
    },
    {
      kinds: ['evaluationToConfirm'],
      as: 'supplier',
      name: sql`o.name`,
      since: sql`e.submitted_at`,
      from: sql`${projects} JOIN evaluation e ON e.project_id = p.id`,
      key: 'e',
    },
    {
      kinds: ['observationAtOther'],
      as: 'supplier',
      name: sql`o.name`,
      since: sql`v.made_at`,
      from: sql`${projects} JOIN observation v ON v.project_id = p.id`,
      key: 'v',
    },
    {
      kinds: ['incubationAtOther'],
      as: 'incubator',
      name: body,
      since: sql`coalesce(i.admitted_at, i.queued_at, i.sent_at)`,
      from: sql`incubation i JOIN incubator c ON c.id = i.incubator_id JOIN body b ON b.id = c.body_id`,
      key: 'i',
    },
    {
      kinds: ['assignmentReportAwaited'],
      as: 'lead',
      name: body,
      from: sql`assignment a JOIN body b ON b.id = a.lead_id`,
      key: 'a',
    },
    { kinds: ['donationsExpected'], as: 'givers', from: sql`appeal a`, key: 'a' },
    // Its own page is found by the call; the bid is what it is about.
    {
      kinds: ['budgetAtOther'],
      as: 'supplier',
      name: sql`o.name`,
      since: sql`v.reviewed_at`,
      from: sql`budget_review v JOIN bid x ON x.id = v.bid_id JOIN organization o ON o.id = x.organization_id`,
      key: 'x',
    },
  ]
  const asked = pieces.flatMap(({ kinds, as, name, since, from, key }) => {
    const ids = items.filter(({ kind }) => kinds.includes(kind)).map(keyOf)
    if (ids.length === 0) return []
    const column = Prisma.raw(`${key}.id`)
    return [
      sql`(SELECT ${kinds}::text[] AS kinds, ${column}::text AS id, (${typeof as === 'string' ? sql`${as}::text` : as})::text AS holder_as,
        (${name ?? sql`''`})::text AS holder_name, (${since ?? sql`NULL`})::timestamptz AS since FROM ${from} WHERE ${column} = ${among(ids)})`,
    ]
  })
  if (asked.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<
    { kinds: string[]; id: string; holder_as: HolderRole; holder_name: string; since: Date | null }[]
  >`${Prisma.join(asked, ' UNION ALL ')}`
  return new Map(
    rows.flatMap(({ kinds, id, holder_as, holder_name, since }) =>
      kinds.map((kind): [string, Held] => [
        `${kind}:${id}`,
        { holder: { as: holder_as, name: holder_name }, since: since?.toISOString() },
      ]),
    ),
  )
}

/** What a row is about, where its page is found by something else. */
export const keyOf = ({ kind, id, of }: DeskItem): string => (kind === 'budgetAtOther' ? of : id)
