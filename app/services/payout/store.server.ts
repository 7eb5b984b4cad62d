import { type CheckFacts, paymentChecks, type PaymentCheck, worstOf } from '#app/domain/payout/payment-check.ts'
import { dayOf, toDay } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'

/** The account in force, as payers see it; the number is read by `numberOf`. */
export type AccountInForce = { id: string; holder: string; bank: string; tail: string; confirmedOn: string }
export type PayeeChecks = {
  organizationName: string
  isActive: boolean
  account: AccountInForce | null
  checks: PaymentCheck[]
  worst: PaymentCheck['level']
}

type Row = {
  organizationId: string
  organizationName: string
  isActive: boolean
  account: (AccountInForce & { isFirst: boolean }) | null
  sharedWith: string[]
  paidBefore: number
  missing: number
  expiredDocuments: number
  handedInElsewhere: number
  credit: CheckFacts['credit']
  unfit: number
  cofundingBehind: number
}

/** Every file that was handed in as evidence or as a voucher, with its project and whose that is. */
const handedIn = Prisma.sql`(
  SELECT e.file_id, m.project_id, p.organization_id FROM evidence e JOIN report r ON r.id = e.report_id AND r.state <> 'DRAFT'
    JOIN milestone m ON m.id = r.milestone_id JOIN project p ON p.id = m.project_id
  UNION ALL SELECT x.file_id, x.project_id, p.organization_id FROM expense x JOIN project p ON p.id = x.project_id
  UNION ALL SELECT r.file_id, c.project_id, p.organization_id FROM cofunding_receipt r JOIN cofunding c ON c.id = r.cofunding_id JOIN project p ON p.id = c.project_id)`

/** What is known of each of these payees today, and what that weighs; one statement. */
export async function readPayees(
  db: Pick<Db | Tx, '$queryRaw'>,
  now: Date,
  organizationIds: readonly string[],
): Promise<Map<string, PayeeChecks>> {
  if (organizationIds.length === 0) return new Map()
  const today = dayOf(now)
  const rows = await db.$queryRaw<Row[]>`
    SELECT o.id AS "organizationId", o.name AS "organizationName", o.state = 'ACTIVE' AS "isActive",
      CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'holder', a.holder, 'bank', a.bank, 'tail', a.number_tail,
        'confirmedOn', (a.confirmed_at AT TIME ZONE 'Asia/Shanghai')::date,
        'isFirst', NOT EXISTS (SELECT 1 FROM payout_account b WHERE b.organization_id = o.id AND b.confirmed_at IS NOT NULL AND b.id <> a.id)) END AS account,
      ARRAY(SELECT DISTINCT x.name FROM payout_account s JOIN organization x ON x.id = s.organization_id
        WHERE s.number_tag = a.number_tag AND s.organization_id <> o.id AND s.withdrawn_at IS NULL ORDER BY 1) AS "sharedWith",
      (SELECT count(*)::int FROM tranche t JOIN project p ON p.id = t.project_id WHERE p.organization_id = o.id AND t.state = 'RELEASED') AS "paidBefore",
      (SELECT count(*)::int FROM tranche t JOIN project p ON p.id = t.project_id
        JOIN LATERAL (SELECT r.state FROM receipt r WHERE r.tranche_id = t.id ORDER BY r.said_at DESC, r.id DESC LIMIT 1) said ON said.state = 'MISSING'
        WHERE p.organization_id = o.id AND t.state = 'RELEASED') AS missing,
      (SELECT count(*)::int FROM organization_document d WHERE d.organization_id = o.id AND d.valid_until < ${today}::date) AS "expiredDocuments",
      (SELECT count(DISTINCT f.sha256)::int FROM ${handedIn} mine JOIN file f ON f.id = mine.file_id
        WHERE mine.organization_id = o.id AND EXISTS (SELECT 1 FROM file g JOIN ${handedIn} other ON other.file_id = g.id
          WHERE g.sha256 = f.sha256 AND other.project_id <> mine.project_id)) AS "handedInElsewhere",
      credit_state(o.id, ${today}::date) AS credit,
      (SELECT count(*)::int FROM project p WHERE p.organization_id = o.id AND p.state IN ('ACTIVE', 'SUSPENDED', 'COMPLETED')
        AND unmet_conditions(p.call_id, o.id, ${today}::date) <> '{}') AS unfit,
      (SELECT count(*)::int FROM project p WHERE p.organization_id = o.id AND p.state IN ('ACTIVE', 'SUSPENDED', 'COMPLETED') AND is_cofunding_behind(p.id)) AS "cofundingBehind"
    FROM organization o LEFT JOIN payout_account a ON a.id = payout_account_of(o.id)
    WHERE o.id = ${among([...new Set(organizationIds)])}`
  return new Map(
    rows.map(({ organizationId, isActive, account, ...row }) => {
      const facts: CheckFacts = {
        ...row,
        today,
        account: account === null ? null : { ...account, confirmedOn: toDay(account.confirmedOn) },
      }
      const checks = paymentChecks(facts)
      const { organizationName } = row
      return [organizationId, { organizationName, isActive, account, checks, worst: worstOf(checks) }]
    }),
  )
}

const bound = (organizationId: string) => `payout-account:${organizationId}`

export const sealNumber = ({ keys }: Pick<Context, 'keys'>, organizationId: string, number: string) => ({
  numberSealed: new Uint8Array(keys.wrap('payout-account', Buffer.from(number), bound(organizationId))),
  numberTag: new Uint8Array(keys.tag('payout-account', number)),
  numberTail: number.slice(-4),
})

/** The whole number, for whoever pays and for the organization's own people. */
export const numberOf = (keys: Keys, row: { organizationId: string; numberSealed: Uint8Array }): string =>
  keys.unwrap('payout-account', row.numberSealed, bound(row.organizationId)).toString()
