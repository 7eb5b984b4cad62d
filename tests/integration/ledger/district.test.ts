import { expect, test } from 'vitest'
import { districtFile } from '#app/http/district-table.ts'
import { readDistrict } from '#app/services/ledger/queries/district.server.ts'
import { countStatements } from '#tests/support/count-statements.ts'
import { useDatabase } from '#tests/support/database.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { must } from '#tests/support/scenes.ts'
import { accepted, payDay, release, runningProject, trancheOf } from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })

test('a place shows the money of everything below it, as the ledger has it, and no other place’s', async () => {
  const story = await runningProject(t)
  await accepted(t, story, 1)
  must(await release(t, story, 1))
  const { amountFen: paid } = await trancheOf(t, story, 1)
  const project = await t.owner.project.findUniqueOrThrow({
    where: { id: story.projectId },
    include: { region: true, call: true },
  })
  const ctx = t.contextAt(payDay)
  const read = async (code: string | null) => {
    const district = await readDistrict(ctx, code)
    if (district === null) throw new Error(`no place ${code}`)
    return district
  }
  const money = {
    appropriatedFen: project.call.budgetFen.toString(),
    committedFen: project.amountFen.toString(),
    releasedFen: paid.toString(),
    leftFen: (project.amountFen - paid).toString(),
    spentFen: '0',
  }
  for (const code of [project.region.code, '310000', null])
    expect(await read(code)).toMatchObject({ projects: 1, organizations: 1, money })
  const city = await read('310000')
  expect(city.parts).toMatchObject([{ code: '310112', projects: 1, money }])
  expect(city.own).toBeNull()
  const file = await districtFile(city, ctx, { code: '310000', format: 'csv' })
  const yuan = (fen: string | bigint) => `${BigInt(fen) / 100n}.00`
  const figures = ['1', yuan(money.appropriatedFen), yuan(money.committedFen), yuan(money.releasedFen), '0.00']
  expect(readCsv(await file.text()).slice(-2)).toEqual([
    ['310000', city.here?.name, ...figures],
    ['310112', city.parts[0]?.name, ...figures],
  ])
  expect(await read('310112')).toMatchObject({ here: { code: '310112' }, within: [{ code: '310000' }] })
  // A place whose code begins like another's is another place.
  await t.owner.region.create({
    data: { code: '3100001', level: 'CITY', nameZh: '邻市', nameEn: 'Next City', path: '3100001' },
  })
  expect(await read('3100001')).toMatchObject({ projects: 0, money: { appropriatedFen: '0' }, parts: [] })
  expect(await readDistrict(ctx, '31')).toBeNull()
  expect(await countStatements(() => read('310000'))).toBe(2)
})
