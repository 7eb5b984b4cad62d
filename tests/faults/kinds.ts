import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { installPackages } from '#app/start/debian-packages.ts'
import { type Droppers, cutUpload, dripHeaders, leaveBeforeAnswer, talkNonsense } from './broken-clients.ts'
import { sealAround } from './deadline.ts'
import { type FaultySite, filesBytes } from './faulty-site.ts'
import { childrenOf, kill, titleOf } from './kill.ts'
import type { MailMood } from './mail-sink.ts'
import type { Press } from './memory.ts'
import type { Scene } from './scene.ts'

/** `chance`: a whole number from 0, below the one given, by the suite's seed. */
export type Surroundings = {
  at: FaultySite
  scene: Scene
  chance: (below: number) => number
  remember: (press: Press) => void
  droppers: Droppers[]
}

/** Harms the site and mends what a person or a service manager would mend. @returns what was wrong besides */
export type Fault = (around: Surroundings) => Promise<string[]>

const none: string[] = []

const restarted =
  (partOf: (around: Surroundings) => FaultySite['worker'], pauseMsMax: number): Fault =>
  async (around) => {
    const part = partOf(around)
    await part.kill()
    await wait(around.chance(pauseMsMax))
    await part.start()
    return none
  }

const web = restarted(({ at, chance }) => at.webs[chance(2) === 0 ? 0 : 1], 800)
const worker = restarted(({ at }) => at.worker, 800)
const postgres = restarted(({ at }) => at.postgres, 1500)
const engine = restarted(({ at }) => at.engine, 1500)

/** One process of PostgreSQL dies of something: it ends all its sessions and recovers by itself. */
const backend: Fault = async ({ at, chance }) => {
  const sessions = childrenOf(at.postgres.child.pid).filter((pid) => /commonweal_app/.test(titleOf(pid)))
  const pid = sessions[chance(Math.max(sessions.length, 1))]
  if (pid === undefined) return ['nobody was connected']
  kill(pid)
  await wait(200)
  return none
}

/** The place of the uploads is filled to its last byte, by a file whose name no upload’s folder can have. What is uploaded meanwhile is refused in words, and taken again afterwards. */
const disk: Fault = async ({ at, chance }) => {
  const ballast = path.join(at.site.dataDir, 'files', 'ballast')
  const file = await open(ballast, 'w')
  const block = Buffer.alloc(1024 * 1024)
  try {
    for (let written = 0; written < filesBytes; written += block.length) await file.write(block)
    return ['the disk did not become full']
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    // The last page: to some files there is room for a part of them.
    if (chance(2) === 0) await file.truncate((await file.stat()).size - 8192)
    await wait(800 + chance(1200))
    return none
  } finally {
    await file.close()
    rmSync(ballast, { force: true })
  }
}

const moods: readonly MailMood[] = ['away', 'later', 'never', 'silent']
const mail: Fault = async ({ at, chance }) => {
  await at.mail.become(moods[chance(moods.length)] ?? 'away')
  await wait(1000 + chance(2000))
  await at.mail.become('takes')
  return none
}

const fakeTime = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'

/** One web server takes it to be minutes later, or earlier, than the database knows. */
const clock: Fault = async ({ at, scene, chance }) => {
  if (!existsSync(fakeTime)) installPackages('libfaketime')
  if (!existsSync(fakeTime)) return ['no clock can be put off here: libfaketime is missing']
  const off = at.webs[chance(2) === 0 ? 0 : 1]
  const minutes = 2 + chance(25)
  const isFast = chance(2) === 0
  await off.kill()
  await off.start({
    LD_PRELOAD: fakeTime,
    FAKETIME: `${isFast ? '+' : '-'}${String(minutes)}m`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  })
  const wrong = await sealAround(at, scene, { web: off.address, deadlineInSeconds: isFast ? 60 : -1 })
  await wait(800)
  await off.kill()
  await off.start()
  return wrong
}

const clients: Fault = async ({ at, scene, chance, remember, droppers }) => {
  const { address } = at.webs[chance(2) === 0 ? 0 : 1]
  const [draft] = scene.drafting
  if (draft === undefined) throw new Error('somebody writes a draft')
  const asking = { web: address, session: draft.session, bidId: draft.bidId }
  droppers.push(await dripHeaders(address, 20))
  for (let times = 0; times < 3; times += 1) {
    const [ended, reset, left] = [`${randomUUID()}.txt`, `${randomUUID()}.txt`, `${randomUUID()}.txt`]
    await cutUpload(asking, ended, 'ended')
    await cutUpload(asking, reset, 'reset')
    await leaveBeforeAnswer(asking, left)
    await talkNonsense(address)
    // Half of a file is none; whoever left before the answer does not know.
    for (const mark of [ended, reset]) remember({ kind: 'upload', mark, told: 'refused' })
    remember({ kind: 'upload', mark: left, told: 'unknown' })
  }
  return none
}

/** Every connection of the site waits for a table that somebody holds; or PostgreSQL has no connection left to give. */
const pool: Fault = async (around) => (around.chance(3) === 0 ? crowd(around) : holdTables(around))

async function holdTables({ at, chance }: Surroundings): Promise<string[]> {
  const client = new pg.Client({ connectionString: at.site.ownerUrl })
  await client.connect()
  try {
    while (!(await hold(client, ['bid', 'organization', 'call_question', 'fund', 'saved_search', 'score_sheet']))) {
      // Who works on one of them and wants another was let through.
    }
    // Longer than a use case waits for a connection, now and then: then it is told so.
    await wait(chance(3) === 0 ? 12_000 : 1500 + chance(2500))
    await client.query('COMMIT')
    return none
  } finally {
    await client.end()
  }
}

/** Whether they are all held: of two that wait for each other PostgreSQL sends one away. */
async function hold(client: pg.Client, tables: readonly string[]): Promise<boolean> {
  await client.query('BEGIN')
  try {
    await client.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`)
    return true
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '40P01') throw error
    await client.query('ROLLBACK')
    return false
  }
}

async function crowd({ at, chance }: Surroundings): Promise<string[]> {
  const clients: pg.Client[] = []
  try {
    for (;;) {
      const client = new pg.Client({ connectionString: at.site.databaseUrl })
      client.on('error', () => undefined)
      try {
        await client.connect()
      } catch {
        break
      }
      clients.push(client)
      if (clients.length > 200) return ['PostgreSQL gives connections without end']
    }
    await wait(1500 + chance(1500))
    return none
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

/** The mail server holds a letter in its hands when its sender is killed. */
const sender: Fault = async ({ at }) => {
  await at.mail.become('slow')
  await once(at.mail.events, 'taken', { signal: AbortSignal.timeout(10_000) })
  await at.worker.kill()
  await at.mail.become('takes')
  await at.worker.start()
  return none
}

export type Kind = { fault: Fault; rounds: number; mayRepeatLetters: boolean }

/** How many of two hundred rounds each has. Whoever dies with a letter in hand sends it again, under its number. */
export const kinds = {
  web: { fault: web, rounds: 40, mayRepeatLetters: false },
  worker: { fault: worker, rounds: 24, mayRepeatLetters: true },
  sender: { fault: sender, rounds: 8, mayRepeatLetters: true },
  postgres: { fault: postgres, rounds: 28, mayRepeatLetters: true },
  backend: { fault: backend, rounds: 14, mayRepeatLetters: true },
  search: { fault: engine, rounds: 18, mayRepeatLetters: false },
  disk: { fault: disk, rounds: 14, mayRepeatLetters: false },
  mail: { fault: mail, rounds: 16, mayRepeatLetters: false },
  clock: { fault: clock, rounds: 10, mayRepeatLetters: false },
  clients: { fault: clients, rounds: 12, mayRepeatLetters: false },
  pool: { fault: pool, rounds: 10, mayRepeatLetters: true },
} as const satisfies Record<string, Kind>
