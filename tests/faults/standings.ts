import type pg from 'pg'
import { unlockDraft } from '#app/services/bid/store.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { testSecret } from '#tests/support/test-secret.ts'
import type { Scene } from './scene.ts'

const keys = createKeys(testSecret)

type Row = { kind: string; of: string; version: number; mark: string; sealed: Buffer | null }

/** Everything that is written over and over, by kind and whose: its version and the last words. */
export async function standings(
  owner: Pick<pg.Pool, 'query'>,
  { judging, organizations, drafting }: Pick<Scene, 'judging' | 'organizations' | 'drafting'>,
): Promise<Map<string, { version: number; mark: string }>> {
  const { rows } = await owner.query<Row>(
    `SELECT 'profile' AS kind, id::text AS of, version, introduction AS mark, NULL::bytea AS sealed FROM organization WHERE id = ANY($1)
     UNION ALL
     SELECT 'answers', bid_id::text, answers_version, '', sealed FROM bid_draft WHERE bid_id = ANY($2)
     UNION ALL
     SELECT 'sheet', b.id::text, coalesce(s.version, 1),
       CASE WHEN s.id IS NULL THEN '' WHEN EXISTS (SELECT FROM score WHERE sheet_id = s.id AND reason <> s.comment) THEN 'half' ELSE s.comment END, NULL
     FROM unnest($3::uuid[]) AS b (id) LEFT JOIN (SELECT sheet.* FROM score_sheet sheet JOIN seat ON seat.id = sheet.seat_id AND seat.expert_id = $4) s
       ON s.bid_id = b.id`,
    [organizations.map(({ id }) => id), drafting.map(({ bidId }) => bidId), judging.bidIds, judging.expertId],
  )
  return new Map(
    rows.map(({ kind, of, version, mark, sealed }) => [
      `${kind} ${of}`,
      { version, mark: sealed === null ? mark : answerOf(of, sealed) },
    ]),
  )
}

const answerOf = (bidId: string, sealed: Buffer): string => {
  const { answers } = unlockDraft(keys, bidId, { sealed, content: undefined })
  return /第 (\S+) 次/.exec(answers['c1'] ?? '')?.[1] ?? ''
}

/** The files of a draft by name, with what is needed to read them. */
export async function draftFiles(db: Db, bidId: string) {
  const draft = await db.bidDraft.findUniqueOrThrow({ where: { bidId } })
  return unlockDraft(keys, bidId, draft).files
}

export async function liveBidOf(db: Db, callId: string, organizationId: string) {
  const bid = await db.bid.findFirstOrThrow({
    where: { callId, organizationId, state: { in: ['DRAFT', 'SEALED'] } },
    select: { id: true, state: true, draft: { select: { version: true } } },
  })
  return { id: bid.id, state: bid.state, version: bid.draft?.version ?? 0 }
}
