import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { stopAppeal } from '#app/services/appeal/decide-appeal.server.ts'
import { keepAppeals } from '#app/services/appeal/keep-appeals.server.ts'
import { receivePledge, refundPledge } from '#app/services/appeal/keep-money.server.ts'
import { makePledge } from '#app/services/appeal/make-pledge.server.ts'
import { passAppeal } from '#app/services/appeal/pass-appeal.server.ts'
import type { PledgeState } from '#app/domain/appeal/lifecycle.ts'
import { chanceOf } from '#tests/support/chance.ts'
import { useDatabase } from '#tests/support/database.ts'
import { type Bureau, makeBureau, must } from '#tests/support/scenes.ts'
import {
  type AppealStory,
  appealDay,
  givingBureau,
  openedAppeal,
  pledgeTyped,
  versionOf,
} from '#tests/support/scenes-appeal.ts'

// Appeals at random, several at once: whatever is promised, comes, is passed on or goes back, in whatever order and however often it is
// asked for, every rule of the books holds. LEDGER_OPERATIONS makes it longer.
const operations = Math.ceil(Number(process.env['LEDGER_OPERATIONS'] ?? '1000') / 2)
const atOnce = 6
const batch = 100
const seed = Number(process.env['LEDGER_SEED'] ?? '20261122')

const t = useDatabase()
const { chance, oneOf } = chanceOf(seed)

const late = '2026-03-18T10:00:00+08:00'
const at = (actor?: Actor, when = appealDay) => ({
  ...t.contextAt(when, actor),
  ip: `10.${chance(200)}.${chance(200)}.1`,
})
const stories: AppealStory[] = []

const bureaus: Bureau[] = []
/** New ones in every round: what is reached, stopped or passed on takes nothing more. */
const openSome = async (count: number) => {
  for (const bureau of bureaus)
    for (let each = 0; each < count; each += 1)
      stories.push(await openedAppeal(t, { bureau, target: toFen(BigInt(300_000 + chance(3_000_000))) }))
}

beforeAll(async () => {
  bureaus.push(await givingBureau(t), await makeBureau(t, { sources: [{ source: 'DONATION', weight: 10_000 }] }))
  await openSome(6)
}, 120_000)

const keys = Array.from({ length: 40 }, () => randomUUID())
let references = 0
/** Now and then the same line of the bank's statement again. */
const reference = () => `R-${(references += chance(6) === 0 ? 0 : 1)}`
const amount = () => toFen(BigInt(100 + chance(chance(8) === 0 ? 5_000_000 : 400_000)))

async function anyOf(...states: PledgeState[]) {
  const rows = await t.owner.pledge.findMany({ where: { state: { in: states } }, orderBy: { id: 'asc' } })
  const pledge = oneOf(rows)
  const story = stories.find(({ appealId }) => appealId === pledge?.appealId)
  return pledge === undefined || story === undefined ? undefined : { pledge, story }
}
const anyAppeal = async () => {
  const story = oneOf(stories)
  const row = story && (await t.owner.appeal.findUnique({ where: { id: story.appealId } }))
  return row ? { story, step: { appealId: row.id, version: row.version } } : undefined
}

const promise = async () => {
  const story = oneOf(stories)
  // The same form at times, also at once.
  const key = chance(4) === 0 ? oneOf(keys) : undefined
  return (
    story && makePledge(at(), { appealId: story.appealId, ...pledgeTyped(amount(), key === undefined ? {} : { key }) })
  )
}
const receive =
  (...states: PledgeState[]) =>
  async () => {
    const found = await anyOf(...states)
    if (found === undefined) return undefined
    const { pledge, story } = found
    const when = chance(4) === 0 ? late : appealDay
    return receivePledge(at(story.finance, when), {
      pledgeId: pledge.id,
      version: pledge.version,
      amount: chance(3) === 0 ? amount() : pledge.amountFen,
      on: toDay('2026-03-09'),
      reference: reference(),
    })
  }

const makers: readonly (() => Promise<Outcome | undefined>)[] = [
  promise,
  promise,
  promise,
  receive('PLEDGED'),
  receive('PLEDGED'),
  receive('PLEDGED', 'EXPIRED'),
  receive('EXPIRED', 'RELEASED', 'RECEIVED'),
  ...[0, 1].map(() => async () => {
    const found = await anyOf('REFUND_DUE')
    return (
      found &&
      refundPledge(at(found.story.finance), {
        pledgeId: found.pledge.id,
        version: found.pledge.version,
        on: toDay('2026-03-09'),
        reference: reference(),
      })
    )
  }),
  async () => {
    const found = await anyAppeal()
    return found && passAppeal(at(found.story.bureau.approver), found.step)
  },
  async () => {
    if (chance(6) > 0) return undefined
    const found = await anyAppeal()
    return found && stopAppeal(at(found.story.bureau.approver), { ...found.step, reason: '随机操作：停止' })
  },
  async () => {
    if (chance(8) === 0) await keepAppeals(t.owner, { toldNow: new Date(late) })
    return undefined
  },
  // By somebody who may not.
  async () => {
    const found = await anyAppeal()
    return found && passAppeal(at(found.story.finance), found.step)
  },
]

/** An appeal of its own body, its target of 3,000 yuan given by one giver and come. */
async function oneGiven() {
  const story = await openedAppeal(t, { target: toFen(300_000n) })
  must(await makePledge(at(), { appealId: story.appealId, ...pledgeTyped(300_000n) }))
  const { id, version } = await t.owner.pledge.findFirstOrThrow({ where: { appealId: story.appealId } })
  must(
    await receivePledge(at(story.finance), {
      pledgeId: id,
      version,
      amount: toFen(300_000n),
      on: toDay('2026-03-09'),
      reference: randomUUID(),
    }),
  )
  return { story, pledgeId: id, step: { appealId: story.appealId, version: await versionOf(t, story.appealId) } }
}
async function passOne() {
  const { story, step } = await oneGiven()
  must(await passAppeal(at(story.bureau.approver), step))
}
async function refundOne() {
  const { story, pledgeId, step } = await oneGiven()
  must(await stopAppeal(at(story.bureau.approver), { ...step, reason: '用途不再需要' }))
  const { version } = await t.owner.pledge.findUniqueOrThrow({ where: { id: pledgeId } })
  const back = { pledgeId, version, on: toDay('2026-03-09'), reference: randomUUID() }
  must(await refundPledge(at(story.finance), back))
}

test('whatever is given, in whatever order, every rule of the books holds', { timeout: 600_000 }, async () => {
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
    await openSome(1)
    const broken = await t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`
    expect(broken, `after ${done + batch} operations from seed ${seed}`).toEqual([])
  }
  // A test of which everything is refused, or nothing, shows nothing.
  for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(operations / 20)
  // Chance alone need not reach the two ends of money that came; after all the rest, each is still reached.
  await passOne()
  await refundOne()
  const broken = await t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`
  expect(broken, `at the end, from seed ${seed}`).toEqual([])
  const states = await t.owner.pledge.groupBy({ by: ['state'], _count: true })
  const seen = states.map(({ state }) => state)
  expect(seen).toEqual(expect.arrayContaining(['PASSED', 'REFUNDED']))
  console.info(JSON.stringify({ operations, ...outcomes, seen }))
})
