import { expect, test } from 'vitest'
import { breachesIn } from '#tests/relevance/floors.ts'
import { measureAll } from '#tests/relevance/measure-all.ts'
import { useDatabase } from '#tests/support/database.ts'
import { searchService } from '#tests/support/services.ts'
import { useIndexes } from './indexed.ts'

const t = useDatabase()
const { prefix } = useIndexes()

test('what judged queries find stays above the floors, with the engine and without', async () => {
  const measured = await measureAll({ ...t, service: searchService(), prefix })
  expect(breachesIn(measured)).toEqual([])
})
