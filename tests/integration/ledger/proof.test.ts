import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { accountCode, transfer } from '#app/domain/ledger/accounts.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { closeMonth } from '#app/services/ledger/close-month.server.ts'
import { inspectBooks } from '#app/services/ledger/inspect-books.server.ts'
import { keepBooks } from '#app/services/ledger/keep-books.server.ts'
import { readInspection, readMonths } from '#app/services/ledger/queries/books.server.ts'
import { type NewEntry, postEntry } from '#app/services/ledger/store.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { testLedger } from '#app/start/ledger-self-test.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makeBody, makeFinance, makeFund, makeSupervisor, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const march = '2026-03-10T09:00:00+08:00'
const april = '2026-04-02T09:00:00+08:00'

type Check = { rule: string; figure: bigint; breaches: bigint }
const check = () => t.owner.$queryRaw<Check[]>`SELECT * FROM ledger_check()`
const broken = async () => (await check()).filter(({ breaches }) => breaches > 0n).map(({ rule }) => rule)

let scene: { bodyId: string; fundId: string; callId: string; financeId: string }
beforeEach(async () => {
  const body = await makeBody(t)
  const finance = await makeFinance(t, body)
  const fund = await makeFund(t, body, 1_000_000n)
  scene = { bodyId: body.id, fundId: fund.id, callId: randomUUID(), financeId: accountIdOf(finance) }
})

const post = (instant: string, entry: Partial<NewEntry> & Pick<NewEntry, 'lines'>) => {
  const ctx = t.contextAt(instant)
  return transact(ctx, async (tx) =>
    ok({ id: await postEntry(tx, ctx, { key: randomUUID(), kind: 'allocate', phase: 'posted', ...entry }) }),
  )
}
const toCall = (fen: bigint) => transfer(accountCode.fund(scene.fundId), accountCode.callBudget(scene.callId), fen)

const close = (instant: string, month: string) => {
  const ctx = t.contextAt(instant)
  return transact(ctx, async (tx) => {
    await tx.ledgerPeriod.create({
      data: { bodyId: scene.bodyId, month: new Date(month), closedById: scene.financeId },
      select: { month: true },
    })
    return ok()
  })
}
const refused = (code: string) => ({ ok: false, refusal: { code } })

describe('a month that is closed', () => {
  test('is over, comes after closed ones, and takes no entry any more', async () => {
    must(await post(march, { lines: toCall(1_000n) }))
    expect(await close(march, '2026-03-01')).toMatchObject(refused('ledger.month-running'))
    expect(await close(april, '2026-03-01')).toMatchObject(refused('ledger.earlier-month-open'))
    must(await close(april, '2026-01-01'))
    must(await close(april, '2026-02-01'))
    must(await close(april, '2026-03-01'))
    expect(await post(march, { lines: toCall(1_000n) })).toMatchObject(refused('ledger.period-closed'))
    must(await post(april, { lines: toCall(1_000n) }))
    await expect(t.owner.$executeRaw`DELETE FROM ledger_period`).rejects.toThrow(/append-only/)
    expect(await broken()).toEqual([])
  })

  test('closes the books of one body alone', async () => {
    for (const month of ['2026-01-01', '2026-02-01', '2026-03-01']) must(await close(april, month))
    const other = await makeFund(t, await makeBody(t), 5_000n)
    must(
      await post(march, {
        lines: transfer(accountCode.fund(other.id), accountCode.callBudget(randomUUID()), 5_000n),
      }),
    )
  })
})

describe('taking back', () => {
  test('a reversal mirrors what it reverses, once, with a reason', async () => {
    const { id } = must(await post(march, { lines: toCall(1_000n) }))
    const back = (fen: bigint, memo = '误记') =>
      post(april, {
        kind: 'reverse',
        reverses: id,
        memo,
        lines: transfer(accountCode.callBudget(scene.callId), accountCode.fund(scene.fundId), fen),
      })
    await expect(back(999n)).rejects.toThrow(/does not mirror/)
    await expect(back(1_000n, '')).rejects.toThrow(/ledger_reversal/)
    must(await back(1_000n))
    await expect(back(1_000n)).rejects.toThrow(/one_reversal|Unique/)
    expect(await broken()).toEqual([])
  })

  test('a void repeats the lines of its hold and frees what was held', async () => {
    const { id } = must(await post(march, { kind: 'hold', phase: 'pending', lines: toCall(1_000_000n) }))
    expect(await post(march, { lines: toCall(1n) })).toMatchObject(refused('ledger.overdraft'))
    const lift = (fen: bigint) => post(april, { kind: 'void', phase: 'void', resolves: id, lines: toCall(fen) })
    await expect(lift(10n)).rejects.toThrow(/does not mirror/)
    must(await lift(1_000_000n))
    must(await post(april, { lines: toCall(1n) }))
    expect(await broken()).toEqual([])
  })
})

describe('the chain of digests', () => {
  const anchor = (instant: string) =>
    t.owner.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${instant}, true)`
      const [made] = await tx.$queryRaw<{ day: Date; entries: number; digest: string; previous: string }[]>`
        SELECT * FROM ledger_anchor_today()`
      return made
    })

  test('one link a day, each holding the one before; who changes the past is found', async () => {
    must(await post(march, { lines: toCall(1_000n) }))
    const first = await anchor('2026-05-01T01:00:00+08:00')
    expect((await anchor('2026-05-01T23:00:00+08:00'))?.digest).toBe(first?.digest)
    must(await post(april, { lines: toCall(2_000n) }))
    const second = await anchor('2026-05-02T01:00:00+08:00')
    expect(second).toMatchObject({ entries: 1, previous: first?.digest })
    const empty = await anchor('2026-05-03T01:00:00+08:00')
    expect(empty).toMatchObject({ entries: 0, previous: second?.digest })
    expect(await broken()).toEqual([])

    // Somebody with the owner's password and time: the totals are made to fit, the digest is not.
    await t.owner.$executeRawUnsafe('ALTER TABLE ledger_entry DISABLE TRIGGER append_only')
    await t.owner.$executeRaw`UPDATE ledger_entry SET memo = 'x' WHERE seq = (SELECT max(seq) FROM ledger_entry)`
    expect(await broken()).toEqual(['chain-holds'])
    await t.owner.$executeRaw`UPDATE ledger_entry SET memo = '' WHERE seq = (SELECT max(seq) FROM ledger_entry)`
    await t.owner.$executeRawUnsafe('ALTER TABLE ledger_entry ENABLE TRIGGER append_only')
    expect(await broken()).toEqual([])
  })

  test('the site may ask for an anchor and an inspection, and write neither itself', async () => {
    const [made] = await t.app.$queryRaw<{ digest: string }[]>`SELECT digest FROM ledger_anchor_today()`
    expect(made?.digest).toMatch(/^[0-9a-f]{64}$/)
    await t.app.$queryRaw`SELECT ledger_inspect(NULL)::text AS id`
    expect(await t.app.ledgerInspection.findFirstOrThrow()).toMatchObject({ breaches: 0n, askedById: null })
    await expect(
      t.app.$executeRaw`INSERT INTO ledger_inspection (findings, breaches) VALUES ('[]', 0)`,
    ).rejects.toThrow(/permission denied/)
    await expect(
      t.app
        .$executeRaw`INSERT INTO ledger_anchor VALUES ('2030-01-01', 0, 0, 0, repeat('0', 64), repeat('0', 64), now())`,
    ).rejects.toThrow(/permission denied/)
  })
})

test('every rule of the books is checked, and what breaks one is found', async () => {
  must(await post(march, { lines: toCall(1_000n) }))
  expect((await check()).map(({ rule }) => rule)).toEqual([
    'entries-balance',
    'debit-is-credit',
    'no-drift',
    'no-overdraft',
    'holds-end-once',
    'awards-are-committed',
    'tranches-make-the-award',
    'held-is-accepted',
    'released-once',
    'received-is-released',
    'appropriations-are-documented',
    'sources-stay-apart',
    'orders-make-the-release',
    'clawbacks-within-release',
    'owed-is-ordered',
    'pledges-within-target',
    'donations-are-held',
    'donations-are-entered-once',
    'three-people',
    'closed-months-stay',
    'closed-years-stay',
    'chain-holds',
  ])
  expect(await broken()).toEqual([])
  const code = accountCode.callBudget(scene.callId)
  await t.owner.$executeRaw`UPDATE ledger_account SET posted_credit = posted_credit + 1 WHERE code = ${code}`
  expect(await broken()).toEqual(['debit-is-credit', 'no-drift'])
  await t.owner.$executeRaw`UPDATE ledger_account SET posted_credit = posted_credit - 1 WHERE code = ${code}`
})

describe('every day by itself', () => {
  test('makes one digest and one inspection, and writes to administrators when a rule is broken', async () => {
    const admin = await t.owner.account.create({
      data: {
        email: `${randomUUID()}@example.cn`,
        name: '管理员',
        isAdministrator: true,
        emailConfirmedAt: new Date(march),
      },
    })
    const letters = () => t.owner.message.count({ where: { toAddress: admin.email, template: 'ledgerBroken' } })
    const inspections = () => t.owner.ledgerInspection.count({ where: { askedById: null } })
    const before = await inspections()
    expect(await keepBooks(t.owner, { toldNow: new Date('2030-06-01T00:00:10+08:00') })).toBe(true)
    expect(await keepBooks(t.owner, { toldNow: new Date('2030-06-01T23:59:00+08:00') })).toBe(false)
    expect(await inspections()).toBe(before + 1)
    expect(await letters()).toBe(0)

    await t.owner
      .$executeRaw`UPDATE ledger_account SET posted_credit = posted_credit + 1 WHERE code = ${accountCode.fund(scene.fundId)}`
    expect(await keepBooks(t.owner, { toldNow: new Date('2030-06-02T00:00:10+08:00') })).toBe(true)
    expect(await letters()).toBe(1)
    const found = await readInspection({ db: t.owner })
    expect(found?.isGood).toBe(false)
    expect(found?.findings.filter(({ breaches }) => breaches !== '0').map(({ rule }) => rule)).toEqual([
      'debit-is-credit',
      'no-drift',
    ])
    await t.owner
      .$executeRaw`UPDATE ledger_account SET posted_credit = posted_credit - 1 WHERE code = ${accountCode.fund(scene.fundId)}`
  })
})

describe('by its people', () => {
  test('finance closes a month of its own body, once; a supervisor sees it, a stranger nothing', async () => {
    const body = await makeBody(t)
    const finance = await makeFinance(t, body)
    const supervisor = await makeSupervisor(t, body)
    await makeFund(t, body, 1_000n)
    const at = (actor: typeof finance) => t.contextAt(april, actor)
    const [before] = await readMonths(at(finance))
    expect(before).toMatchObject({ next: '2026-01-01', closed: [] })
    const january = { bodyId: body.id, month: toDay('2026-01-01') }
    expect(await closeMonth(at(supervisor), january)).toMatchObject(refused('not-found'))
    expect(await closeMonth(at(await makeFinance(t, await makeBody(t))), january)).toMatchObject(refused('not-found'))
    must(await closeMonth(at(finance), january))
    must(await closeMonth(at(finance), january))
    expect(await readMonths(at(supervisor))).toMatchObject([{ next: '2026-02-01', closed: [{ month: '2026-01-01' }] }])
    expect(await t.owner.auditEvent.count({ where: { type: 'ledger.month-closed', bodyId: body.id } })).toBe(1)
  })

  test('whoever asks twice within a minute is answered by the first finding', async () => {
    const ctx = t.contextAt('2030-07-01T10:00:00+08:00')
    must(await inspectBooks(ctx))
    const first = await t.owner.ledgerInspection.count()
    must(await inspectBooks(t.contextAt('2030-07-01T10:00:30+08:00')))
    expect(await t.owner.ledgerInspection.count()).toBe(first)
    must(await inspectBooks(t.contextAt('2030-07-01T10:02:00+08:00')))
    expect(await t.owner.ledgerInspection.count()).toBe(first + 1)
  })
})

test('the command prints every rule and exits 1 when one is broken', async () => {
  const run = () =>
    spawnSync(process.execPath, ['--import', 'tsx', 'app/start/ledger-check.ts'], {
      env: { ...process.env, DATABASE_URL: t.appUrl },
      encoding: 'utf8',
    })
  const good = run()
  expect(good.stdout).toMatch(/22 hold, 0 broken/)
  expect(good.status).toBe(0)
  const code = accountCode.fund(scene.fundId)
  await t.owner.$executeRaw`UPDATE ledger_account SET posted_credit = posted_credit + 1 WHERE code = ${code}`
  const bad = run()
  expect(bad.stdout).toMatch(/✗ ×1 no-drift/)
  expect(bad.status).toBe(1)
  await t.owner.$executeRaw`UPDATE ledger_account SET posted_credit = posted_credit - 1 WHERE code = ${code}`
})

test('a database that lost a rule of the books is not started on', async () => {
  await testLedger(t.ownerUrl)
  await t.owner.$executeRawUnsafe('ALTER TABLE ledger_entry DISABLE TRIGGER ledger_balanced')
  await t.owner.$executeRawUnsafe('ALTER TABLE ledger_posting DISABLE TRIGGER ledger_balanced')
  await expect(testLedger(t.ownerUrl)).rejects.toThrow(/did not refuse an entry that does not balance/)
  await t.owner.$executeRawUnsafe('ALTER TABLE ledger_entry ENABLE TRIGGER ledger_balanced')
  await t.owner.$executeRawUnsafe('ALTER TABLE ledger_posting ENABLE TRIGGER ledger_balanced')
  await t.owner.$executeRawUnsafe('ALTER TABLE ledger_posting DISABLE TRIGGER append_only')
  await expect(testLedger(t.ownerUrl)).rejects.toThrow(/the loss of what is posted/)
  await t.owner.$executeRawUnsafe('ALTER TABLE ledger_posting ENABLE TRIGGER append_only')
  await testLedger(t.ownerUrl)
})
