import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import {
  answerClawback,
  orderClawback,
  proposeClawback,
  refuseClawback,
  respondToClawback,
  withdrawClawback,
} from '#app/services/clawback/order-clawback.server.ts'
import { readClawbacks } from '#app/services/clawback/queries/clawbacks.server.ts'
import { receiveClawback, writeOffClawback } from '#app/services/clawback/settle-clawback.server.ts'
import { projectSubject } from '#app/services/ledger/queries/statement-subject.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { readYearBudget } from '#app/services/fund-year/queries/year-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeApprover, makeBureau, makePerson, must } from '#tests/support/scenes.ts'
import { accepted, payDay, type ProjectStory, runningProject, trancheOf } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const day = '2026-07-10T10:00:00+08:00'
const later = '2026-08-03T10:00:00+08:00'
const nextYear = '2027-02-01T10:00:00+08:00'
const at = (actor: Actor, when = day) => t.contextAt(when, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

const balances = async (base: string) => {
  const rows = await t.owner.$queryRaw<{ part: string; fen: bigint }[]>`
    SELECT ledger_part(code) AS part, posted_credit - posted_debit AS fen FROM ledger_account WHERE ledger_base(code) = ${base} ORDER BY 1`
  return Object.fromEntries(rows.map(({ part, fen }) => [part, fen]))
}
const breaches = () => t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`

/** A project of a fund of the city and the town, with its first tranche paid: 40% of 465,000 yuan. */
async function paidProject(): Promise<ProjectStory> {
  const bureau = await makeBureau(t, {
    sources: [
      { source: 'CITY', weight: 6000 },
      { source: 'TOWN', weight: 4000 },
    ],
  })
  const story = await runningProject(t, { bureau })
  await accepted(t, story)
  const { id } = await trancheOf(t, story)
  must(await releaseTranche(at(story.finance, payDay), { trancheId: id, paymentRefs: ['ZF-1', 'ZF-2'] }))
  return story
}
const propose = (story: ProjectStory, amount: bigint, actor = story.bureau.officer, when = day) =>
  proposeClawback(at(actor, when), {
    projectId: story.projectId,
    ground: 'MISUSE',
    amount,
    dueOn: toDay('2027-03-31'),
    reason: '部分款项用于其他项目',
  })
const step = async (clawbackId: string) => ({
  clawbackId,
  version: (await t.owner.clawback.findUniqueOrThrow({ where: { id: clawbackId } })).version,
})

describe('money that has to come back', () => {
  let story: ProjectStory
  let paid: bigint
  let awardId: string
  let organizationId: string
  let fundBefore: Record<string, bigint>
  const owed = () => balances(`clawback:${awardId}:receivable`)
  const received = () => balances(`org:${organizationId}:received`)
  beforeAll(async () => {
    story = await paidProject()
    paid = (await trancheOf(t, story)).amountFen
    const project = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    awardId = project.awardId
    organizationId = project.organizationId
    fundBefore = await balances(`fund:${story.bureau.fund.id}:available`)
  })

  test('is proposed by one and ordered by another, for no more than was paid', async () => {
    expect(await propose(story, 100n, story.bureau.approver)).toMatchObject(refused('forbidden'))
    expect(await propose(story, 100n, await makePerson(t, '路人'))).toMatchObject(refused('not-found'))
    expect(await propose(story, paid + 1n)).toMatchObject(refused('clawback.above-paid'))
    const { clawbackId } = must(await propose(story, paid))
    // What is proposed counts already: two proposals cannot make more than all.
    expect(await propose(story, 1n)).toMatchObject(refused('clawback.above-paid'))
    expect((await readClawbacks(at(story.certifier), story.projectId))?.clawbacks).toEqual([])
    expect(await orderClawback(at(story.finance), await step(clawbackId))).toMatchObject(refused('forbidden'))
    must(
      await refuseClawback(at(story.bureau.approver), { ...(await step(clawbackId)), reason: '金额依据不足，请重算' }),
    )
    const again = must(await propose(story, 200n))
    must(await withdrawClawback(at(story.bureau.officer), await step(again.clawbackId)))
    const both: Actor = {
      ...story.bureau.officer,
      bodies: [...story.bureau.officer.bodies, ...story.bureau.approver.bodies],
    }
    const own = must(await propose(story, 300n, both))
    expect(await orderClawback(at(both), await step(own.clawbackId))).toMatchObject(refused('clawback.four-eyes'))
    must(await withdrawClawback(at(both), await step(own.clawbackId)))
  })

  test('is owed source by source once ordered, answered, and repaid to where it came from', async () => {
    const { clawbackId } = must(await propose(story, 100_001n))
    const before = await received()
    must(await orderClawback(at(story.bureau.approver), await step(clawbackId)))
    // The largest remainder: 60,000.6 and 40,000.4 fen.
    expect(await owed()).toEqual({ city: 60_001n, town: 40_000n })
    expect((await received())['city']).toBe((before['city'] ?? 0n) - 60_001n)
    expect(await breaches()).toEqual([])

    const respond = { response: 'OBJECTED' as const, note: '该款项用于本项目志愿者' }
    expect(
      await respondToClawback(at(story.bureau.officer), { ...(await step(clawbackId)), ...respond }),
    ).toMatchObject(refused('forbidden'))
    must(await respondToClawback(at(story.certifier), { ...(await step(clawbackId)), ...respond }))
    expect(await respondToClawback(at(story.certifier), { ...(await step(clawbackId)), ...respond })).toMatchObject(
      refused('clawback.answered'),
    )
    must(
      await answerClawback(at(story.bureau.approver), {
        ...(await step(clawbackId)),
        answer: '名单与签收表不符，维持',
      }),
    )

    const receive = async (amount: bigint, reference: string, actor = story.finance, when = later) =>
      receiveClawback(at(actor, when), {
        ...(await step(clawbackId)),
        amount,
        reference,
        receivedOn: toDay(when.slice(0, 10)),
      })
    expect(await receive(1n, 'B-0', story.bureau.approver)).toMatchObject(refused('forbidden'))
    expect(await receive(100_002n, 'B-1')).toMatchObject(refused('clawback.above-owed'))
    must(await receive(50_000n, 'B-1'))
    expect(await receive(50_000n, 'B-1')).toMatchObject(refused('clawback.same-reference'))
    const fund = await balances(`fund:${story.bureau.fund.id}:available`)
    expect((fund['city'] ?? 0n) + (fund['town'] ?? 0n)).toBe(
      (fundBefore['city'] ?? 0n) + (fundBefore['town'] ?? 0n) + 50_000n,
    )
    expect(fund['city']).toBe((fundBefore['city'] ?? 0n) + 30_000n)

    // In the year after the last payment the fund's year is over: the treasury has it.
    const gov = await balances(`gov:${story.bureau.body.id}:appropriation`)
    must(await receive(40_000n, 'B-2', story.finance, nextYear))
    expect(await balances(`fund:${story.bureau.fund.id}:available`)).toEqual(fund)
    const after = await balances(`gov:${story.bureau.body.id}:appropriation`)
    expect((after['city'] ?? 0n) + (after['town'] ?? 0n)).toBe((gov['city'] ?? 0n) + (gov['town'] ?? 0n) + 40_000n)
    expect(await breaches()).toEqual([])

    // Each year's account shows what came back in it; what was paid stays what was paid.
    const yearOf = async (year: number) => (await readYearBudget(t.contextAt(later), story.bureau.fund.id, year)).budget
    expect((await yearOf(2026)).total).toMatchObject({ paidFen: paid.toString(), returnedFen: '50000' })
    expect((await yearOf(2027)).total).toMatchObject({ paidFen: '0', returnedFen: '40000' })

    const writeOff = async (amount: bigint, actor: Actor) =>
      writeOffClawback(at(actor, nextYear), { ...(await step(clawbackId)), amount, reason: '承接主体账户已无余额' })
    expect(await writeOff(10_001n, story.finance)).toMatchObject(refused('forbidden'))
    must(await writeOff(10_001n, story.bureau.approver))
    expect(await owed()).toEqual({ city: 0n, town: 0n })
    expect(await breaches()).toEqual([])
    expect(await t.owner.clawback.findUniqueOrThrow({ where: { id: clawbackId } })).toMatchObject({ state: 'SETTLED' })
    expect(await writeOff(1n, story.bureau.approver)).toMatchObject(refused('clawback.not-ordered'))
    const page = await readClawbacks(at(story.certifier, nextYear), story.projectId)
    expect(page).toMatchObject({ orderedFen: '100001', returnedFen: '90000', mayPropose: false })
    expect(page?.clawbacks[0]).toMatchObject({ owedFen: '0', may: { respond: false } })
    expect(await projectSubject(at(story.certifier), story.projectId)).toMatchObject({ kind: 'award' })
  })

  test('moves in the ledger only with its own row', async () => {
    const lines = JSON.stringify([
      { account: `org:${organizationId}:received:city`, amount: '5' },
      { account: `clawback:${awardId}:receivable:city`, amount: '-5' },
    ])
    await expect(
      t.app
        .$queryRaw`SELECT ledger_post(gen_random_uuid(), 'forged', 'clawback_order', 'posted', '2026-07-10', ${lines}::jsonb)::text`,
    ).rejects.toThrow(/clawback.entry-mismatch|tranche.release-mismatch/)
    // An order whose entry is another amount.
    const { clawbackId } = must(await propose(story, 700n))
    await expect(
      t.app.clawback.update({
        where: { id: clawbackId },
        data: {
          state: 'ORDERED',
          decidedById: story.bureau.approver.accountId ?? '',
          decidedAt: new Date(day),
          orderEntryId: (await t.owner.clawback.findFirstOrThrow({ where: { state: 'SETTLED' } })).orderEntryId,
        },
      }),
    ).rejects.toThrow(/clawback.entry-mismatch|Unique/)
    expect(await breaches()).toEqual([])
  })

  test('two approvers at once order it once', async () => {
    const { clawbackId } = must(await propose(story, 800n))
    const another = await makeApprover(t, story.bureau.body, '审批二')
    const input = await step(clawbackId)
    const outcomes = await Promise.all([
      orderClawback(at(story.bureau.approver), input),
      orderClawback(at(another), input),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await breaches()).toEqual([])
  })
})
