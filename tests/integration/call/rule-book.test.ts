import { expect, test } from 'vitest'
import { useDatabase } from '#tests/support/database.ts'
import { draftedCall, publishedCall } from '#tests/support/scenes.ts'

const t = useDatabase()

test('a call is published under the book in force, and keeps it', async () => {
  const { call } = await publishedCall(t)
  expect([call.ruleBookCode, call.ruleBookVersion]).toEqual(['competitive-consultation', 1])
  await t.owner.$executeRaw`INSERT INTO rule_book (code, version, method, valid_from, content)
    SELECT code, 2, method, valid_from, content || '{"version": 2}' FROM rule_book WHERE code = 'competitive-consultation'`
  await expect(t.app.call.update({ where: { id: call.id }, data: { ruleBookVersion: 2 } })).rejects.toThrow(
    'refused:call.frozen',
  )
  const later = await publishedCall(t)
  expect(later.call.ruleBookVersion).toBe(2)
})

test('books only grow, and a draft has none yet', async () => {
  await expect(t.owner.$executeRaw`UPDATE rule_book SET valid_from = '2020-01-01'`).rejects.toThrow('append-only')
  await expect(t.app.$executeRaw`INSERT INTO rule_book (code, version, method, valid_from, content)
    VALUES ('own', 1, 'OPEN_TENDER', '2020-01-01', '{}')`).rejects.toThrow('permission denied')
  const { call } = await draftedCall(t)
  expect(call.ruleBookCode).toBeNull()
})
