import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { accountCode, type Line, transfer } from '#app/domain/ledger/accounts.ts'
import { type Period, readPeriod } from '#app/domain/ledger/period.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { addDays, dayOf, toDay } from '#app/domain/shared/day.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { statementFile, statementPage, trialFile, trialPage } from '#app/http/statement-page.server.ts'
import type { FileFormat } from '#app/http/table-file.server.ts'
import {
  bodySubject,
  fundSubject,
  paidToSubject,
  projectSubject,
  receiptsSubject,
  type StatementSubject,
} from '#app/services/ledger/queries/statement-subject.server.ts'
import { readStatement, type StatementRow } from '#app/services/ledger/queries/statement.server.ts'
import { type NewEntry, postEntry } from '#app/services/ledger/store.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { countStatements } from '#tests/support/count-statements.ts'
import { useDatabase } from '#tests/support/database.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { dayOfCell, readXlsx } from '#tests/support/read-xlsx.ts'
import { makeBody, makeFinance, makeFund, makeOrganization, makeSupervisor, must } from '#tests/support/scenes.ts'
import { accepted, type ProjectStory, release, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const today = '2026-11-22T10:00:00+08:00'
const at = (actor: Actor = anonymous) => t.contextAt(today, actor)
const address = (query = '') => new URL(`https://example.cn/statement?${query}`)
const year: Period = { from: toDay('2026-01-01'), to: toDay('2026-12-31'), word: '2026' }

const there = <Value>(value: Value | null): Value => {
  if (value === null) throw new Error('not there')
  return value
}

/** A file as a grid of texts: amounts with two decimals, days as days, whichever format it is. */
async function gridOf(response: Response, format: FileFormat): Promise<string[][]> {
  const bytes = Buffer.from(await response.arrayBuffer())
  if (format === 'csv') return readCsv(bytes.toString('utf8')).map(withoutTail)
  return readXlsx(bytes).map((row) =>
    withoutTail(
      row.map((cell, column) => {
        if (typeof cell === 'string') return cell
        return isDay(cell, column) ? dayOfCell(cell) : cell.toFixed(2)
      }),
    ),
  )
}
/** Days stand in the first column of a line and in the head; no amount does. */
const isDay = (cell: number, column: number) => Number.isInteger(cell) && cell > 40_000 && cell < 60_000 && column < 4
const withoutTail = (row: string[]) => {
  const last = row.findLastIndex((cell) => cell !== '')
  return row.slice(0, last + 1)
}

async function bothFiles(make: (format: FileFormat) => Promise<Response>): Promise<string[][]> {
  const csv = await gridOf(await make('csv'), 'csv')
  // A workbook knows a text from a formula; in the other file an apostrophe stands in front.
  const asTexts = csv.map((row) => row.map((cell) => cell.replace(/^'(?==)/, '')))
  expect(await gridOf(await make('xlsx'), 'xlsx')).toEqual(asTexts)
  return csv
}
const rowOf = (grid: string[][], label: string) => there(grid.find((row) => row.includes(label)) ?? null)
const yuan = (fen: bigint | string) => fenToYuanText(toFen(BigInt(fen)))

/** All lines as the page shows them, walked from page to page. */
async function walk(actor: Actor, subject: StatementSubject, query = '') {
  const rows: StatementRow[] = []
  let after = ''
  for (;;) {
    const { statement } = await statementPage(at(actor), subject, address(`${query}&after=${after}`))
    const page = there(statement)
    if (rows.length > 0) {
      expect(page.isFirstPage).toBe(false)
      expect(page.startFen).toBe(rows.at(-1)?.balanceFen)
    }
    rows.push(...page.rows)
    if (page.nextCursor === null) return { page, rows }
    after = page.nextCursor
  }
}

const totalsOf = async (prefix: string) => {
  const [row] = await t.owner.$queryRaw<{ credit: bigint; debit: bigint; held: bigint }[]>`
    SELECT sum(posted_credit)::bigint AS credit, sum(posted_debit)::bigint AS debit,
      sum(greatest(pending_debit, pending_credit))::bigint AS held
    FROM ledger_account WHERE code LIKE ${`${prefix}:%`}`
  return there(row ?? null)
}

const post = (instant: string, entry: Partial<NewEntry> & { lines: readonly Line[] }) => {
  const ctx = t.contextAt(instant)
  return transact(ctx, async (tx) =>
    ok({ id: await postEntry(tx, ctx, { key: randomUUID(), kind: 'allocate', phase: 'posted', ...entry }) }),
  )
}

describe('a project whose first tranche is paid and whose second is held', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
    await accepted(t, story, 1)
    must(await release(t, story, 1))
    await accepted(t, story, 2)
  }, 60_000)

  test('its statement is the same on the page and in both files, and is what the ledger says', async () => {
    const subject = there(await projectSubject(at(story.finance), story.projectId))
    const { page, rows } = await walk(story.finance, subject)
    const totals = await totalsOf(`award:${subject.ownerId}`)
    expect(page).toMatchObject({
      openingFen: '0',
      creditFen: totals.credit.toString(),
      debitFen: totals.debit.toString(),
      closingFen: (totals.credit - totals.debit).toString(),
      heldFen: totals.held.toString(),
    })
    expect(totals.held > 0n).toBe(true)
    expect(rows.map(({ kind }) => kind)).toEqual(['commit', 'release'])
    expect(rows.at(-1)).toMatchObject({ balanceFen: page.closingFen, others: [{ kind: 'org' }] })
    expect(page.held).toMatchObject([{ kind: 'hold', debitFen: totals.held.toString() }])

    const grid = await bothFiles((format) => statementFile(at(story.finance), subject, address(), format))
    expect(grid[1]).toEqual(['对象', subject.name])
    expect(grid[3]).toEqual(['期间', '2026年', '2026-01-01', '2026-12-31'])
    expect(rowOf(grid, '期末余额').at(-1)).toBe(yuan(page.closingFen))
    expect(rowOf(grid, '本期合计').slice(-2)).toEqual([yuan(totals.debit), yuan(totals.credit)])
    expect(rowOf(grid, '期末冻结').at(-1)).toBe(yuan(totals.held))
    const lines = grid.filter(([day = '']) => /^\d{4}-/.test(day))
    expect(lines.slice(0, rows.length).map((row) => row.at(-1))).toEqual(rows.map(({ balanceFen }) => yuan(balanceFen)))
  })

  test('a period shows the hold as it stood at its end, and opens where the one before closed', async () => {
    const subject = there(await projectSubject(at(story.finance), story.projectId))
    const closings: string[] = []
    for (const month of ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07']) {
      const read = readPeriod({ period: month, from: '', to: '' }, dayOf(new Date(today)))
      if (!read.ok) throw new Error(month)
      const statement = await readStatement(at(), subject, read.period, 'all')
      if (closings.length > 0) expect(statement.openingFen).toBe(closings.at(-1))
      closings.push(statement.closingFen)
    }
    const totals = await totalsOf(`award:${subject.ownerId}`)
    expect(closings.at(-1)).toBe((totals.credit - totals.debit).toString())
    // On the day of the acceptance the first tranche was held too.
    const acceptance = { from: toDay('2026-06-24'), to: toDay('2026-06-24'), word: 'own' }
    expect((await readStatement(at(), subject, acceptance, 'all')).held).toHaveLength(2)
  })

  test('the body’s trial balance sums to zero and closes at every account’s totals', async () => {
    const body = there(await bodySubject(at(story.supervisor), null))
    const balance = there((await trialPage(at(story.supervisor), body, address())).balance)
    expect(balance.isBalanced).toBe(true)
    expect(balance.totals.closingDebitFen).toBe(balance.totals.closingCreditFen)
    expect(BigInt(balance.totals.closingDebitFen) > 0n).toBe(true)
    const kept = await t.owner.ledgerAccount.findMany({ where: { bodyId: body.bodyId } })
    for (const { code, postedCredit, postedDebit } of kept) {
      const [kind, ownerId] = code.split(':')
      const row = balance.rows.find((each) => each.account.kind === kind && each.ownerId === ownerId)
      const closing = BigInt(row?.closingCreditFen ?? '0') - BigInt(row?.closingDebitFen ?? '0')
      expect(closing, code).toBe(postedCredit - postedDebit)
    }
    const received = balance.rows.filter(({ account }) => account.kind === 'org')
    expect(received).toHaveLength(1)
    const held = await totalsOf(`award`)
    expect(balance.heldFen).toBe(held.held.toString())

    const grid = await bothFiles((format) => trialFile(at(story.supervisor), body, address(), format))
    expect(rowOf(grid, '合计').slice(1)).toEqual(
      [
        balance.totals.openingDebitFen,
        balance.totals.openingCreditFen,
        balance.totals.debitFen,
        balance.totals.creditFen,
        balance.totals.closingDebitFen,
        balance.totals.closingCreditFen,
      ].map(yuan),
    )
    expect(grid.filter((row) => row.length === 7)).toHaveLength(balance.accountCount + 2)
  })

  test('what the organization received: all of it for itself, of one body for that body', async () => {
    const { winner } = story
    const organizationId = winner.organization.id
    // Another body pays the same organization.
    const other = await makeBody(t, '另一单位')
    const fund = await makeFund(t, other, 9_000_000n)
    // As if three people had released a tranche of it.
    await t.owner.$executeRaw`ALTER TABLE ledger_posting DISABLE TRIGGER received_guard`
    must(
      await post('2026-07-01T09:00:00+08:00', {
        kind: 'release',
        lines: transfer(accountCode.fund(fund.id), accountCode.received(organizationId), 1_234_567n),
      }),
    )
    await t.owner.$executeRaw`ALTER TABLE ledger_posting ENABLE TRIGGER received_guard`
    const own = there(await receiptsSubject(at(winner.owner), organizationId))
    const totals = await totalsOf(`org:${organizationId}`)
    const { page } = await walk(winner.owner, own)
    expect(page.closingFen).toBe(totals.credit.toString())
    expect(page.heldFen).toBe(totals.held.toString())
    const theirs = there(await paidToSubject(at(await makeFinance(t, other)), organizationId, null))
    expect(await readStatement(at(), theirs, year, 'all')).toMatchObject({ closingFen: '1234567', lineCount: 1 })
    const ours = there(await paidToSubject(at(story.supervisor), organizationId, null))
    const { page: part } = await walk(story.supervisor, ours)
    expect(part.closingFen).toBe((totals.credit - 1_234_567n).toString())
    const grid = await bothFiles((format) => statementFile(at(winner.owner), own, address(), format))
    expect(rowOf(grid, '期末余额').at(-1)).toBe(yuan(totals.credit))
  })

  test('is read by those it concerns and by nobody else', async () => {
    const { finance, supervisor, bureau, winner, projectId } = story
    const stranger = await makeFinance(t, await makeBody(t, '外单位'))
    const foreigner = (await makeOrganization(t, '别家')).owner
    const fundId = bureau.fund.id
    for (const actor of [finance, supervisor]) {
      expect(await fundSubject(at(actor), fundId)).not.toBeNull()
      expect(await bodySubject(at(actor), bureau.body.id)).not.toBeNull()
      expect(await paidToSubject(at(actor), winner.organization.id, bureau.body.id)).not.toBeNull()
      expect(await receiptsSubject(at(actor), winner.organization.id)).toBeNull()
    }
    for (const actor of [finance, supervisor, bureau.officer, winner.owner, winner.certifier])
      expect(await projectSubject(at(actor), projectId)).not.toBeNull()
    for (const actor of [
      stranger,
      foreigner,
      anonymous,
      { ...anonymous, accountId: randomUUID(), isAdministrator: true },
    ]) {
      expect(await fundSubject(at(actor), fundId)).toBeNull()
      expect(await projectSubject(at(actor), projectId)).toBeNull()
      expect(await bodySubject(at(actor), bureau.body.id)).toBeNull()
      expect(await paidToSubject(at(actor), winner.organization.id, bureau.body.id)).toBeNull()
      expect(await receiptsSubject(at(actor), winner.organization.id)).toBeNull()
    }
    for (const actor of [bureau.officer, bureau.approver, winner.owner])
      expect(await fundSubject(at(actor), fundId)).toBeNull()
  })
})

describe('a fund with a long statement', () => {
  let finance: Actor
  let fundId: string
  const firstDay = toDay('2026-02-01')
  const dayAt = (count: number) => `${addDays(firstDay, count)}T09:00:00+08:00`
  beforeAll(async () => {
    const body = await makeBody(t, '流水单位')
    finance = await makeFinance(t, body, '=财务')
    fundId = (await makeFund(t, body, 100_000_000n)).id
    const fund = accountCode.fund(fundId)
    const call = accountCode.callBudget(randomUUID())
    for (let index = 0; index < 45; index += 1) {
      const lines = transfer(fund, call, BigInt(1_000 + index * 37))
      // Every ninth is taken back three days later; days hold several entries each, and two lines of one account in some.
      const { id } = must(
        await post(dayAt(Math.floor(index / 4)), { lines, memo: index % 5 === 0 ? `=1+${index}` : '' }),
      )
      if (index % 9 === 0)
        must(
          await post(dayAt(Math.floor(index / 4) + 3), {
            kind: 'reverse',
            reverses: id,
            memo: '误记，冲正',
            lines: lines.map(({ account, amount }) => ({ account, amount: -amount })),
          }),
        )
      if (index % 15 === 0)
        must(
          await post(dayAt(Math.floor(index / 4)), {
            lines: [...transfer(fund, call, 5n), ...transfer(fund, call, 7n)],
          }),
        )
    }
    must(await post(dayAt(1), { kind: 'hold', phase: 'pending', lines: transfer(fund, call, 999n) }))
  }, 60_000)

  test.each(['', 'period=2026-Q1', 'period=2026-02', 'period=own&from=2026-02-03&to=2026-02-09', 'period=2025'])(
    '%s: pages, files and footing agree',
    async (query) => {
      const subject = there(await fundSubject(at(finance), fundId))
      const { page, rows } = await walk(finance, subject, query)
      const read = readPeriod(
        Object.fromEntries(
          ['period', 'from', 'to'].map((name) => [name, address(query).searchParams.get(name) ?? '']),
        ) as {
          period: string
          from: string
          to: string
        },
        dayOf(new Date(today)),
      )
      if (!read.ok) throw new Error(query)
      const whole = await readStatement(at(finance), subject, read.period, 'all')
      expect(rows).toEqual(whole.rows)
      expect(rows).toHaveLength(page.lineCount)
      expect(rows.at(-1)?.balanceFen ?? page.openingFen).toBe(page.closingFen)
      expect(BigInt(page.closingFen)).toBe(BigInt(page.openingFen) + BigInt(page.creditFen) - BigInt(page.debitFen))
      const grid = await bothFiles((format) => statementFile(at(finance), subject, address(query), format))
      expect(rowOf(grid, '期末余额').at(-1)).toBe(yuan(page.closingFen))
      expect(rowOf(grid, '期初余额').at(-1)).toBe(yuan(page.openingFen))
      const balances = grid.filter((row) => /^\d{4}-/.test(row[0] ?? '') && row.length === 9).map((row) => row.at(-1))
      expect(balances).toEqual(rows.map(({ balanceFen }) => yuan(balanceFen)))
    },
  )

  test('to today it closes at the account’s totals; what is held stands apart', async () => {
    const subject = there(await fundSubject(at(finance), fundId))
    const { page } = await walk(finance, subject)
    const totals = await totalsOf(`fund:${fundId}`)
    expect(page.closingFen).toBe((totals.credit - totals.debit).toString())
    expect(page.heldFen).toBe('999')
  })

  test('is read in three statements, whatever its length', async () => {
    const subject = there(await fundSubject(at(finance), fundId))
    expect(await countStatements(() => readStatement(at(finance), subject, year, { after: null }))).toBe(3)
    expect(await countStatements(() => readStatement(at(finance), subject, year, 'all'))).toBe(3)
  })

  test('the file says what it is, by a name of its own; typed formulas are none', async () => {
    const subject = there(await fundSubject(at(finance), fundId))
    const response = await statementFile(at(finance), subject, address('period=2026-Q1'), 'csv')
    const disposition = response.headers.get('Content-Disposition') ?? ''
    const name = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? ''
    expect(decodeURIComponent(name)).toBe('社会组织发展专项资金-资金对账单-2026-Q1.csv')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = bytes.toString('utf8')
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(readCsv(text).flat()).toContain("'=1+5")
    expect(
      readCsv(text)
        .flat()
        .some((cell) => cell.startsWith('=')),
    ).toBe(false)
    const english = { ...at(finance), locale: 'en' as const }
    const grid = await gridOf(await statementFile(english, subject, address(), 'csv'), 'csv')
    expect(grid[0]).toEqual(['Fund statement'])
    expect(rowOf(grid, 'Closing balance')).toHaveLength(9)
  })

  test('a wrong period is said on the page and makes no file', async () => {
    const subject = there(await fundSubject(at(finance), fundId))
    const wrong = address('period=own&from=2026-03-01&to=2026-02-01')
    expect(await statementPage(at(finance), subject, wrong)).toMatchObject({
      statement: null,
      asked: { errors: { to: ['statement.backwards'] }, typed: { from: '2026-03-01' } },
    })
    await expect(statementFile(at(finance), subject, wrong, 'csv')).rejects.toMatchObject({ status: 422 })
  })

  test('a cursor that no page wrote begins at the beginning', async () => {
    const subject = there(await fundSubject(at(finance), fundId))
    for (const after of ['x', '2026-02-30~1~1', '2026-02-01~1', '9'.repeat(30)]) {
      const statement = await readStatement(at(finance), subject, year, { after })
      expect(statement.isFirstPage).toBe(true)
    }
  })
})

test('a supervisor of two bodies chooses; a body of somebody else is not there', async () => {
  const [one, two] = [await makeBody(t, '甲单位'), await makeBody(t, '乙单位')]
  const supervisor = await makeSupervisor(t, one)
  const both: Actor = { ...supervisor, bodies: [...supervisor.bodies, { bodyId: two.id, role: 'SUPERVISOR' }] }
  expect(await bodySubject(at(both), null)).toMatchObject({ bodyId: one.id, others: [{ id: two.id }] })
  expect(await bodySubject(at(both), two.id)).toMatchObject({ bodyId: two.id, name: '乙单位' })
  expect(await bodySubject(at(supervisor), two.id)).toBeNull()
  expect(await bodySubject(at(both), 'no-such-id')).toBeNull()
})
