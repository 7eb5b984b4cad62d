import { setTimeout as wait } from 'node:timers/promises'
import { anonymous } from '#app/domain/shared/actor.ts'
import { removeFile } from '#app/services/bid/attach-file.server.ts'
import { must } from '#tests/support/must.ts'
import { untilAtRest } from '#tests/support/unsound.ts'
import { lanesOf, type Lane } from './acts.ts'
import type { Droppers } from './broken-clients.ts'
import { type FaultySite, untilReady } from './faulty-site.ts'
import { holdAgainst } from './found.ts'
import type { Kind } from './kinds.ts'
import { countTold, createMemory, type Memory } from './memory.ts'
import type { Scene } from './scene.ts'
import { soundness } from './sound.ts'
import { draftFiles } from './standings.ts'

export type RoundFigures = {
  kind: string
  acknowledged: number
  unknown: number
  refused: number
  lost: string[]
  doubled: string[]
  /** Whatever else is not as it must be. */
  faults: string[]
  /** From the harm to both web servers letting people in again. */
  recoveredMs: number
  /** From there until nothing is left to be done. */
  restedMs: number
  /** Letters that came a second time under their number. */
  repeated: number
}

type Round = {
  at: FaultySite
  scene: Scene
  kind: string
  fault: Kind
  chance: (below: number) => number
  droppers: Droppers[]
  chains: boolean
  /** Letters that had come a second time before. */
  repeatedBefore: number
}

const filesKeptMax = 8

/** People work on the site; in the middle it is harmed; when it has come to rest, everything is held against what they were told. */
export async function faultRound(round: Round): Promise<RoundFigures & { memory: Memory }> {
  const { at, scene, kind, fault, chance } = round
  await emptyDrafts(scene, at)
  const memory = createMemory()
  const lanes = await lanesOf(at, scene, memory)
  const webs = [at.webs[0].address, at.webs[1].address] as const
  const over = new AbortController()
  const working = Promise.all(lanes.map((lane) => work(lane, webs, over.signal)))
  working.catch(() => over.abort())
  await wait(300 + chance(1200))
  const harmedAt = performance.now()
  const wrong = await fault.fault({ ...round, remember: (press) => memory.once.push(press) })
  await untilReady(at)
  const recoveredAt = performance.now()
  await wait(200 + chance(400))
  over.abort()
  await working
  await settled(at)
  const restedAt = performance.now()
  const { lost, doubled } = await holdAgainst(at, scene, memory)
  const { faults, repeated } = await soundness(at, round)
  const again = repeated - round.repeatedBefore
  if (again > 0 && !fault.mayRepeatLetters) faults.push(`${String(again)} letters came again`)
  return {
    kind,
    acknowledged: countTold(memory, 'acknowledged'),
    unknown: countTold(memory, 'unknown'),
    refused: countTold(memory, 'refused'),
    lost,
    doubled,
    faults: [...wrong, ...faults],
    recoveredMs: recoveredAt - harmedAt,
    restedMs: restedAt - recoveredAt,
    repeated: again,
    memory,
  }
}

async function work({ turn }: Lane, webs: readonly [string, string], over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await turn(webs)
    await wait(30)
  }
}

const settledMs = 120_000

/** No session of the site is in the middle of anything: what a server that was killed had begun has ended either way; then no job is left. */
async function settled({ owner }: FaultySite): Promise<void> {
  const startedAt = performance.now()
  for (;;) {
    const { rows } = await owner.query<{ busy: number }>(
      `SELECT count(*)::int AS busy FROM pg_stat_activity WHERE datname = current_database() AND usename = 'commonweal_app'
         AND xact_start IS NOT NULL AND application_name = 'commonweal'`,
    )
    if (rows[0]?.busy === 0) break
    if (performance.now() - startedAt > settledMs) throw new Error('somebody is still at work')
    await wait(50)
  }
  await untilAtRest(owner)
}

/** A draft takes so many files and no more. */
async function emptyDrafts({ drafting, t }: Scene, { db }: FaultySite): Promise<void> {
  for (const { bidId, organizationId } of drafting) {
    const files = await draftFiles(db, bidId)
    if (files.length <= filesKeptMax) continue
    const { accountId } = await db.organizationMembership.findFirstOrThrow({ where: { organizationId, role: 'OWNER' } })
    const actor = { ...anonymous, accountId, organizations: [{ organizationId, role: 'OWNER' as const }] }
    const ctx = t.contextAt(new Date().toISOString(), actor)
    for (const { fileId } of files) must(await removeFile(ctx, { bidId, fileId }))
  }
}
