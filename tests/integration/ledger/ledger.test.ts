import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { accountCode, type EntryKind, type EntryPhase, type Line, transfer } from '#app/domain/ledger/accounts.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import {
  confirmAppropriation,
  proposeAppropriation,
  withdrawAppropriation,
} from '#app/services/ledger/appropriate-money.server.ts'
import { createFund } from '#app/services/ledger/create-fund.server.ts'
import { readFund } from '#app/services/ledger/queries/fund.server.ts'
import { readFunds } from '#app/services/ledger/queries/funds.server.ts'
import { readLedger } from '#app/services/ledger/queries/ledger.server.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeApprover, makeBody, makeFinance, makeFund, makeOfficer, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const now = '2026-03-02T09:00:00+08:00'

type Entry = { key?: string; kind?: EntryKind; phase?: EntryPhase; lines: Line[]; resolves?: string }

/** One entry in one transaction of its own. */
const post = ({ key = randomUUID(), kind = 'hold', phase = 'posted', ...rest }: Entry) => {
  const ctx = t.contextAt(now)
  return transact(ctx, async (tx) => ok({ id: await postEntry(tx, ctx, { key, kind, phase, ...rest }) }))
}

/** An award that may be paid from, holding this much. */
async function awardWith(fen: bigint): Promise<{ award: string; received: string }> {
  const award = accountCode.award(randomUUID())
  const gov = accountCode.appropriation(randomUUID())
  must(await post({ kind: 'commit', lines: transfer(gov, award, fen) }))
  // What is paid out goes to another award: an organization receives only what a tranche releases.
  return { award, received: accountCode.award(randomUUID()) }
}

const totals = (code: string) => t.owner.ledgerAccount.findUniqueOrThrow({ where: { code } })
const drift = () => t.owner.$queryRaw<unknown[]>`SELECT * FROM ledger_drift`

beforeAll(async () => {
  // Two lines that look like money but do not balance are used below: their accounts must exist.
  must(await post({ lines: transfer(accountCode.appropriation(randomUUID()), accountCode.fund(randomUUID()), 1n) }))
})

describe('the ledger keeps its rules whatever the code does', () => {
  test('an entry that does not balance is refused at commit', async () => {
    const { award, received } = await awardWith(10_000n)
    await expect(
      post({
        lines: [
          { account: award, amount: 3_000n },
          { account: received, amount: -2_999n },
        ],
      }),
    ).rejects.toThrow(/does not sum to zero/)
    await expect(post({ lines: [{ account: award, amount: 3_000n }] })).rejects.toThrow(/two lines|zero/)
    expect((await totals(award)).postedDebit).toBe(0n)
  })

  test.each([
    ['changing an amount', 'UPDATE ledger_posting SET amount = amount + 1'],
    ['deleting a line', 'DELETE FROM ledger_posting'],
    ['changing an entry', `UPDATE ledger_entry SET memo = 'x'`],
    ['deleting an entry', 'DELETE FROM ledger_entry'],
    ['emptying the books', 'TRUNCATE ledger_posting'],
  ])('even its owner cannot: %s', async (_what, sql) => {
    await expect(t.owner.$executeRawUnsafe(sql)).rejects.toThrow(/append-only/)
  })

  test.each([
    ['writing an account', `INSERT INTO ledger_account (code, normal_side) VALUES ('fund:x:available', 'credit')`],
    ['raising a balance', 'UPDATE ledger_account SET posted_credit = posted_credit + 1'],
    ['adding a line', 'INSERT INTO ledger_posting SELECT * FROM ledger_posting'],
    ['changing an entry', `UPDATE ledger_entry SET memo = 'x'`],
  ])('the runtime role cannot: %s', async (_what, sql) => {
    await expect(t.app.$executeRawUnsafe(sql)).rejects.toThrow(/permission denied/)
  })

  test('lines cannot be added to an entry afterwards', async () => {
    const { award } = await awardWith(10_000n)
    await expect(
      t.owner.$executeRaw`INSERT INTO ledger_posting (entry_id, line, account_id, amount)
        SELECT entry_id, 9, account_id, 1 FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE a.code = ${award}`,
    ).rejects.toThrow(/in the transaction that made the entry/)
  })

  test('a settlement may not exceed what is held, and happens once', async () => {
    const { award, received } = await awardWith(10_000n)
    const { id } = must(await post({ phase: 'pending', lines: transfer(award, received, 3_000n) }))
    const settle = (fen: bigint) =>
      post({ kind: 'release', phase: 'settle', resolves: id, lines: transfer(award, received, fen) })
    await expect(settle(3_001n)).rejects.toThrow(/settle exceeds the hold/)
    must(await settle(3_000n))
    expect(await settle(3_000n)).toMatchObject({ ok: false, refusal: { code: 'tranche.released' } })
    expect(await totals(award)).toMatchObject({ postedDebit: 3_000n, pendingDebit: 0n })
    expect(await totals(received)).toMatchObject({ postedCredit: 3_000n, pendingCredit: 0n })
  })

  test('of sixty at once against money for three, exactly three are held', async () => {
    const { award, received } = await awardWith(10_000n)
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () => post({ phase: 'pending', lines: transfer(award, received, 3_000n) })),
    )
    const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code]))
    expect(outcomes.filter(({ ok: isOk }) => isOk)).toHaveLength(3)
    expect(new Set(refused)).toEqual(new Set(['ledger.overdraft']))
    expect((await totals(award)).pendingDebit).toBe(9_000n)
  })

  test('twenty retries of one key make one entry', async () => {
    const { award, received } = await awardWith(10_000n)
    const entry: Entry = { key: randomUUID(), phase: 'pending', lines: transfer(award, received, 3_000n) }
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => post(entry)))
    expect(new Set(outcomes.map((outcome) => must(outcome).id)).size).toBe(1)
    expect((await totals(award)).pendingDebit).toBe(3_000n)
    await expect(post({ ...entry, lines: transfer(award, received, 3_001n) })).rejects.toThrow(/something else/)
  })

  test('the kept totals are those of the lines', async () => {
    expect(await drift()).toEqual([])
  })
})

describe('funds', () => {
  test('the same form posted many times appropriates once', async () => {
    const body = await makeBody(t)
    const finance = await makeFinance(t, body)
    const ctx = t.contextAt(now, finance)
    const { fundId } = must(
      await createFund(ctx, {
        bodyId: body.id,
        name: '福彩公益金',
        shares: [{ source: 'LOTTERY', weight: 10_000 }],
        purpose: '',
      }),
    )
    const input = {
      fundId,
      key: randomUUID(),
      source: 'LOTTERY' as const,
      year: 2026,
      amountFen: toFen(50_000_000n),
      documentNo: '闵财预〔2026〕18号',
    }
    const proposals = await Promise.all(
      Array.from({ length: 8 }, async () => must(await proposeAppropriation(ctx, input)).proposalId),
    )
    const [proposalId = ''] = proposals
    expect(new Set(proposals).size).toBe(1)
    // Nothing is in the fund before another person has confirmed it.
    expect(await readFund(ctx, fundId, null)).toMatchObject({ appropriatedFen: '0' })
    expect(await confirmAppropriation(ctx, { proposalId })).toMatchObject({ ok: false, refusal: { code: 'forbidden' } })
    const both = { ...finance, bodies: [...finance.bodies, { bodyId: body.id, role: 'APPROVER' as const }] }
    expect(await confirmAppropriation(t.contextAt(now, both), { proposalId })).toMatchObject({
      ok: false,
      refusal: { code: 'fund.four-eyes' },
    })
    const approver = t.contextAt(now, await makeApprover(t, body))
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => confirmAppropriation(approver, { proposalId })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await withdrawAppropriation(ctx, { proposalId })).toMatchObject({
      refusal: { code: 'fund.proposal-settled' },
    })
    // Nor does PostgreSQL take an appropriation that nobody proposed.
    await expect(
      t.owner
        .$executeRaw`INSERT INTO appropriation (fund_id, source, year, amount_fen, document_no, entry_id, made_by_id)
        SELECT fund_id, source, year, amount_fen, document_no, entry_id, made_by_id FROM appropriation WHERE fund_id = ${fundId}::uuid`,
    ).rejects.toThrow(/refused:fund.not-proposed/)

    const fund = await readFund(ctx, fundId, null)
    expect(fund).toMatchObject({ appropriatedFen: '50000000', availableFen: '50000000', nextCursor: undefined })
    expect(fund?.lines).toMatchObject([
      { kind: 'appropriate', amountFen: '50000000', balanceFen: '50000000', other: { kind: 'gov', name: '区民政局' } },
    ])
    // A line stands on the day it counts for, as in the ledger, not on the day of the database's clock.
    const entry = await t.owner.ledgerEntry.findFirstOrThrow({ where: { memo: input.documentNo } })
    expect(fund?.lines[0]?.effectiveOn).toBe(entry.effectiveOn.toISOString().slice(0, 10))
    expect(await t.owner.auditEvent.count({ where: { type: 'fund.appropriated', entityId: fundId } })).toBe(1)
  })

  test('a long statement turns its pages and keeps its balances', async () => {
    const body = await makeBody(t)
    const ctx = t.contextAt(now, await makeFinance(t, body))
    const { id: fundId } = await makeFund(t, body, 0n)
    must(
      await transact<object>(ctx, async (tx) => {
        for (let nth = 1n; nth <= 23n; nth += 1n) {
          const lines = transfer(accountCode.appropriation(body.id), accountCode.fund(fundId), nth * 100n)
          await postEntry(tx, ctx, { key: randomUUID(), kind: 'appropriate', phase: 'posted', lines, memo: '拨入' })
        }
        return ok()
      }),
    )
    const first = await readFund(ctx, fundId, null)
    const second = await readFund(ctx, fundId, first?.nextCursor ?? null)
    expect([first?.lines.length, second?.lines.length, second?.nextCursor]).toEqual([20, 3, undefined])
    expect(first?.lines[0]).toMatchObject({ amountFen: '2300', balanceFen: '27600' })
    expect(second?.lines.at(-1)).toMatchObject({ amountFen: '100', balanceFen: '100' })
  })

  test('entries of the reader’s bodies turn their pages together, each once, and those of others are not among them', async () => {
    const [one, two, other] = [await makeBody(t), await makeBody(t, '团区委'), await makeBody(t, '区妇联')]
    const funds: { bodyId: string; fundId: string }[] = []
    for (const body of [one, two, other]) funds.push({ bodyId: body.id, fundId: (await makeFund(t, body, 0n)).id })
    const ctx = t.contextAt(now, await makeFinance(t, one))
    const reader = { ...ctx.actor, bodies: [one, two].map(({ id }) => ({ bodyId: id, role: 'FINANCE' as const })) }
    const memos: string[] = []
    for (let nth = 1; nth <= 17; nth += 1)
      for (const { bodyId, fundId } of funds) {
        const lines = transfer(accountCode.appropriation(bodyId), accountCode.fund(fundId), 100n)
        const memo = `${String(nth)} ${bodyId}`
        const post = { key: randomUUID(), kind: 'appropriate', phase: 'posted', lines, memo } as const
        must(await transact<object>(ctx, async (tx) => ok({ id: await postEntry(tx, ctx, post) })))
        if (bodyId !== other.id) memos.unshift(memo)
      }
    const read = async (after: string | null) => readLedger(t.contextAt(now, reader), 'fund', after)
    const first = await read(null)
    const second = await read(first.nextCursor ?? null)
    expect([first.entries.length, second.entries.length, second.nextCursor]).toEqual([20, 14, undefined])
    expect([...first.entries, ...second.entries].map(({ memo }) => memo)).toEqual(memos)
    expect((await readLedger(t.contextAt(now, reader), 'award', null)).entries).toEqual([])
  })

  test('belong to the finance officers of their own body alone', async () => {
    const body = await makeBody(t)
    const fund = await makeFund(t, body)
    const stranger = t.contextAt(now, await makeFinance(t, await makeBody(t, '别区民政局')))
    const officer = t.contextAt(now, await makeOfficer(t, body))
    expect(await readFund(stranger, fund.id, null)).toBeNull()
    expect((await readFunds(stranger)).funds).toEqual([])
    expect((await readLedger(stranger, undefined, null)).entries).toEqual([])
    expect(await readFund(officer, fund.id, null)).toBeNull()
    const input = {
      fundId: fund.id,
      key: randomUUID(),
      source: 'FISCAL' as const,
      year: 2026,
      amountFen: toFen(100n),
      documentNo: '越权',
    }
    for (const ctx of [stranger, officer])
      expect(await proposeAppropriation(ctx, input)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })

    const own = await readLedger(t.contextAt(now, await makeFinance(t, body)), 'fund', null)
    expect(own.entries).toMatchObject([
      { kind: 'appropriate', lines: [{ debitFen: '100000000' }, { creditFen: '100000000' }] },
    ])
  })
})
