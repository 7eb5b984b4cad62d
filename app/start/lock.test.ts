import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock.ts'
import { processIdentity } from './process-identity.ts'

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const leave = (holder: object) => writeFileSync(path.join(dataDir, 'lock.json'), JSON.stringify(holder))

test('one data directory has one start', async () => {
  const first = await takeLock(dataDir)
  await expect(takeLock(dataDir)).rejects.toThrow('already runs')
  first.release()
  const second = await takeLock(dataDir)
  second.release()
  expect(existsSync(path.join(dataDir, 'lock.json'))).toBe(false)
})

test('of many at once exactly one gets it, also over a dead one', async () => {
  leave({ name: 'supervisor', pid: 2 ** 22 + 1, identity: 'gone', children: [] })
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(dataDir)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a number that now belongs to somebody else does not hold it, and is left alone', async () => {
  const stranger = { name: 'postgres', pid: process.pid, identity: 'started at another time' }
  leave({ name: 'supervisor', pid: process.pid, identity: 'started at another time', children: [stranger] })
  await expect(takeLock(dataDir)).resolves.toBeDefined()
  expect(processIdentity(process.pid)).not.toBeNull()
})
