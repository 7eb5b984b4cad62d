import { randomUUID } from 'node:crypto'
import type { EntryKind, EntryPhase, Line } from '#app/domain/ledger/accounts.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

export type NewEntry = {
  /** One per business event, such as `milestone.accepted:<id>`: a retry posts nothing new and returns the first entry's id. */
  key: string
  kind: EntryKind
  phase: EntryPhase
  lines: readonly Line[]
  /** The pending entry that a settle or a void ends. */
  resolves?: string
  reverses?: string
  memo?: string
}

/** Writes one balanced entry through ledger_post(), in the caller's transaction, and returns its id. Accounts are opened when new. */
export async function postEntry(tx: Tx, ctx: Context, entry: NewEntry): Promise<string> {
  for (const code of [...new Set(entry.lines.map((line) => line.account))].sort()) {
    await tx.$queryRaw`SELECT ledger_open_account(${code})::text AS opened`
  }
  const lines = JSON.stringify(entry.lines.map(({ account, amount }) => ({ account, amount: amount.toString() })))
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT ledger_post(${randomUUID()}::uuid, ${entry.key}, ${entry.kind}, ${entry.phase}, ${dayOf(ctx.now)}::date, ${lines}::jsonb,
      ${entry.resolves ?? null}::uuid, ${entry.reverses ?? null}::uuid, ${ctx.actor.accountId ?? null}::uuid, ${entry.memo ?? ''}) AS id`
  if (row === undefined) throw new Error('ledger_post returned nothing')
  return row.id
}
