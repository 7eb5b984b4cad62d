import { expect, test } from 'vitest'
import { readSeatingPage } from '#app/services/panel/queries/seating-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, makeExpert } from '#tests/support/scenes.ts'
import { openedCall } from '#tests/support/scenes-panel.ts'

const t = useDatabase()

test('an expert of the pool is found by part of the name, whatever its case', async () => {
  const { call, bureau } = await openedCall(t)
  for (const name of ['王小明', '李明', 'Ada Wong']) await makeExpert(t, { name, employer: '某大学' })
  const found = async (name: string) => {
    const ctx = t.contextAt(afterDeadline(call, 60), bureau.approver)
    const filter = { field: '', regionId: undefined, name, after: undefined }
    return (await readSeatingPage(ctx, call.id, filter))?.pool?.people.map((person) => person.name).sort()
  }
  expect(await found('明')).toEqual(['李明', '王小明'])
  expect(await found('ada w')).toEqual(['Ada Wong'])
  expect(await found('%')).toEqual([])
  expect((await found(''))?.length).toBe(3)
})
