import { expect, test } from 'vitest'
import { toDay } from '#app/domain/shared/day.ts'
import { proposeClawback } from '#app/services/clawback/order-clawback.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makePerson, must } from '#tests/support/scenes.ts'
import { accepted, release, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const day = '2026-07-10T10:00:00+08:00'

test('PostgreSQL knows who orders money back and who sets limits, not only that they are two', async () => {
  const story = await runningProject(t)
  await accepted(t, story)
  await release(t, story)
  const { bureau, projectId } = story
  const { clawbackId } = must(
    await proposeClawback(t.contextAt(day, bureau.officer), {
      projectId,
      ground: 'UNSPENT',
      amount: 100_00n,
      dueOn: toDay('2027-03-31'),
      reason: '结余资金未使用',
    }),
  )
  const stranger = accountIdOf(await makePerson(t, '路人'))
  const decide = (decidedById: string, state: 'REFUSED' | 'WITHDRAWN') =>
    t.app.clawback.update({
      where: { id: clawbackId },
      data: { state, decidedById, decidedAt: new Date(day), decisionReason: '不必' },
    })
  await expect(decide(stranger, 'REFUSED')).rejects.toThrow('refused:forbidden')
  await expect(decide(stranger, 'WITHDRAWN')).rejects.toThrow('refused:forbidden')
  await expect(decide(accountIdOf(bureau.approver), 'WITHDRAWN')).rejects.toThrow('refused:forbidden')
  await decide(accountIdOf(bureau.approver), 'REFUSED')

  const limit = (setById: string) =>
    t.app.spendingCap.create({
      data: {
        bodyId: bureau.body.id,
        scope: 'PAYMENT',
        effect: 'BLOCK',
        amountFen: 1_000_00n,
        reason: '上限',
        setById,
      },
    })
  await expect(limit(stranger)).rejects.toThrow('refused:forbidden')
  await expect(limit(accountIdOf(bureau.officer))).rejects.toThrow('refused:forbidden')
  await limit(accountIdOf(bureau.approver))
})
