import { expect, test } from 'vitest'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { completeDrafts } from '#tests/support/complete-drafts.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { beforeDeadline, publishedCall } from '#tests/support/scenes.ts'

const t = useDatabase()
const bidders = 200

/** Who is told that the site is busy presses again; what they pressed first did nothing. */
async function press(ctx: Context, bidId: string) {
  for (;;) {
    const outcome = await sealBid(ctx, { bidId, version: 1, retrievalCode: newRetrievalCode() })
    if (outcome.ok || outcome.refusal.code !== 'busy') return outcome
    crowded += 1
  }
}
let crowded = 0

test('two hundred seal at once around the deadline: each before it, with a receipt, or refused; none lost, late or double', async () => {
  const { call, bureau } = await publishedCall(t)
  const made = await completeDrafts(t, call, bidders, beforeDeadline(call, 60))
  const deadline = call.bidDeadlineAt.getTime()
  // The hour each of them presses the button: from one second before the deadline to one second after it, all at the same time.
  const pressed = made.map((bid, index) => ({ ...bid, at: deadline - 1000 + index * 10 }))
  const started = performance.now()
  const outcomes = await Promise.all(
    pressed.flatMap(({ bidId, certifier, at }) =>
      // Everybody presses twice: a second click is no second bid.
      [1, 2].map(async () => ({
        bidId,
        at,
        outcome: await press(t.contextAt(new Date(at).toISOString(), certifier), bidId),
      })),
    ),
  )
  const seconds = (performance.now() - started) / 1000
  const sealed = outcomes.flatMap(({ bidId, at, outcome }) => (outcome.ok ? [{ bidId, at, ...outcome }] : []))
  const refused = outcomes.flatMap(({ at, outcome }) => (outcome.ok ? [] : [{ at, code: outcome.refusal.code }]))
  console.info(
    `${outcomes.length} presses in ${seconds.toFixed(1)} s: ${sealed.length} sealed, ${crowded} told to press again`,
  )

  // Exactly those who pressed before the deadline, once each.
  expect(sealed.map(({ bidId }) => bidId).sort()).toEqual(
    pressed
      .filter(({ at }) => at < deadline)
      .map(({ bidId }) => bidId)
      .sort(),
  )
  expect(sealed.every(({ sealedAt }) => sealedAt.getTime() < deadline)).toBe(true)
  for (const { at, code } of refused)
    expect(at < deadline ? ['bid.wrong-state'] : ['bid.deadline-passed']).toContain(code)

  // Every receipt is there, with a number of its own and no gap; what is not sealed is still a draft.
  const envelopes = await t.owner.bidEnvelope.findMany({ where: { bid: { callId: call.id } } })
  expect(envelopes.map(({ receiptNo }) => receiptNo).sort()).toEqual(sealed.map(({ receiptNo }) => receiptNo).sort())
  const numbers = envelopes.map(({ receiptNo }) => Number(receiptNo.slice(-5))).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: sealed.length }, (_, index) => index + 1))
  expect(new Set(envelopes.map(({ envelopeSha256 }) => envelopeSha256)).size).toBe(sealed.length)
  expect(await t.owner.bid.count({ where: { callId: call.id, state: 'SEALED' } })).toBe(sealed.length)
  expect(await t.owner.bidDraft.count({ where: { bid: { callId: call.id } } })).toBe(bidders - sealed.length)

  // And all of them open.
  await openTogether(t, { call, bureau })
  expect(await t.owner.openedBid.count({ where: { bid: { callId: call.id }, hashesMatched: true } })).toBe(
    sealed.length,
  )
}, 600_000)
