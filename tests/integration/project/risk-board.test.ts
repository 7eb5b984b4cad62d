import { expect, test } from 'vitest'
import { readRiskBoard } from '#app/services/project/queries/risk-board.server.ts'
import { raiseObjection } from '#app/services/project/object.server.ts'
import { lookNow } from '#app/services/warning/look.server.ts'
import { countStatements } from '#tests/support/count-statements.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import { milestoneAt, reported, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })

test('the project that most needs somebody comes first, with the reasons, counted and filtered by how grave it is', async () => {
  const late = await runningProject(t)
  const calm = await runningProject(t)
  await reported(t, calm, 1)
  const bodyIds = [late.bureau.body.id, calm.bureau.body.id]
  const due = milestoneAt(late, 1).dueOn.getTime()
  const instant = `${new Date(due + 5 * 86_400_000).toISOString().slice(0, 10)}T10:00:00+08:00`
  const ctx = t.contextAt(instant, late.bureau.officer)
  const read = (more: { risk?: 'HIGH' | 'MEDIUM' | 'CALM'; group?: 'open' | 'ended'; after?: string } = {}) =>
    readRiskBoard(ctx, bodyIds, { group: 'open', after: null, ...more })

  expect((await read()).counts).toEqual({ HIGH: 0, MEDIUM: 0, LOW: 0, CALM: 2 })
  must(await lookNow(ctx))
  const board = await read()
  expect(board.rows.map(({ id, risk }) => ({ id, risk }))[0]).toEqual({ id: late.projectId, risk: 'MEDIUM' })
  expect(board.rows[0]?.warnings).toMatchObject([{ code: 'REPORT_LATE', level: 'MEDIUM', figures: { days: 5 } }])
  expect((await read({ risk: 'MEDIUM' })).rows.map(({ id }) => id)).toContain(late.projectId)
  expect((await read({ risk: 'HIGH' })).rows).toEqual([])
  expect((await read({ group: 'ended' })).rows).toEqual([])
  // The page after the last row of a rank goes on with the next rank.
  expect((await read({ after: `2~${late.projectId}` })).rows.map(({ id }) => id)).not.toContain(late.projectId)
  expect(await countStatements(() => read())).toBe(2)

  must(
    await raiseObjection(t.contextAt(instant, calm.supervisor), {
      projectId: calm.projectId,
      reason: '签到表与照片对不上，请说明。',
    }),
  )
  expect((await read()).rows[0]).toMatchObject({ id: calm.projectId, risk: 'HIGH', openObjections: 1 })
})
