import { planNumbers, redact } from '#app/domain/panel/blind.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** The words a bid without a name goes by, in the reader's language. */
export type PlanName = (number: number) => string

export type MaskLots = { id: string; lot: string }[] | null
/** Bid → its number; null where the panel sees who bids. */
export type Mask = Map<string, number> | null

/**
 * To stand in a statement: what the bids of a call are numbered by, while the panel does not see who bids; NULL where it does, or once it has
 * closed. What a bid says, keys of its files included, is known to nobody who could count the numbers out.
 */
export const maskLots = (callId: string): Prisma.Sql => Prisma.sql`(
    SELECT (SELECT coalesce(json_agg(json_build_object('id', b.id, 'lot', encode(sha256(convert_to(coalesce(o.content::text, '') || b.id::text, 'UTF8')), 'hex'))), '[]')
      FROM bid b LEFT JOIN opened_bid o ON o.bid_id = b.id WHERE b.call_id = s.call_id AND b.opened_at IS NOT NULL)
    FROM call_scoring s LEFT JOIN panel p ON p.call_id = s.call_id
    WHERE s.call_id = ${callId}::uuid AND s.is_blind AND p.state IS DISTINCT FROM 'CLOSED')`

export const maskOf = (lots: MaskLots): Mask => (lots === null ? null : planNumbers(lots))

/** Bid → its number, while the panel does not see who bids; null where it does, or once it has closed. */
export async function readMask(tx: Tx, callId: string): Promise<Mask> {
  const [row] = await tx.$queryRaw<[{ lots: MaskLots }]>`SELECT ${maskLots(callId)} AS lots`
  return maskOf(row.lots)
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
