import { type ChildProcess, spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { SMTPServer } from 'smtp-server'
import { expect, test, vi } from 'vitest'
import { useDatabase } from '#tests/support/database.ts'
import { manyClaimable } from '#tests/support/many-claimable.ts'
import { payDay } from '#tests/support/scenes-project.ts'
import { testSecretText } from '#tests/support/test-secret.ts'

// Killed, not stopped: kill -9 gives no process a chance to tidy up. What PostgreSQL committed is all there is afterwards.
// LEDGER_RELEASES=200 takes some minutes.
const releases = Number(process.env['LEDGER_RELEASES'] ?? '24')
const seed = Number(process.env['LEDGER_SEED'] ?? '20261122')

const t = useDatabase()

/** A repeatable stand-in for chance: the minimal standard generator of Park and Miller. */
let state = seed
const chance = (below: number) => {
  state = (state * 48_271) % 2_147_483_647
  return state % below
}

/** Runs a process until it ends, or kills it -9 after it has written so many lines; whether it ended by itself, and what it wrote. */
async function runOrKill(child: ChildProcess, afterLines = Infinity): Promise<{ ended: boolean; lines: string[] }> {
  const lines: string[] = []
  const errors: string[] = []
  if (child.stdout === null || child.stderr === null) throw new Error('its output is read here')
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    if (lines.length >= afterLines) child.kill('SIGKILL')
  })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  if (code !== null && code !== 0) throw new Error(errors.join(''))
  return { ended: code === 0, lines }
}

const tsx = (file: string, environment: Record<string, string>) =>
  spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const broken = async () => {
  const rows = await t.owner.$queryRaw<{ rule: string; breaches: bigint }[]>`SELECT rule, breaches FROM ledger_check()`
  return rows.filter(({ breaches }) => breaches > 0n).map(({ rule }) => rule)
}

test(
  'who pays is killed again and again: nothing is paid twice, nothing is lost, and every letter arrives',
  { timeout: 600_000 },
  async () => {
    const story = await manyClaimable(t, releases)
    const letters = () => t.owner.message.count({ where: { template: 'trancheReleased' } })
    const payers = { DATABASE_OWNER_URL: t.ownerUrl, ACTOR: JSON.stringify(story.finance), NOW: payDay }

    const told: string[] = []
    let kills = 0
    for (let ended = false; !ended;) {
      const run = await runOrKill(tsx('tests/support/release-all.ts', payers), 8 + chance(12))
      ended = run.ended
      told.push(...run.lines)
      kills += ended ? 0 : 1
      // At every stop the books hold, whatever was under way.
      expect(await broken()).toEqual([])
    }
    expect(kills).toBeGreaterThan(1)
    expect(new Set(told)).toEqual(new Set(['released']))

    const tranches = await t.owner.tranche.findMany({ where: { projectId: story.projectId } })
    expect(tranches.filter((tranche) => tranche.state === 'RELEASED')).toHaveLength(releases)
    expect(new Set(tranches.map(({ releaseEntryId }) => releaseEntryId)).size).toBe(releases)
    expect(await t.owner.ledgerEntry.count({ where: { kind: 'release' } })).toBe(releases)
    expect(await t.owner.auditEvent.count({ where: { type: 'tranche.released' } })).toBe(releases)
    const perRelease = (await letters()) / releases
    expect(Number.isInteger(perRelease) && perRelease > 0).toBe(true)

    // The other side of the outbox: the worker is killed with letters in its hands, and the next one sends them.
    const received = new Map<string, number>()
    let wanted = Infinity
    let reached: () => void = () => undefined
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, _session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const id = /^Message-ID: <([^@]+)@/im.exec(Buffer.concat(chunks).toString())?.[1] ?? ''
          received.set(id, (received.get(id) ?? 0) + 1)
          if (received.size >= wanted) reached()
          done()
        })
      },
    })
    // Whoever is killed leaves its connection as it is.
    server.on('error', () => undefined)
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.server.address() as AddressInfo
    const written = await t.owner.message.count()
    const worker = () =>
      tsx('app/worker/main.ts', {
        DATABASE_URL: t.appUrl,
        APP_SECRET: testSecretText,
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        LOG_LEVEL: 'error',
      })
    const upTo = (count: number) => {
      wanted = count
      return new Promise<void>((done) => {
        reached = done
        if (received.size >= wanted) done()
      })
    }
    for (const share of releases > 100 ? [0.2, 0.5, 0.8] : [0.5]) {
      const child = worker()
      const dead = new Promise((done) => child.on('close', done))
      await upTo(Math.ceil(written * share))
      child.kill('SIGKILL')
      await dead
    }
    const last = worker()
    const stopped = new Promise((done) => last.on('close', done))
    // Also those that were handed over and not yet written down as sent.
    const unsent = () => t.owner.message.count({ where: { state: { not: 'SENT' } } })
    await vi.waitFor(async () => expect(await unsent()).toBe(0), { timeout: 120_000, interval: 200 })
    last.kill('SIGTERM')
    await stopped
    await new Promise<void>((done) => server.close(done))
    expect(received.size).toBe(written)
    // A letter that was handed over in the moment of the kill is sent again with the same number: one letter to whoever reads it.
    expect([...received.values()].every((times) => times <= 2)).toBe(true)
  },
)
