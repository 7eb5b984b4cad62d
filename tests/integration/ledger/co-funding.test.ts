import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { accountCode, inPart, transfer } from '#app/domain/ledger/accounts.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { revokeAward } from '#app/services/award/revoke-award.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { draftCall } from '#app/services/call/draft-call.server.ts'
import { createFund } from '#app/services/ledger/create-fund.server.ts'
import { readFund } from '#app/services/ledger/queries/fund.server.ts'
import { readPublicFund } from '#app/services/ledger/queries/public-funds.server.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { appropriated } from '#tests/support/appropriated.ts'
import { useDatabase } from '#tests/support/database.ts'
import { daysAfter, awardedCall } from '#tests/support/scenes-panel.ts'
import { accepted, payDay, runningProject, trancheOf } from '#tests/support/scenes-project.ts'
import {
  makeBody,
  makeBureau,
  makeFinance,
  makeFund,
  must,
  publishedCall,
  submittedCall,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const now = '2026-03-01T09:00:00+08:00'
const cityAndTown = [
  { source: 'CITY', weight: 6000 },
  { source: 'TOWN', weight: 4000 },
] as const
const refused = (code: string) => ({ ok: false, refusal: { code } })

/** What an account still has of each source. */
const leftOf = async (base: string) => {
  const rows = await t.owner.$queryRaw<{ part: string; left: bigint }[]>`
    SELECT ledger_part(code) AS part, posted_credit - posted_debit - pending_debit AS left FROM ledger_account WHERE ledger_base(code) = ${base}`
  return Object.fromEntries(rows.map(({ part, left }) => [part, left]))
}
const breaches = async () => {
  const rows = await t.owner.$queryRaw<{ rule: string; breaches: bigint }[]>`SELECT rule, breaches FROM ledger_check()`
  return rows.filter((row) => row.breaches > 0n).map(({ rule }) => rule)
}

describe('a fund of the city and the town', () => {
  test('takes each source by itself, and no other', async () => {
    const body = await makeBody(t)
    const ctx = t.contextAt(now, await makeFinance(t, body))
    const { fundId } = must(
      await createFund(ctx, { bodyId: body.id, name: '社工站运行经费', shares: cityAndTown, purpose: '' }),
    )
    const input = { fundId, key: randomUUID(), year: 2026, amountFen: toFen(600n), documentNo: '市财预〔2026〕3号' }
    must(await appropriated(t, ctx, { ...input, source: 'CITY' }))
    expect(await appropriated(t, ctx, { ...input, key: randomUUID(), source: 'LOTTERY' })).toMatchObject(
      refused('fund.not-its-source'),
    )
    expect(await appropriated(t, ctx, { ...input, key: randomUUID(), source: 'CITY', year: 2062 })).toMatchObject({
      refusal: { code: 'fund.year-far', field: 'year' },
    })
    const far = t.owner.$executeRaw`INSERT INTO appropriation (fund_id, source, year, amount_fen, document_no, entry_id)
      SELECT fund_id, source, 2062, amount_fen, document_no, entry_id FROM appropriation LIMIT 1`
    await expect(far).rejects.toThrow(/refused:fund.year-far/)
    must(await appropriated(t, ctx, { ...input, key: randomUUID(), source: 'TOWN', amountFen: toFen(400n) }))
    expect(await readFund(ctx, fundId, null)).toMatchObject({
      appropriatedFen: '1000',
      availableFen: '1000',
      shares: [
        { source: 'CITY', weight: 6000, appropriatedFen: '600', availableFen: '600' },
        { source: 'TOWN', weight: 4000, appropriatedFen: '400', availableFen: '400' },
      ],
      years: [{ year: 2026, amounts: [{ source: 'CITY' }, { source: 'TOWN' }] }],
    })
    expect(await breaches()).toEqual([])
  })

  test('is refused by PostgreSQL when its shares are not a whole, and its money never changes its source', async () => {
    const body = await makeBody(t)
    const half = [{ source: 'CITY' as const, weight: 6000 }]
    const ctx = t.contextAt(now, await makeFinance(t, body))
    expect(await createFund(ctx, { bodyId: body.id, name: '一半', shares: half, purpose: '' })).toMatchObject(
      refused('fund.shares-not-whole'),
    )
    const fund = await makeFund(t, body, 1_000n, cityAndTown)
    const post = (from: string, to: string) =>
      transact(ctx, async (tx) =>
        ok({
          id: await postEntry(tx, ctx, {
            key: randomUUID(),
            kind: 'allocate',
            phase: 'posted',
            lines: transfer(from, to, 100n),
          }),
        }),
      )
    const [account, call] = [accountCode.fund(fund.id), accountCode.callBudget(randomUUID())]
    await expect(post(inPart(account, 'city'), inPart(call, 'town'))).rejects.toThrow('does not sum to zero')
    expect(await post(inPart(account, 'lottery'), inPart(call, 'lottery'))).toMatchObject(
      refused('fund.not-its-source'),
    )
    expect(await post(account, call)).toMatchObject(refused('fund.not-its-source'))
    await expect(t.owner.$executeRaw`UPDATE fund_share SET weight = 5000`).rejects.toThrow('append-only')
  })

  test('gives a call both shares or nothing, and takes back from each what it gave', async () => {
    const bureau = await makeBureau(t, { sources: cityAndTown })
    const finance = t.contextAt(now, await makeFinance(t, bureau.body))
    const { call } = await submittedCall(t, { bureau })
    // The town's share is spent elsewhere: the city does not stand in for it.
    const town = inPart(accountCode.fund(bureau.fund.id), 'town')
    const elsewhere = inPart(accountCode.callBudget(randomUUID()), 'town')
    must(
      await transact<object>(finance, async (tx) => {
        const lines = transfer(town, elsewhere, 40_000_000n - 1n)
        await postEntry(tx, finance, { key: randomUUID(), kind: 'allocate', phase: 'posted', lines })
        return ok()
      }),
    )
    const publish = () => publishCall(t.contextAt(now, bureau.approver), { callId: call.id, version: call.version })
    expect(await publish()).toMatchObject(refused('call.fund-short'))
    must(
      await appropriated(t, finance, {
        fundId: bureau.fund.id,
        key: randomUUID(),
        source: 'TOWN',
        year: 2026,
        amountFen: toFen(40_000_000n),
        documentNo: '镇财预〔2026〕1号',
      }),
    )
    must(await publish())
    expect(await leftOf(accountCode.callBudget(call.id))).toEqual({ city: 29_160_000n, town: 19_440_000n })
    const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
    must(
      await cancelCall(t.contextAt(now, bureau.approver), {
        callId: call.id,
        version,
        code: 'TASK_CANCELLED',
        reason: '需求已经取消。',
      }),
    )
    expect(await leftOf(accountCode.callBudget(call.id))).toEqual({ city: 0n, town: 0n })
    expect(await leftOf(accountCode.fund(bureau.fund.id))).toEqual({ city: 60_000_000n, town: 40_000_001n })
    expect(await breaches()).toEqual([])
  })

  test('pays a tranche by one order for each source, to the fen', async () => {
    const bureau = await makeBureau(t, { sources: cityAndTown })
    const story = await runningProject(t, { bureau })
    await accepted(t, story)
    const { id, amountFen } = await trancheOf(t, story)
    const ctx = t.contextAt(payDay, story.finance)
    const pay = (paymentRefs: string[]) => releaseTranche(ctx, { trancheId: id, paymentRefs })
    expect(await pay(['ZF-1'])).toMatchObject(refused('tranche.orders-mismatch'))
    must(await pay(['ZF-市-1', 'ZF-镇-1']))
    const orders = await t.owner.paymentOrder.findMany({ where: { trancheId: id }, orderBy: { source: 'asc' } })
    expect(orders.map(({ source, paymentRef }) => [source, paymentRef])).toEqual([
      ['CITY', 'ZF-市-1'],
      ['TOWN', 'ZF-镇-1'],
    ])
    expect(orders.reduce((sum, order) => sum + order.amountFen, 0n)).toBe(amountFen)
    const received = await t.owner.$queryRaw<{ code: string; fen: bigint }[]>`
      SELECT ledger_part(code) AS code, posted_credit AS fen FROM ledger_account WHERE code LIKE 'org:%' ORDER BY code`
    expect(received.map(({ code, fen }) => [code, fen])).toEqual(
      orders.map(({ source, amountFen: fen }) => [source.toLowerCase(), fen]),
    )
    expect(await breaches()).toEqual([])

    // What anyone reads of the fund adds up to what was appropriated.
    const page = await readPublicFund(t.contextAt(payDay), bureau.fund.id)
    const [left, inCalls, committed] = [page?.availableFen, page?.inCallsFen, page?.money.committedFen].map((fen) =>
      BigInt(fen ?? -1),
    )
    expect((left ?? 0n) + (inCalls ?? 0n) + (committed ?? 0n)).toBe(BigInt(page?.money.appropriatedFen ?? 0))
    expect(page?.money.releasedFen).toBe(amountFen.toString())
  })

  test('takes back a revoked award from each source exactly', async () => {
    const bureau = await makeBureau(t, { sources: cityAndTown })
    const story = await awardedCall(t, { bureau })
    must(
      await revokeAward(t.contextAt(daysAfter(story.call, 14), bureau.approver), {
        callId: story.call.id,
        awardId: story.awardId,
        code: 'droppedOut',
        note: '成交供应商书面放弃。',
      }),
    )
    expect(Object.values(await leftOf(accountCode.award(story.awardId)))).toEqual([0n, 0n])
    expect(await breaches()).toEqual([])
  })

  test('an order that is not what was paid is refused by PostgreSQL', async () => {
    const story = await runningProject(t, { bureau: await makeBureau(t, { sources: cityAndTown }) })
    await accepted(t, story)
    const { id } = await trancheOf(t, story)
    const order = { trancheId: id, source: 'CITY', amountFen: 1n, paymentRef: '未拨先开' } as const
    const { id: payoutAccountId } = await t.owner.payoutAccount.findFirstOrThrow({
      where: { organizationId: story.winner.organization.id },
    })
    const forged = t.owner.paymentOrder.create({ data: { ...order, payoutAccountId } })
    await expect(forged).rejects.toThrow('tranche.orders-mismatch')
    await expect(t.owner.paymentOrder.create({ data: order })).rejects.toThrow('tranche.account-changed')
  })
})

test('a fund for one field pays no call of another, in the page and in PostgreSQL', async () => {
  const bureau = await makeBureau(t)
  await t.owner.fund.update({ where: { id: bureau.fund.id }, data: { fields: ['EDUCATION'] } })
  await expect(submittedCall(t, { bureau })).rejects.toThrow('call.fund-not-for-field')
  // Limited after the draft was written: the draft may not be handed in.
  await t.owner.fund.update({ where: { id: bureau.fund.id }, data: { fields: [] } })
  const { call } = await publishedCall(t, { bureau })
  await t.owner.fund.update({ where: { id: bureau.fund.id }, data: { instruments: ['POST_PURCHASE'] } })
  const { title, method, field, regionId, bidDeadlineAt } = call
  const draft = await draftCall(t.contextAt(now, bureau.officer), {
    bodyId: bureau.body.id,
    title,
    method,
    field,
    regionId,
    bidDeadlineAt,
    instrument: 'PROJECT_GRANT',
    docNo: '',
    summary: '',
    requirement: '',
    beneficiaries: '',
    budget: toFen(100n),
    ceiling: toFen(100n),
    fundId: bureau.fund.id,
    startsOn: '2026-05-01' as never,
    endsOn: '2026-12-31' as never,
    quorum: 3,
  })
  expect(draft).toMatchObject(refused('call.fund-not-for-instrument'))
})
