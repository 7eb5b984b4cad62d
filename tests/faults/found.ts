import type { FaultySite } from './faulty-site.ts'
import type { Memory, Overwritten, Press } from './memory.ts'
import type { Scene } from './scene.ts'
import { draftFiles, standings } from './standings.ts'
import { createFileStore } from '#app/services/shared/create-file-store.server.ts'
import { decryptAttachment } from '#app/services/bid/attachment.server.ts'

/** `lost`: acknowledged and not there, or there although it was refused. `doubled`: there more than once. */
export type Found = { lost: string[]; doubled: string[] }

/** How often each thing of a kind is there, by its mark. */
const counts: Readonly<Record<string, string>> = {
  question: `SELECT text AS mark, count(*)::int AS times FROM call_question WHERE text = ANY($1) GROUP BY text`,
  proposal: `SELECT form_key::text AS mark, count(*)::int AS times FROM appropriation_proposal WHERE form_key::text = ANY($1) GROUP BY 1`,
  // Whole: the proposal, its entry with both lines, and what the fund was given.
  money: `SELECT p.form_key::text AS mark, count(a.id)::int AS times FROM appropriation_proposal p
    JOIN appropriation a ON a.proposal_id = p.id JOIN ledger_entry e ON e.id = a.entry_id
    WHERE p.form_key::text = ANY($1) AND p.confirmed_at IS NOT NULL AND (SELECT count(*) FROM ledger_posting l WHERE l.entry_id = e.id) = 2 GROUP BY 1`,
  search: `SELECT name AS mark, count(*)::int AS times FROM saved_search WHERE name = ANY($1) GROUP BY name`,
  // Whole: one envelope, no draft left, and its letter to everyone of the organization.
  seal: `SELECT b.id::text AS mark, count(e.bid_id)::int AS times FROM bid b JOIN bid_envelope e ON e.bid_id = b.id
    WHERE b.id::text = ANY($1) AND NOT EXISTS (SELECT FROM bid_draft d WHERE d.bid_id = b.id)
      AND (SELECT count(*) FROM message m WHERE m.template = 'bidSealed' AND m.values ->> 'url' = '/ngo/bids/' || b.id || '/receipt')
        = (SELECT count(*) FROM organization_membership o WHERE o.organization_id = b.organization_id) GROUP BY 1`,
  withdraw: `SELECT b.id::text AS mark, count(*)::int AS times FROM bid b WHERE b.id::text = ANY($1) AND b.state = 'WITHDRAWN'
    AND (SELECT count(*) FROM bid n WHERE n.call_id = b.call_id AND n.organization_id = b.organization_id AND n.state IN ('DRAFT', 'SEALED')) = 1
    GROUP BY 1`,
}

/** Holds what people were told against what is there. */
export async function holdAgainst(
  { owner, db, site }: Pick<FaultySite, 'owner' | 'db' | 'site'>,
  scene: Scene,
  { once, over }: Memory,
): Promise<Found> {
  const found: Found = { lost: [], doubled: [] }
  for (const [kind, sql] of Object.entries(counts)) {
    const presses = once.filter((press) => press.kind === kind)
    const { rows } = await owner.query<{ mark: string; times: number }>(sql, [presses.map(({ mark }) => mark)])
    judge(found, presses, new Map(rows.map(({ mark, times }) => [mark, times])))
  }
  judge(
    found,
    once.filter(({ kind }) => kind === 'upload'),
    await filesOf({ db, site }, scene),
  )
  const now = await standings(owner, scene)
  for (const [key, overwritten] of over) judgeOver(found, overwritten, now.get(key))
  return found
}

function judge(found: Found, presses: readonly Press[], times: ReadonlyMap<string, number>): void {
  const told = new Map<string, Press['told'][]>()
  for (const press of presses) told.set(press.mark, [...(told.get(press.mark) ?? []), press.told])
  for (const [mark, each] of told) {
    const there = times.get(mark) ?? 0
    const kind = presses.find((press) => press.mark === mark)?.kind ?? ''
    if (there > 1) found.doubled.push(`${kind} ${mark}: ${String(there)} times`)
    if (each.filter((one) => one === 'acknowledged').length > 1) found.doubled.push(`${kind} ${mark}: told twice`)
    if (each.includes('acknowledged') && there === 0) found.lost.push(`${kind} ${mark}: acknowledged and not there`)
    if (each.every((one) => one === 'refused') && there > 0) found.lost.push(`${kind} ${mark}: refused and there`)
  }
}

/** The last words that were taken stand there, or later ones of which nobody knows; and no press counted twice. */
function judgeOver(
  found: Found,
  { kind, of, at, presses }: Overwritten,
  now: { version: number; mark: string } | undefined,
): void {
  const what = `${kind} ${of}`
  if (now === undefined) return void found.lost.push(`${what}: not there`)
  const taken = presses.filter(({ told }) => told !== 'refused')
  const least = presses.filter(({ told }) => told === 'acknowledged').length
  const steps = now.version - at.version
  if (steps < least) found.lost.push(`${what}: ${String(steps)} of ${String(least)} acknowledged`)
  if (steps > taken.length) found.doubled.push(`${what}: ${String(steps)} for ${String(taken.length)} presses`)
  const last = presses.findLastIndex(({ told }) => told === 'acknowledged')
  const mayStand = new Set([
    ...presses.filter(({ told }, index) => index >= last && told !== 'refused').map(({ mark }) => mark),
    // A press before it of which nobody heard cannot have come after: the version it named was gone.
    ...(last === -1 ? [at.mark] : []),
  ])
  if (!mayStand.has(now.mark)) found.lost.push(`${what}: “${now.mark}” stands there`)
}

/** Files of the drafts that can be read to their last byte; one that cannot counts as not there. */
async function filesOf({ db, site }: Pick<FaultySite, 'db' | 'site'>, { drafting }: Scene) {
  const files = createFileStore({ kind: 'disk', directory: `${site.dataDir}/files` })
  const times = new Map<string, number>()
  for (const { bidId } of drafting)
    for (const file of await draftFiles(db, bidId)) {
      const row = await db.file.findUnique({ where: { id: file.fileId } })
      const stored = row === null ? undefined : await files.get(row.sha256)
      const bytes = stored === undefined ? undefined : decryptAttachment(stored, file)
      if (bytes?.byteLength === file.size) times.set(file.name, (times.get(file.name) ?? 0) + 1)
    }
  return times
}
