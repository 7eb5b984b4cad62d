import { paths } from '#app/http/paths.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { type CompleteDraft, completeDrafts } from './complete-drafts.ts'
import type { TestDatabase } from './database.ts'
import { enter } from './enter.ts'
import { accountIdOf } from './must.ts'
import { publishedCall } from './scenes.ts'
import { termsOfToday } from './scenes-today.ts'

export type ReadyToSeal = Pick<CompleteDraft, 'bidId'> & { session: string }

/** A call that takes bids now, and as many bidders signed in before the last button. */
export async function readyToSeal(t: TestDatabase, bidders: number) {
  const terms = termsOfToday()
  const { call, bureau } = await publishedCall(t, terms)
  const ready: ReadyToSeal[] = []
  for (const { bidId, certifier } of await completeDrafts(t, call, bidders, terms.now)) {
    const { session } = await enter(t.owner, accountIdOf(certifier))
    ready.push({ bidId, session })
  }
  return { call, bureau, ready }
}

/** What one press came to: the receipt's page, a refusal because it was sealed already, told to press again, or no answer at all. */
export type Pressed = { as: 'sealed' | 'already' | 'again' | 'unanswered'; ms: number }

/** @throws Error for any other answer. */
export async function pressSeal(siteUrl: string, { bidId, session }: ReadyToSeal): Promise<Pressed> {
  const startedAt = performance.now()
  const form = { intent: 'seal', version: '1', isDeclared: 'on', retrieval: newRetrievalCode() }
  const answer = await fetch(siteUrl + paths.ngoBidSeal(bidId), {
    method: 'POST',
    headers: { Cookie: `session=${session}`, Origin: siteUrl },
    body: new URLSearchParams(form),
  }).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    () => undefined,
  )
  const ms = performance.now() - startedAt
  if (answer === undefined || answer.status === 502 || answer.status === 504) return { as: 'unanswered', ms }
  if (answer.status === 503) return { as: 'again', ms }
  if (answer.status === 200) return { as: 'sealed', ms }
  if (answer.status === 422) return { as: 'already', ms }
  throw new Error(`${bidId}: ${String(answer.status)} ${answer.text.slice(0, 300)}`)
}
