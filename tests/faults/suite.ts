import { setTimeout as wait } from 'node:timers/promises'
import type { Household } from '#app/start/household.ts'
import type { RunningMeilisearch } from '#app/start/meilisearch.ts'
import type { RunningPostgres } from '#app/start/postgres.ts'
import { step } from '#app/start/progress.mjs'
import { reindex } from '#search/sync/reindex.server.ts'
import { chanceOf } from '#tests/support/chance.ts'
import { searchService } from '#tests/support/services.ts'
import { untilAtRest } from '#tests/support/unsound.ts'
import type { Droppers } from './broken-clients.ts'
import { type FaultySite, makeFaultySite, untilReady } from './faulty-site.ts'
import { tableText, tabulate, type KindFigures } from './figures.ts'
import { holdAgainst } from './found.ts'
import { freshSchema, interruptMigration } from './interrupted-migration.ts'
import { kinds } from './kinds.ts'
import { createMemory } from './memory.ts'
import { faultRound, type RoundFigures } from './round.ts'
import { makeScene } from './scene.ts'
import { soundness } from './sound.ts'

/** `only`: kinds in turn; empty for all by their shares. No round begins after `minutes`. */
type Asked = { rounds: number; only: readonly string[]; seed: number; minutes: number }
type Services = { dataDir: string; postgres: RunningPostgres; meilisearch: RunningMeilisearch }

export const kindNames: readonly string[] = [...Object.keys(kinds), 'migration']
const migrations = 6
/** The chains are computed again from their first link: not after every round. */
const chainsEvery = 10
/** A connection that never finishes asking is let go of within a minute, looked for every half. */
const droppedWithinMs = 100_000

export type Verdict = { figures: KindFigures[]; faults: string[] }

/** Round after round on one site, each with one fault at a moment by chance; at the end everything once more. */
export async function runSuite(
  services: Services,
  { rounds, only, seed, minutes }: Asked,
  household: Household,
): Promise<Verdict> {
  const { chance } = chanceOf(seed)
  const at = await step('a site of its own', () => makeFaultySite(services, household))
  const all: RoundFigures[] = []
  const faults: string[] = []
  try {
    const scene = await step('people and what they work on', () => makeScene(at))
    await step('their index', () => reindexed(at))
    for (const part of [at.worker, ...at.webs]) await part.start()
    await untilReady(at)
    await step('at rest', () => untilAtRest(at.owner))
    const droppers: Droppers[] = []
    const whole = createMemory()
    let wanted: readonly string[] | undefined
    let repeatedBefore = 0
    const until = performance.now() + minutes * 60_000
    for (const [index, name] of orderOf(rounds, only, chance).entries()) {
      if (performance.now() > until) break
      const number = `${String(index + 1)}/${String(rounds)} ${name}`
      let made: RoundFigures
      if (name === 'migration') {
        wanted ??= await freshSchema()
        made = await migrationRound(at, wanted, chance)
      } else {
        const fault = kinds[name as keyof typeof kinds]
        const chains = (index + 1) % chainsEvery === 0
        const round = await faultRound({ at, scene, kind: name, fault, chance, droppers, chains, repeatedBefore })
        repeatedBefore += round.repeated
        whole.once.push(...round.memory.once)
        made = round
      }
      all.push(made)
      const wrong = [...made.lost, ...made.doubled, ...made.faults]
      console.log(
        `${wrong.length === 0 ? '✓' : '✗'} ${number}: ${String(made.acknowledged)} acknowledged, ${String(made.unknown)} unanswered; recovered ${seconds(made.recoveredMs)}, at rest ${seconds(made.restedMs)} after`,
      )
      for (const each of wrong) console.log(`    ${each}`)
      faults.push(...wrong.map((each) => `${number}: ${each}`))
    }
    faults.push(...(await letGoOf(droppers)))
    // Everything of the whole run once more: what a later round took away would be found here. Files left their drafts meanwhile.
    whole.once = whole.once.filter((press) => press.kind !== 'upload')
    const { lost, doubled } = await holdAgainst(at, scene, whole)
    const last = await soundness(at, { chains: true })
    faults.push(...[...lost, ...doubled, ...last.faults].map((each) => `at the end: ${each}`))
    console.log(
      `at the end: ${String(whole.once.length)} single writes and ${String(last.letters)} letters held against the database once more`,
    )
    const figures = tabulate(all)
    console.log(tableText(figures))
    return { figures, faults }
  } finally {
    await at.stop()
  }
}

/** Scenes are told below the site's own use cases: what they made is not in the index yet. */
const reindexed = ({ site }: FaultySite) => {
  const { host, apiKey } = searchService()
  return reindex({ databaseUrl: site.databaseUrl, meiliHost: host, meiliApiKey: apiKey })
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Every kind by its share, in an order by chance. */
function orderOf(rounds: number, only: readonly string[], chance: (below: number) => number): string[] {
  if (only.length > 0) return Array.from({ length: rounds }, (_each, index) => only[index % only.length] ?? '')
  const deck = [
    ...Object.entries(kinds).flatMap(([name, { rounds: share }]) => Array.from({ length: share }, () => name)),
    ...Array.from({ length: migrations }, () => 'migration'),
  ]
  const order: string[] = []
  for (let left: string[] = []; order.length < rounds;) {
    if (left.length === 0) left = [...deck]
    order.push(...left.splice(chance(left.length), 1))
  }
  return order
}

async function migrationRound(
  at: FaultySite,
  wanted: readonly string[],
  chance: (below: number) => number,
): Promise<RoundFigures> {
  const isServer = chance(2) === 0
  const { faults, recoveredMs } = await interruptMigration(at, { isServer, share: chance(100) / 100, wanted })
  await untilReady(at)
  return {
    kind: 'migration',
    acknowledged: 0,
    unknown: 0,
    refused: 0,
    lost: [],
    doubled: [],
    faults,
    recoveredMs,
    restedMs: 0,
    repeated: 0,
  }
}

/** Whoever drips is sent away by the server and not by us. */
async function letGoOf(droppers: readonly Droppers[]): Promise<string[]> {
  const startedAt = performance.now()
  const held = () => droppers.reduce((total, { opened, closed }) => total + opened - closed(), 0)
  while (held() > 0 && performance.now() - startedAt < droppedWithinMs) await wait(500)
  const left = held()
  for (const each of droppers) each.end()
  return left === 0 ? [] : [`${String(left)} connections that drip were never closed`]
}
