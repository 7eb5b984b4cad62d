import type { BidState } from '#app/domain/bid/lifecycle.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

const pageSize = 20

type Row = {
  id: string
  state: BidState
  call_no: string
  title: string
  call_state: string
  bid_deadline_at: Date
  suspended_at: Date | null
  organization_name: string
  receipt_no: string | null
}

/** What the organization does next about a bid; the words are at `bid.next.<step>`. */
export type NextStep =
  'continue' | 'suspended' | 'missed' | 'sealed' | 'waiting' | 'closed' | 'review' | 'result' | 'none' | 'discarded'

function nextStepOf({ state, call_state, receipt_no, suspended_at }: Row, isPastDeadline: boolean): NextStep {
  // Only what was sealed has a receipt.
  if (state === 'WITHDRAWN') return receipt_no === null ? 'discarded' : 'none'
  if (call_state === 'FAILED' || call_state === 'CANCELLED') return 'closed'
  if (call_state === 'PUBLISHED' && suspended_at !== null) return 'suspended'
  if (state === 'DRAFT') return isPastDeadline ? 'missed' : 'continue'
  if (state === 'SEALED') return isPastDeadline ? 'waiting' : 'sealed'
  if (state === 'SCORED' && call_state === 'NOTICED') return 'result'
  if (state === 'OPENED' || state === 'SCORED') return 'review'
  return 'result'
}

/** Bids of the actor's organizations, newest first. `after` is the last id of the page before. */
export async function listOwnBids(ctx: Context, after: string | undefined) {
  const organizations = [...new Set(ctx.actor.organizations.map(({ organizationId }) => organizationId))]
  const beyond = after === undefined ? Prisma.empty : Prisma.sql`AND y.id < ${after}::uuid`
  // The newest of each organization by themselves: or those of a small one are looked for among everybody's.
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT b.id, b.state::text AS state, c.call_no, c.title, c.state::text AS call_state, c.bid_deadline_at, c.suspended_at,
      o.name AS organization_name, e.receipt_no
    FROM (SELECT near.id FROM unnest(${organizations}::uuid[]) AS own (id)
        CROSS JOIN LATERAL (SELECT y.id FROM bid y WHERE y.organization_id = own.id ${beyond} ORDER BY y.id DESC LIMIT ${atMost(pageSize + 1)}) near
        ORDER BY near.id DESC LIMIT ${atMost(pageSize + 1)}) x
      JOIN bid b ON b.id = x.id JOIN call c ON c.id = b.call_id JOIN organization o ON o.id = b.organization_id
      LEFT JOIN bid_envelope e ON e.bid_id = b.id
    ORDER BY b.id DESC`
  const shown = rows.slice(0, pageSize)
  return {
    bids: shown.map((row) => {
      const isPastDeadline = row.bid_deadline_at.getTime() <= ctx.now.getTime()
      return {
        id: row.id,
        state: row.state,
        callNo: row.call_no,
        title: row.title,
        deadlineAt: row.bid_deadline_at.toISOString(),
        isPastDeadline,
        isSuspended: row.call_state === 'PUBLISHED' && row.suspended_at !== null,
        organizationName: row.organization_name,
        receiptNo: row.receipt_no,
        nextStep: nextStepOf(row, isPastDeadline),
      }
    }),
    next: rows.length > pageSize ? shown.at(-1)?.id : undefined,
  }
}
