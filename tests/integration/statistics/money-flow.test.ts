import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { type FlowKey, type Stage, stages } from '#app/domain/statistics/money-flow.ts'
import { orderClawback, proposeClawback } from '#app/services/clawback/order-clawback.server.ts'
import { receiveClawback, writeOffClawback } from '#app/services/clawback/settle-clawback.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { type MoneyPicture, readMoneyPicture } from '#app/services/statistics/queries/money-flow.server.ts'
import { countStatements } from '#tests/support/count-statements.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeBureau, must } from '#tests/support/scenes.ts'
import { accepted, payDay, type ProjectStory, runningProject, trancheOf } from '#tests/support/scenes-project.ts'
import { certifiedSpending } from '#tests/support/scenes-spending.ts'

const t = useDatabase()
const day = '2026-08-10T10:00:00+08:00'
const nextYear = '2027-02-01T10:00:00+08:00'

let story: ProjectStory
let paid: bigint
const read = async (year: number | null, fundId: string | null = null): Promise<MoneyPicture> => {
  const picture = await readMoneyPicture(t.contextAt(nextYear), { year, fundId })
  if (picture === null) throw new Error('no such fund')
  return picture
}
const at = (actor: Actor, when: string) => t.contextAt(when, actor)
const amounts = ({ nodes }: MoneyPicture) =>
  Object.fromEntries(nodes.map(({ key, fen }) => [key, BigInt(fen)])) as Partial<Record<FlowKey, bigint>>

/** Every bar of the picture: what comes into it and goes out of it by the bands. */
function expectBalance({ nodes, links }: MoneyPicture) {
  const sum = (side: 'from' | 'to', key: FlowKey) =>
    links.reduce((total, link) => total + (link[side] === key ? BigInt(link.fen) : 0n), 0n)
  const bars = nodes.filter(({ key }) => stages.includes(key as Stage))
  expect(bars.length).toBeGreaterThan(0)
  for (const { key, fen } of bars)
    expect([key, sum('to', key), sum('from', key)]).toEqual([key, BigInt(fen), BigInt(fen)])
}

/** What the ledger's own accounts stand at, by the first word of their codes: kept by PostgreSQL, not read from lines. */
const standing = async (holder: string) => {
  const [row] = await t.owner.$queryRaw<{ fen: bigint }[]>`
    SELECT coalesce(sum(posted_credit - posted_debit), 0)::bigint AS fen FROM ledger_account WHERE split_part(code, ':', 1) = ${holder}`
  return row?.fen ?? 0n
}

// Two sources; a tranche paid; 1,200.00 of vouchers; 3,000.00 asked back: 1,000.00 of it returned this year, 500.00 next year, 200.00 given up.
beforeAll(async () => {
  const bureau = await makeBureau(t, {
    sources: [
      { source: 'CITY', weight: 6000 },
      { source: 'TOWN', weight: 4000 },
    ],
  })
  story = await runningProject(t, { bureau })
  await accepted(t, story)
  const tranche = await trancheOf(t, story)
  paid = tranche.amountFen
  must(await releaseTranche(at(story.finance, payDay), { trancheId: tranche.id, paymentRefs: ['ZF-1', 'ZF-2'] }))
  await certifiedSpending(t, story, [{ amount: toFen(1_200_00n) }])
  const { clawbackId } = must(
    await proposeClawback(at(story.bureau.officer, day), {
      projectId: story.projectId,
      ground: 'MISUSE',
      amount: 3_000_00n,
      dueOn: toDay('2027-03-31'),
      reason: '部分款项用于其他项目',
    }),
  )
  const step = async () => ({
    clawbackId,
    version: (await t.owner.clawback.findUniqueOrThrow({ where: { id: clawbackId } })).version,
  })
  must(await orderClawback(at(story.bureau.approver, day), await step()))
  const receive = async (amount: bigint, receivedOn: string, when: string) =>
    must(
      await receiveClawback(at(story.finance, when), {
        ...(await step()),
        amount,
        receivedOn: toDay(receivedOn),
        reference: `HK-${receivedOn}`,
      }),
    )
  await receive(1_000_00n, '2026-08-10', day)
  await receive(500_00n, '2027-02-01', nextYear)
  must(
    await writeOffClawback(at(story.bureau.approver, nextYear), {
      ...(await step()),
      amount: 200_00n,
      reason: '机构无力退回',
    }),
  )
})

describe('where the money goes', () => {
  test('as much leaves every bar as came into it, in every year and in all', async () => {
    for (const year of [null, 2026, 2027]) expectBalance(await read(year))
  })

  test('what is left is what the accounts of the ledger stand at', async () => {
    const now = amounts(await read(null))
    expect(now['left.fund'] ?? 0n).toBe(await standing('fund'))
    expect(now['left.call'] ?? 0n).toBe(await standing('call'))
    expect(now['left.award'] ?? 0n).toBe(await standing('award'))
    expect(now.paid).toBe(paid)
    expect(now.spent).toBe(1_200_00n)
    expect(now.returned).toBe(1_500_00n)
    expect(now.writtenOff).toBe(200_00n)
    expect(now['left.paid']).toBe(paid - 2_900_00n)
  })

  test('a year begins with what the year before left', async () => {
    const [before, after] = [amounts(await read(2026)), amounts(await read(2027))]
    for (const stage of stages) expect(after[`opening.${stage}`] ?? 0n).toBe(before[`left.${stage}`] ?? 0n)
    expect(before.returned).toBe(1_000_00n)
    expect(before.refunded).toBe(1_000_00n)
    // In a later year than the payment's it goes to the treasury, not to the fund.
    expect(after.returned).toBe(500_00n)
    expect(after.refunded).toBeUndefined()
    expect(after.spent).toBeUndefined()
  })

  test('each source is named, and one fund has only its own', async () => {
    const other = await makeBureau(t)
    const all = await read(null)
    const own = await read(null, story.bureau.fund.id)
    expect(own.fund?.id).toBe(story.bureau.fund.id)
    expect(amounts(own)).toMatchObject({ spent: 1_200_00n })
    expect(amounts(own)['source.CITY'] ?? 0n).toBeGreaterThan(amounts(own)['source.TOWN'] ?? 0n)
    const theirs = await read(null, other.fund.id)
    expect(theirs.sums.releasedFen).toBe('0')
    expect(BigInt(own.sums.appropriatedFen) + BigInt(theirs.sums.appropriatedFen)).toBe(
      BigInt(all.sums.appropriatedFen),
    )
    expect(all.funds.map(({ id }) => id).toSorted()).toEqual([story.bureau.fund.id, other.fund.id].toSorted())
    expect(await readMoneyPicture(t.contextAt(nextYear), { year: null, fundId: story.projectId })).toBeNull()
  })

  test('three statements, whatever there is', async () => {
    expect(await countStatements(() => read(2026))).toBe(3)
  })

  test('every entry of the ledger goes from one kind of account to one other', async () => {
    const mixed = await t.owner.$queryRaw<{ id: string }[]>`
      SELECT p.entry_id AS id FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id GROUP BY p.entry_id
      HAVING count(DISTINCT split_part(a.code, ':', 1)) FILTER (WHERE p.amount > 0) <> 1
        OR count(DISTINCT split_part(a.code, ':', 1)) FILTER (WHERE p.amount < 0) <> 1`
    expect(mixed).toEqual([])
  })
})
