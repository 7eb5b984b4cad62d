import { paths } from '#app/http/paths.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { addJob } from '#app/services/shared/jobs.server.ts'
import { completeDrafts } from '#tests/support/complete-drafts.ts'
import { enter } from '#tests/support/enter.ts'
import { accountIdOf } from '#tests/support/must.ts'
import { publishedCall } from '#tests/support/scenes.ts'
import { termsOfToday } from '#tests/support/scenes-today.ts'
import type { FaultySite } from './faulty-site.ts'
import { firstWords, post } from './post.ts'
import type { Scene } from './scene.ts'

const dayMs = 86_400_000

/**
 * A call whose deadline is so many seconds from now by the database's clock, and a bid for it, sealed through one web server whatever that one
 * takes the time to be. @returns what is wrong with the answer
 */
export async function sealAround(
  { db, owner }: Pick<FaultySite, 'db' | 'owner'>,
  { t, lastLong }: Pick<Scene, 't' | 'lastLong'>,
  { web, deadlineInSeconds }: { web: string; deadlineInSeconds: number },
): Promise<string[]> {
  const now = new Date(Date.now() - 21 * dayMs)
  const { call } = await publishedCall(t, {
    ...termsOfToday(now),
    bidDeadlineAt: new Date(Date.now() + deadlineInSeconds * 1000),
  })
  const [draft] = await completeDrafts(t, call, 1, now.toISOString())
  if (draft === undefined) throw new Error('one draft was asked for')
  // A scene is told below the site's own use cases: the index hears of its organization here.
  const { organizationId: id } = await db.bid.findUniqueOrThrow({ where: { id: draft.bidId } })
  await addJob(db, 'sync-index', { kind: 'organization', id }, `sync-index:organization:${id}`)
  const { session } = await enter(db, accountIdOf(draft.certifier))
  await lastLong()
  const form = { intent: 'seal', version: '1', isDeclared: 'on', retrieval: newRetrievalCode() }
  const answer = await post({ web, session }, paths.ngoBidSeal(draft.bidId), form)
  const { rows } = await owner.query<{ sealed: boolean; late: boolean }>(
    `SELECT EXISTS (SELECT FROM bid_envelope WHERE bid_id = b.id) AS sealed,
       EXISTS (SELECT FROM bid_envelope e WHERE e.bid_id = b.id AND e.sealed_at > c.bid_deadline_at) AS late
     FROM bid b JOIN call c ON c.id = b.call_id WHERE b.id = $1`,
    [draft.bidId],
  )
  const mayBe = deadlineInSeconds > 0
  const isSealed = rows[0]?.sealed === true
  const said = `${String(answer?.status)} ${firstWords(answer?.text ?? '').slice(0, 200)}`
  if (rows[0]?.late === true) return ['a bid was sealed after its deadline']
  if (mayBe && !(isSealed && answer?.status === 200)) return [`a bid before its deadline was not taken: ${said}`]
  if (!mayBe && (isSealed || answer?.status !== 422)) return [`a bid after its deadline was not refused: ${said}`]
  return []
}
