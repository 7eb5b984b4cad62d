import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sha256Text } from './read-findings.server.ts'

/** One entry as it is frozen with a result. */
export type Minute = { bid: string; judge: string; at: string; text: string }

/** The minutes of a panel in the order in which they were written, and what is signed of them; empty where there are none. */
export async function readMinutes(tx: Tx, callId: string): Promise<{ minutes: Minute[]; minutesSha256: string }> {
  const rows = await tx.discussionMinute.findMany({
    where: { panel: { callId } },
    orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
    include: { seat: { select: { code: true } } },
  })
  const minutes = rows.map(({ bidId, seat, writtenAt, text }) => ({
    bid: bidId,
    judge: seat.code,
    at: writtenAt.toISOString(),
    text,
  }))
  return { minutes, minutesSha256: minutes.length === 0 ? '' : sha256Text(canonicalJson(minutes)) }
}

/** Minutes as they were stored with a result. */
export const minutesOf = ({ minutes }: { minutes: unknown }): Minute[] => minutes as Minute[]
