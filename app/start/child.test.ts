import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startChild } from './child.ts'
import { writtenBy } from './log-tail.ts'
import { logsDir } from './data-dir.ts'
import { waitUntil } from './wait-until.ts'

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'child-'))
  mkdirSync(logsDir(dataDir))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const start = (script: string, stopPatienceMs = 5000) =>
  startChild({
    name: 'sample',
    command: process.execPath,
    args: ['-e', script],
    env: { PATH: process.env['PATH'] },
    cwd: '/',
    dataDir,
    stopSignal: 'SIGTERM',
    stopPatienceMs,
  })

const limits = { everyMs: 10, withinMs: 10_000 }
const says = (child: Awaited<ReturnType<typeof start>>, word: string) => () => writtenBy(child).includes(word)

test('a child is asked to go, and waited for', async () => {
  const child = await start(
    `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1e3); console.log('up')`,
  )
  await waitUntil(child, says(child, 'up'), limits)
  await child.stop()
  await expect(child.exited).resolves.toBe('exit code 7')
})

test('one that will not go is ended', async () => {
  const child = await start(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1e3); console.log('up')`, 50)
  await waitUntil(child, says(child, 'up'), limits)
  await child.stop()
  await expect(child.exited).resolves.toBe('signal SIGKILL')
})

test('one that dies while starting is told with its last words and its log', async () => {
  const child = await start(`console.error('no such thing'); process.exit(3)`)
  const waiting = waitUntil(child, () => false, limits)
  await expect(waiting).rejects.toThrow(`(exit code 3): no such thing. Its log is ${child.logFile}`)
})

test('a program that is not there is told so', async () => {
  const plan = { name: 'sample', command: '/nowhere', args: [], env: {}, cwd: '/', dataDir }
  await expect(startChild({ ...plan, stopSignal: 'SIGTERM', stopPatienceMs: 1 })).rejects.toThrow('could not be run')
})
