import type { Asked } from '#app/domain/bid/ready.ts'
import { readFormItems } from '#app/services/call/read-form.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** What a call asks of its bids. */
export async function readAsked(tx: Tx, callId: string): Promise<Asked> {
  const { ceilingFen, criteria } = await tx.call.findUniqueOrThrow({
    where: { id: callId },
    select: {
      ceilingFen: true,
      criteria: {
        select: { code: true, title: true, kind: true, answerLimit: true },
        orderBy: { position: 'asc' },
      },
    },
  })
  return { ceilingFen, criteria, items: await readFormItems(tx, callId) }
}
