import { planNumbers, redact } from '#app/domain/panel/blind.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** The words a bid without a name goes by, in the reader's language. */
export type PlanName = (number: number) => string

/** Bid → its number, while the panel does not see who bids; null where it does, or once it has closed. */
export async function readMask(tx: Tx, callId: string): Promise<Map<string, number> | null> {
  const call = await tx.call.findUnique({
    where: { id: callId },
    select: {
      scoring: { select: { isBlind: true } },
      panel: { select: { state: true } },
      bids: {
        where: { openedAt: { not: null } },
        select: { id: true, envelope: { select: { envelopeSha256: true } } },
      },
    },
  })
  if (call?.scoring?.isBlind !== true || call.panel?.state === 'CLOSED') return null
  return planNumbers(call.bids.map(({ id, envelope }) => ({ id, envelopeSha256: envelope?.envelopeSha256 ?? id })))
}

/** Takes out of a text whatever names the bidder: its names, its code, its people as the site knows them. */
export async function redactorOf(tx: Tx, bidId: string): Promise<(text: string) => string> {
  const { organization } = await tx.bid.findUniqueOrThrow({
    where: { id: bidId },
    select: {
      organization: {
        select: {
          name: true,
          nameEn: true,
          creditCode: true,
          legalRepresentative: true,
          contactName: true,
          contactPhone: true,
          website: true,
          members: { select: { account: { select: { name: true, email: true } } } },
        },
      },
    },
  })
  const { members, ...told } = organization
  const names = [
    ...Object.values(told).map((value) => value ?? ''),
    ...members.flatMap(({ account }) => [account.name, account.email]),
  ]
  return (text) => redact(text, names)
}
