import { expect, test } from 'vitest'
import { readOpenedBid } from '#app/services/bid/queries/opened-bid.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, afterDeadline, must } from '#tests/support/scenes.ts'
import { declareAll, openedCall, seatedPanel, startedPanel } from '#tests/support/scenes-panel.ts'

const t = useDatabase()

test('an official of the buyer who sits on the panel reads no bid before declaring, and none with a tie', async () => {
  const story = await startedPanel(t, await seatedPanel(t, await openedCall(t)))
  const [expert] = story.experts.slice(1)
  if (expert === undefined) throw new Error('three experts sit')
  await t.owner.bodyMembership.create({
    data: { accountId: accountIdOf(expert), bodyId: story.bureau.body.id, role: 'OFFICER' },
  })
  const asOfficial = { ...expert, bodies: [{ bodyId: story.bureau.body.id, role: 'OFFICER' as const }] }
  const ctx = t.contextAt(afterDeadline(story.call, 200), asOfficial)
  const readable = async () => {
    const found = await Promise.all(story.bids.map(({ bidId }) => readOpenedBid(ctx, bidId)))
    return found.map((bid) => bid !== undefined)
  }
  expect(await readable()).toEqual([false, false, false])

  const [tied, ...free] = story.bids
  must(await declareAll(t, story, expert, [tied?.bidId ?? '']))
  expect(await readable()).toEqual([false, ...free.map(() => true)])

  const officer = t.contextAt(afterDeadline(story.call, 200), story.bureau.officer)
  expect(await readOpenedBid(officer, tied?.bidId ?? '')).toBeDefined()
})
