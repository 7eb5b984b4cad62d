import { expect, test } from 'vitest'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeIncubator } from '#tests/support/scenes-incubator.ts'
import { freezeAt, latestResult, scoredSheets } from '#tests/support/scenes-panel.ts'
import { accountIdOf, must } from '#tests/support/scenes.ts'

const t = useDatabase()

test('among equals of a venture call those who meet its preferences come first, and the record says who they are', async () => {
  const story = await scoredSheets(t, {
    method: 'VENTURE_CALL',
    instrument: 'VENTURE_GRANT',
    conditions: { conditions: [{ use: 'PREFERRED', kind: 'INCUBATED', text: '由孵化基地孵化的优先' }] },
    criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
    marks: () => ({ c1: '80' }),
  })
  // The last to seal is a tenant.
  const last = story.bids.at(-1)
  if (last === undefined) expect.fail('nobody bid')
  const { sealedAt } = await t.owner.bid.findUniqueOrThrow({ where: { id: last.bidId } })
  const base = await makeIncubator(t, story.bureau)
  const day = new Date((sealedAt?.getTime() ?? 0) - 30 * 86_400_000)
  await t.owner.$executeRaw`ALTER TABLE incubation DISABLE TRIGGER USER`
  await t.owner.incubation.create({
    data: {
      incubatorId: base.id,
      classId: base.classIds[0],
      kind: 'VIRTUAL',
      state: 'ACTIVE',
      organizationId: last.organization.id,
      accountId: accountIdOf(last.owner),
      wasGroup: false,
      need: '辅导',
      plan: '陪聊',
      people: 3,
      sentAt: day,
      checkDueOn: day,
      checkedById: accountIdOf(story.bureau.officer),
      checkedAt: day,
      fromOn: day,
      toOn: new Date('2027-12-31'),
    },
  })
  await t.owner.$executeRaw`ALTER TABLE incubation ENABLE TRIGGER USER`
  must(await freezeAt(t, story, story.chair))
  const result = await latestResult(t, story.call.id)
  const read = readDecisionRecord(result.record)
  if (!read.ok) expect.fail(JSON.stringify(read.problems))
  expect(read.record.bids.filter(({ preferredHost }) => preferredHost === true).map(({ id }) => id)).toEqual([
    last.bidId,
  ])
  expect(read.record.results?.bids.find(({ rank }) => rank === 1)?.id).toBe(last.bidId)
})
