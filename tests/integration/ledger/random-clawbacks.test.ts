import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { orderClawback, proposeClawback, refuseClawback } from '#app/services/clawback/order-clawback.server.ts'
import { receiveClawback, writeOffClawback } from '#app/services/clawback/settle-clawback.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { chanceOf } from '#tests/support/chance.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeBureau, must } from '#tests/support/scenes.ts'
import { accepted, payDay, type ProjectStory, runningProject, trancheOf } from '#tests/support/scenes-project.ts'

// Claw-backs and returns of unspent money at random, several at once, of projects paid from one and from several sources: whatever is
// proposed, ordered, repaid or given up, in whatever order, every rule of the books holds. LEDGER_OPERATIONS makes it longer.
const operations = Math.ceil(Number(process.env['LEDGER_OPERATIONS'] ?? '1000') / 5)
const atOnce = 6
const batch = 100
const seed = Number(process.env['LEDGER_SEED'] ?? '20261122')

const t = useDatabase()
const { chance, oneOf } = chanceOf(seed)

const day = '2026-07-10T10:00:00+08:00'
const nextYear = '2027-02-01T10:00:00+08:00'
const at = (actor: Actor, when = day) => t.contextAt(when, actor)
const stories: ProjectStory[] = []

beforeAll(async () => {
  const sources = [
    [{ source: 'FISCAL', weight: 10_000 }],
    [
      { source: 'CITY', weight: 6_666 },
      { source: 'TOWN', weight: 3_334 },
    ],
    [
      { source: 'LOTTERY', weight: 3_333 },
      { source: 'DONATION', weight: 3_333 },
      { source: 'MATCHING', weight: 3_334 },
    ],
  ] as const
  for (const each of sources) {
    const story = await runningProject(t, { bureau: await makeBureau(t, { sources: [...each] }) })
    await accepted(t, story)
    const { id } = await trancheOf(t, story)
    const paymentRefs = each.map(({ source }) => `ZF-${source}`)
    must(await releaseTranche(at(story.finance, payDay), { trancheId: id, paymentRefs }))
    stories.push(story)
  }
}, 120_000)

let references = 0
const grounds = ['UNSPENT', 'DISALLOWED', 'OVERPAID', 'MISUSE', 'BREACH'] as const

/** Mostly small amounts, so that many follow one another; now and then more than there can be. */
const amount = () => (chance(12) === 0 ? 50_000_000n : BigInt(1 + chance(1_000_000)))

async function anyOf(state: 'PROPOSED' | 'ORDERED') {
  const rows = await t.owner.clawback.findMany({ where: { state }, orderBy: { id: 'asc' } })
  const row = oneOf(rows)
  const story = stories.find(({ projectId }) => projectId === row?.projectId)
  return row === undefined || story === undefined
    ? undefined
    : { story, step: { clawbackId: row.id, version: row.version } }
}

const makers: readonly (() => Promise<Outcome | undefined>)[] = [
  async () => {
    const story = oneOf(stories)
    if (story === undefined) return undefined
    return proposeClawback(at(story.bureau.officer), {
      projectId: story.projectId,
      ground: oneOf(grounds) ?? 'UNSPENT',
      amount: amount(),
      dueOn: toDay('2026-12-31'),
      reason: '随机操作的理由',
    })
  },
  ...[0, 1].map(() => async () => {
    const found = await anyOf('PROPOSED')
    return found && orderClawback(at(found.story.bureau.approver), found.step)
  }),
  async () => {
    const found = await anyOf('PROPOSED')
    if (found === undefined || chance(3) > 0) return undefined
    return refuseClawback(at(found.story.bureau.approver), { ...found.step, reason: '随机操作：不同意' })
  },
  ...[day, nextYear, day].map((when) => async () => {
    const found = await anyOf('ORDERED')
    if (found === undefined) return undefined
    // The same line of the bank's statement again, at times.
    references += chance(5) === 0 ? 0 : 1
    return receiveClawback(at(found.story.finance, when), {
      ...found.step,
      amount: amount(),
      receivedOn: toDay(when.slice(0, 10)),
      reference: `B-${references}`,
    })
  }),
  async () => {
    const found = await anyOf('ORDERED')
    return (
      found &&
      writeOffClawback(at(found.story.bureau.approver), { ...found.step, amount: amount(), reason: '随机操作：核销' })
    )
  },
  // By somebody who may not.
  async () => {
    const found = await anyOf('ORDERED')
    return (
      found && writeOffClawback(at(found.story.finance), { ...found.step, amount: amount(), reason: '随机操作：越权' })
    )
  },
]

test('whatever is claimed back, in whatever order, every rule of the books holds', { timeout: 600_000 }, async () => {
  const outcomes = { accepted: 0, refused: 0 }
  for (let done = 0; done < operations; done += batch) {
    let begun = 0
    const lane = async () => {
      while (begun < Math.min(batch, operations - done)) {
        begun += 1
        const outcome = await oneOf(makers)?.()
        if (outcome !== undefined) outcomes[outcome.ok ? 'accepted' : 'refused'] += 1
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    const broken = await t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`
    expect(broken, `after ${done + batch} operations from seed ${seed}`).toEqual([])
  }
  // A test of which everything is refused, or nothing, shows nothing.
  for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(operations / 20)
  console.info(JSON.stringify({ operations, ...outcomes }))
})
