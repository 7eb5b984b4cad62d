import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookForm, type BookTyped, entryKinds } from '#app/domain/ledger/book.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { bookFile, bookPage } from '#app/http/statement-page.server.ts'
import { addBody } from '#app/services/admin/add-body.server.ts'
import { arrangeBook } from '#app/services/ledger/arrange-book.server.ts'
import { readBookLines, readLedgerBook, readLedgerBooks } from '#app/services/ledger/queries/ledger-books.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { readXlsx } from '#tests/support/read-xlsx.ts'
import {
  type Body,
  makeBody,
  makeFinance,
  makeOfficer,
  makePerson,
  makeSupervisor,
  must,
} from '#tests/support/scenes.ts'
import { accepted, type ProjectStory, release, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const today = '2026-11-22T10:00:00+08:00'
const at = (actor: Actor = anonymous) => t.contextAt(today, actor)
const year = { from: toDay('2026-01-01'), to: toDay('2026-12-31'), word: '2026' }
const booksOf = (bodyId: string) => t.owner.ledgerBook.findMany({ where: { bodyId }, orderBy: { position: 'asc' } })

describe('the four books of a body', () => {
  let body: Body
  let finance: Actor
  beforeEach(async () => {
    body = await makeBody(t)
    finance = await makeFinance(t, body)
  })

  test('are there from its first moment, however it was made', async () => {
    const administrator: Actor = { ...(await makePerson(t, '管理员')), isAdministrator: true }
    const { regionId } = body
    const { bodyId } = must(await addBody(at(administrator), { nameZh: '新单位', nameEn: 'New body', regionId }))
    const books = await booksOf(bodyId)
    expect(books.map(({ position, nameZh }) => [position, nameZh])).toEqual([
      [1, '资金台账'],
      [2, '项目台账'],
      [3, '拨付台账'],
      [4, '机构台账'],
    ])
    expect(await booksOf(body.id)).toHaveLength(4)
  })

  test('are always these four: PostgreSQL takes no fifth, gives none away and moves none', async () => {
    const [first] = await booksOf(body.id)
    const id = first?.id ?? ''
    const insert = (db: typeof t.owner, position: number) =>
      db.$executeRaw`INSERT INTO ledger_book (body_id, position, name_zh, name_en, account_kinds)
        VALUES (${body.id}::uuid, ${position}, ${`第${position}`}, ${`No ${position}`}, '{fund}')`
    await expect(insert(t.owner, 5)).rejects.toThrow(/ledger_book_position/)
    await expect(insert(t.owner, 4)).rejects.toThrow(/ledger_book_place|Unique/)
    await expect(insert(t.app, 4)).rejects.toThrow(/permission denied/)
    await expect(t.owner.$executeRaw`DELETE FROM ledger_book WHERE id = ${id}::uuid`).rejects.toThrow(/append-only/)
    await expect(t.owner.$executeRaw`UPDATE ledger_book SET position = 4 WHERE id = ${id}::uuid`).rejects.toThrow(
      /stays/,
    )
    await expect(t.owner.$executeRaw`UPDATE ledger_book SET name_zh = '  ' WHERE id = ${id}::uuid`).rejects.toThrow(
      /ledger_book_names/,
    )
    await expect(
      t.owner.$executeRaw`UPDATE ledger_book SET account_kinds = '{}' WHERE id = ${id}::uuid`,
    ).rejects.toThrow(/ledger_book_accounts/)
    await expect(
      t.owner.$executeRaw`UPDATE ledger_book SET entry_kinds = '{gift}' WHERE id = ${id}::uuid`,
    ).rejects.toThrow(/ledger_book_entries/)
    await expect(
      t.owner.$executeRaw`UPDATE ledger_book SET name_en = 'PROJECTS' WHERE id = ${id}::uuid`,
    ).rejects.toThrow(/ledger_book_name_en|Unique/)
  })

  test('are named and arranged by finance officers; every change is recorded', async () => {
    const [first] = await booksOf(body.id)
    if (first === undefined) throw new Error('no book')
    const wanted = bookForm.parse({
      version: '1',
      nameZh: ' 专项资金台账 ',
      nameEn: 'Special funds',
      accountKinds: ['org', 'fund'],
      entryKinds: 'allocate',
    })
    expect(wanted).toMatchObject({ nameZh: '专项资金台账', accountKinds: ['fund', 'org'], entryKinds: ['allocate'] })
    must(await arrangeBook(at(finance), { bookId: first.id, ...wanted }))
    expect(await readLedgerBook(at(finance), first.id)).toMatchObject({
      name: '专项资金台账',
      accountKinds: ['fund', 'org'],
      entryKinds: ['allocate'],
      version: 2,
    })
    expect(await t.owner.auditEvent.findFirst({ where: { entityId: first.id } })).toMatchObject({
      type: 'ledger.book-arranged',
      actorId: finance.accountId,
      bodyId: body.id,
      data: { position: 1, before: { nameZh: '资金台账' }, after: { nameZh: '专项资金台账' } },
    })
    // Somebody else's page is older than that.
    expect(await arrangeBook(at(finance), { bookId: first.id, ...wanted })).toMatchObject({
      refusal: { code: 'stale' },
    })
    expect(await t.owner.auditEvent.count({ where: { entityId: first.id } })).toBe(1)
  })

  test('have names that tell them apart, and show something', async () => {
    const [first] = await booksOf(body.id)
    const bookId = first?.id ?? ''
    const typed: BookTyped = { version: 1, nameZh: '甲', nameEn: 'A', accountKinds: ['fund'], entryKinds: [] }
    expect(await arrangeBook(at(finance), { bookId, ...typed, nameZh: '项目台账' })).toMatchObject({
      refusal: { code: 'ledgerBook.name-taken', field: 'nameZh' },
    })
    expect(await arrangeBook(at(finance), { bookId, ...typed, nameEn: 'pAyMents' })).toMatchObject({
      refusal: { code: 'ledgerBook.name-taken', field: 'nameEn' },
    })
    const problems = bookForm.safeParse({ version: '1', nameZh: ' ', nameEn: 'A'.repeat(41) })
    expect(problems.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['nameZh', 'form.required'],
      ['nameEn', 'form.tooLong'],
      ['accountKinds', 'ledgerBook.no-accounts'],
    ])
    expect(bookForm.safeParse({ ...typed, accountKinds: ['bank'] }).success).toBe(false)
    // What the code knows PostgreSQL takes.
    must(await arrangeBook(at(finance), { bookId, ...typed, entryKinds }))
  })

  test('are the business of the body alone', async () => {
    const [first] = await booksOf(body.id)
    const bookId = first?.id ?? ''
    const typed: BookTyped = { version: 1, nameZh: '甲', nameEn: 'A', accountKinds: ['fund'], entryKinds: [] }
    const supervisor = await makeSupervisor(t, body)
    expect(await readLedgerBook(at(supervisor), bookId)).toMatchObject({ mayArrange: false })
    expect(await arrangeBook(at(supervisor), { bookId, ...typed })).toMatchObject({ refusal: { code: 'forbidden' } })
    const stranger = await makeFinance(t, await makeBody(t, '外单位'))
    for (const actor of [stranger, await makeOfficer(t, body), anonymous]) {
      expect(await readLedgerBook(at(actor), bookId)).toBeNull()
      expect(await arrangeBook(at(actor), { bookId, ...typed })).toMatchObject({ refusal: { code: 'not-found' } })
    }
    const [own, ...others] = await readLedgerBooks(at(finance))
    expect([own?.bodyId, others]).toEqual([body.id, []])
    expect(own?.books.map(({ mayArrange }) => mayArrange)).toEqual([true, true, true, true])
  })
})

describe('what a book shows', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
    await accepted(t, story, 1)
    must(await release(t, story, 1))
    await accepted(t, story, 2)
  }, 60_000)
  const address = (query = '') => new URL(`https://example.cn/book?${query}`)
  const bookAt = async (position: number) => {
    const [own] = await readLedgerBooks(at(story.finance))
    const book = own?.books.find((each) => each.position === position)
    if (book === undefined) throw new Error('no book')
    return book
  }

  test('payments: holds, releases and what was lifted, newest first; only what moved is added up', async () => {
    const { lines } = await bookPage(at(story.finance), await bookAt(3), address())
    expect(lines?.rows.map(({ kind, phase }) => [kind, phase])).toEqual([
      ['release', 'settle'],
      ['hold', 'pending'],
      ['hold', 'resolved'],
    ])
    const award = await t.owner.ledgerAccount.findFirstOrThrow({ where: { code: { startsWith: 'award:' } } })
    expect(lines).toMatchObject({
      debitFen: award.postedDebit.toString(),
      creditFen: '0',
      heldFen: award.pendingDebit.toString(),
    })
  })

  test('all accounts and all entries: debits are credits', async () => {
    const book = await bookAt(1)
    const every = {
      bodyId: book.bodyId,
      accountKinds: ['gov', 'fund', 'call', 'award', 'org'] as const,
      entryKinds: [],
    }
    const lines = await readBookLines(at(), { ...every, accountKinds: [...every.accountKinds] }, year, 'all')
    expect(lines.debitFen).toBe(lines.creditFen)
    expect(lines.rows).toHaveLength(lines.lineCount)
  })

  test('its pages together are its files, cell by cell', async () => {
    const book = await bookAt(2)
    const seqs: string[] = []
    let after = ''
    for (;;) {
      const { lines } = await bookPage(at(story.finance), book, address(`after=${after}`))
      seqs.push(...(lines?.rows ?? []).map(({ seq }) => seq))
      if (lines?.nextCursor == null) break
      after = lines.nextCursor
    }
    const csv = await (await bookFile(at(story.finance), book, address(), 'csv')).text()
    const xlsx = Buffer.from(await (await bookFile(at(story.finance), book, address(), 'xlsx')).arrayBuffer())
    const [inCsv, inXlsx] = [readCsv(csv), readXlsx(xlsx)]
    const lineRows = inCsv.filter(([day = '']) => /^\d{4}-/.test(day))
    expect(lineRows.map((row) => row[1])).toEqual(seqs)
    const amounts = (rows: (string | number)[][]) =>
      rows.map((row) => row.slice(7, 9).map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)))
    const padded = inXlsx.map((row) => [...row, ...Array<string>(Math.max(0, 9 - row.length)).fill('')])
    const start = inCsv.findIndex(([cell]) => cell === '日期')
    expect(amounts(padded.slice(start))).toEqual(
      amounts(inCsv.slice(start).map((row) => [...row, ...Array<string>(Math.max(0, 9 - row.length)).fill('')])),
    )
  })

  test('a month shows that month', async () => {
    const { lines } = await bookPage(at(story.finance), await bookAt(4), address('period=2026-06'))
    expect(lines?.rows.every(({ effectiveOn }) => effectiveOn.startsWith('2026-06'))).toBe(true)
    expect(lines?.rows.map(({ account }) => account.kind)).toEqual(['org', 'org', 'org'])
    const { lines: none } = await bookPage(at(story.finance), await bookAt(4), address('period=2026-05'))
    expect(none).toMatchObject({ lineCount: 0, rows: [], debitFen: '0' })
  })
})
