import { keyholderLimits } from '#app/domain/call/keyholders.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readKeyholders } from '../read-keyholders.server.ts'
import { readDraft } from './bureau-call.server.ts'

type Row = { id: string; name: string; has_key: boolean; is_official: boolean; is_escrow: boolean }

/** The part of a draft that names its keyholders: who may be named, who is, and a first choice where nobody is yet. */
export async function readKeyholderPart(ctx: Context, callId: string) {
  const draft = await readDraft(ctx, callId)
  if (draft === undefined) return undefined
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT a.id, a.name, EXISTS (SELECT 1 FROM opening_key k WHERE k.account_id = a.id AND k.replaced_at IS NULL) AS has_key,
      may_hold_key(${draft.body_id}::uuid, a.id, false) AS is_official, may_hold_key(${draft.body_id}::uuid, a.id, true) AS is_escrow
    FROM account a WHERE a.id IN (SELECT account_id FROM body_membership WHERE body_id = ${draft.body_id}::uuid) ORDER BY a.name, a.id`
  const named = await readKeyholders(ctx.db, callId)
  const officials = rows.filter((row) => row.is_official)
  const escrows = rows.filter((row) => row.is_escrow)
  const withKey = (list: Row[]) => [...list.filter((row) => row.has_key), ...list.filter((row) => !row.has_key)]
  const firstOfficials = withKey(officials).slice(0, keyholderLimits.officersMin)
  const firstEscrow = withKey(escrows).find(({ id }) => !firstOfficials.some((row) => row.id === id))
  const view = ({ id, name, has_key }: Row) => ({ id, name, hasKey: has_key })
  return {
    id: draft.id,
    version: draft.version,
    title: draft.title,
    officials: officials.map(view),
    escrows: escrows.map(view),
    isNew: named.length === 0,
    officers:
      named.length === 0
        ? firstOfficials.map(({ id }) => id)
        : named.filter(({ isEscrow }) => !isEscrow).map(({ accountId }) => accountId),
    escrow: named.length === 0 ? (firstEscrow?.id ?? '') : (named.find(({ isEscrow }) => isEscrow)?.accountId ?? ''),
    threshold: draft.key_threshold,
  }
}
