import type { AccountKind } from '#app/domain/ledger/account-kind.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { accountName, type AccountName, accountOwner, type OwnerText } from './account-name.server.ts'

export type EntryView = {
  seq: string
  kind: string
  /** A hold that was settled or lifted is `resolved`. */
  phase: string
  effectiveOn: string
  recordedAt: string
  actorName: string | null
  memo: string
  lines: { account: AccountName; debitFen: string | null; creditFen: string | null }[]
}
export type LedgerPage = { entries: EntryView[]; nextCursor: string | undefined }

type Raw = Omit<EntryView, 'lines'> & { lines: { code: string; owner: OwnerText; amountFen: string }[] }

const pageSize = 20
/** No entry has a number like this. */
const beyondAll = 10n ** 18n

/** The entries that touch the reader's bodies' money, newest first, with their lines; one statement, that reads of each body no more than a page shows. */
export async function readLedger(
  ctx: Context,
  kind: AccountKind | undefined,
  after: string | null,
): Promise<LedgerPage> {
  const before = after !== null && /^\d{1,18}$/.test(after) ? BigInt(after) : beyondAll
  const ofKind =
    kind === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`EXISTS (SELECT 1 FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
          WHERE e.seq = t.seq AND a.code LIKE ${`${kind}:%`})`
  const raw = await ctx.db.$queryRaw<Raw[]>`
    WITH page AS (
      SELECT * FROM ledger_entry WHERE seq = ANY (ARRAY (
        SELECT DISTINCT own.seq FROM body b, LATERAL (
          SELECT t.seq FROM body_entry t WHERE t.body_id = b.id AND t.seq < ${before}::bigint AND ${ofKind}
          ORDER BY t.seq DESC LIMIT ${atMost(pageSize + 1)}) own
        WHERE b.id = ${among(bodiesWhere(ctx.actor, 'FINANCE'))} ORDER BY own.seq DESC LIMIT ${atMost(pageSize + 1)})))
    SELECT e.seq::text, e.kind,
      CASE WHEN e.phase = 'pending' AND EXISTS (SELECT 1 FROM ledger_entry r WHERE r.resolves_id = e.id) THEN 'resolved' ELSE e.phase END AS phase, e.effective_on::text AS "effectiveOn", to_json(e.recorded_at)#>>'{}' AS "recordedAt", e.memo,
      (SELECT name FROM account WHERE id = e.actor_id) AS "actorName",
      (SELECT jsonb_agg(jsonb_build_object('code', a.code, 'owner', ${accountOwner}, 'amountFen', p.amount::text) ORDER BY p.line)
        FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = e.id) AS lines
    FROM page e ORDER BY e.seq DESC`
  const shown = raw.slice(0, pageSize)
  return {
    entries: shown.map((entry) => ({
      ...entry,
      lines: entry.lines.map(({ code, owner, amountFen }) => ({
        account: accountName(code, owner, ctx.locale),
        debitFen: amountFen.startsWith('-') ? null : amountFen,
        creditFen: amountFen.startsWith('-') ? amountFen.slice(1) : null,
      })),
    })),
    nextCursor: raw.length > pageSize ? shown.at(-1)?.seq : undefined,
  }
}
