import { openingRecord } from '#app/domain/opening/record.ts'
import { isParticipant } from '#app/services/call/queries/is-participant.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** The record of an opened call, for anyone; its hash, and who has signed it. Undefined while there is none. */
export async function readOpeningRecord(
  ctx: Pick<Context, 'db' | 'actor'>,
  by: { callNo: string } | { callId: string },
) {
  const row = await ctx.db.openingRecord.findFirst({
    where: 'callNo' in by ? { call: { callNo: by.callNo } } : { callId: by.callId },
    select: {
      callId: true,
      content: true,
      sha256: true,
      call: { select: { title: true, callNo: true, isRehearsal: true, bodyId: true } },
      signatures: {
        select: { accountId: true, signedAt: true, account: { select: { name: true } } },
        orderBy: { signedAt: 'asc' },
      },
    },
  })
  if (row === null) return undefined
  const isOfBody = ctx.actor.bodies.some(({ bodyId }) => bodyId === row.call.bodyId)
  if (row.call.isRehearsal && !isOfBody && !(await isParticipant(ctx, row.callId))) return undefined
  return {
    content: openingRecord.parse(row.content),
    sha256: row.sha256,
    signatures: row.signatures.map(({ accountId, signedAt, account }) => ({
      accountId,
      name: account.name,
      at: signedAt.toISOString(),
    })),
  }
}
