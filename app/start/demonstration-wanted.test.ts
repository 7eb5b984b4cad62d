import { expect, test } from 'vitest'
import { isDemonstrationWanted } from './demonstration-wanted.ts'

test.each([
  [{}, true],
  [{ PUBLIC_URL: 'http://localhost:3000' }, true],
  [{ SEED: 'none' }, false],
  [{ PUBLIC_URL: 'https://gongyi.example.cn' }, false],
  [{ PUBLIC_URL: 'HTTPS://gongyi.example.cn' }, false],
  [{ PUBLIC_URL: 'https://demo.example.cn', SEED: 'demonstration' }, true],
  [{ SEED: 'none', PUBLIC_URL: 'https://gongyi.example.cn' }, false],
])('%o: %s', (env, wanted) => {
  expect(isDemonstrationWanted(env)).toBe(wanted)
})
