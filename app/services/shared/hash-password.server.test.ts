import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './hash-password.server.ts'

it('hashes with argon2id, 46 MiB, one pass, and knows the same words typed another way', async () => {
  const hash = await hashPassword('quiet river ｓｔｏｎｅｓ')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/)
  expect(await verifyPassword(hash, 'quiet river stones')).toBe(true)
  expect(await verifyPassword(hash, 'quiet river stone')).toBe(false)
})

it('matches nobody where there is no account', async () => {
  expect(await verifyPassword(undefined, 'nobody has this password')).toBe(false)
  expect(await verifyPassword(null, 'nobody has this password')).toBe(false)
})

it('answers a crowd, four at a time', async () => {
  const hash = await hashPassword('quiet river stones')
  const answers = await Promise.all(Array.from({ length: 9 }, () => verifyPassword(hash, 'quiet river stones')))
  expect(answers).toEqual(Array(9).fill(true))
})
