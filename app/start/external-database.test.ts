import { expect, test } from 'vitest'
import { checkDatabase, withRole } from './external-database.ts'

test('another role enters the same database with the same options', () => {
  expect(withRole('postgresql://owner:a@db.example:6432/site?sslmode=require', 'app', 'p@ss/word')).toBe(
    'postgresql://app:p%40ss%2Fword@db.example:6432/site?sslmode=require',
  )
})

test('a database that does not answer is named without its password', async () => {
  const failure = checkDatabase('postgresql://owner:hidden@127.0.0.1:1/site', 'DATABASE_URL')
  await expect(failure).rejects.toThrow('The database at 127.0.0.1:1/site cannot be reached')
  await expect(failure).rejects.not.toThrow('hidden')
})
