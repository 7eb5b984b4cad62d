import { planNumbers, redact } from '#app/domain/panel/blind.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** The words a bid without a name goes by, in the reader's language. */
export type PlanName = (number: number) => string

/** Bid → its number, while the panel does not see who bids; null where it does, or once it has closed. */
export async function readMask(tx: Tx, callId: string): Promise<Map<string, number> | null> {
  const call = await tx.call.findUnique({
    where: { id: callId },
    select: { scoring: { select: { isBlind: true } }, panel: { select: { state: true } } },
  })
  if (call?.scoring?.isBlind !== true || call.panel?.state === 'CLOSED') return null
  // What a bid says, keys of its files included, is known to nobody who could count the numbers out.
  const lots = await tx.$queryRaw<{ id: string; lot: string }[]>`
    SELECT b.id, encode(sha256(convert_to(coalesce(o.content::text, '') || b.id::text, 'UTF8')), 'hex') AS lot
    FROM bid b LEFT JOIN opened_bid o ON o.bid_id = b.id WHERE b.call_id = ${callId}::uuid AND b.opened_at IS NOT NULL`
  return planNumbers(lots)
}

const whatNames = {
  name: true,
  nameEn: true,
  creditCode: true,
  legalRepresentative: true,
  contactName: true,
  contactPhone: true,
  website: true,
  members: { select: { account: { select: { name: true, email: true } } } },
} as const

/** Takes out of a text whatever names the bidder or a partner: names, code, people as the site knows them. */
export async function redactorOf(tx: Tx, bidId: string): Promise<(text: string) => string> {
  const { organization, partners } = await tx.bid.findUniqueOrThrow({
    where: { id: bidId },
    select: {
      organization: { select: whatNames },
      partners: { select: { organization: { select: whatNames } } },
    },
  })
  const names = [organization, ...partners.map((partner) => partner.organization)].flatMap(({ members, ...told }) => [
    ...Object.values(told).map((value) => value ?? ''),
    ...members.flatMap(({ account }) => [account.name, account.email]),
  ])
  return (text) => redact(text, names)
}
