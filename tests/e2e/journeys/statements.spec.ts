import { readFile } from 'node:fs/promises'
import { formatFen, toFen } from '#app/domain/shared/money.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { readXlsx } from '#tests/support/read-xlsx.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { paidProject } from '../acts/project.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

// A treasurer reads what a fund and a project stand at, on the page and in both files, and arranges one of the body's four books.
test('statements foot on the page and in the files; a book gets a name of its own', async ({ stage }) => {
  const { db, t, tt, locale, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `statements-${name}`)
  const { projectId, fundId, bureau, finance, winner, until } = await paidProject(stage)
  const treasurer = await stage.enterAs(accountIdOf(finance))
  const { page } = treasurer
  const today = dayOf(new Date())
  const totalsOf = async (prefix: string) => {
    const { _sum } = await db.ledgerAccount.aggregate({
      where: { code: { startsWith: `${prefix}:` } },
      _sum: { postedCredit: true, postedDebit: true },
    })
    return (_sum.postedCredit ?? 0n) - (_sum.postedDebit ?? 0n)
  }
  const figure = (of: Actor, label: string) =>
    of.page
      .locator('.figures div', { has: of.page.locator('dt', { hasText: label }) })
      .locator('dd')
      .first()

  /** Both files of the page that is open; the closing figure, in fen, of each. */
  const closingInFiles = async () => {
    const closings: bigint[] = []
    for (const format of ['csv', 'xlsx'] as const) {
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: t(`statement.${format}`), exact: true }).click()
      const file = await download
      expect(file.suggestedFilename()).toMatch(new RegExp(`${t('statement.title.award')}|${t('statement.title.fund')}`))
      const bytes = await readFile(await file.path())
      const rows = format === 'csv' ? readCsv(bytes.toString('utf8')) : readXlsx(bytes)
      const closing = rows.find((row) => row.includes(t('statement.closing')))?.at(-1)
      closings.push(BigInt(Math.round(Number(closing) * 100)))
    }
    return closings
  }
  const expectClosing = async (fen: bigint) => {
    await expect(figure(treasurer, t('statement.closing'))).toHaveText(formatFen(toFen(fen), locale))
    expect(await closingInFiles()).toEqual([fen, fen])
  }

  await test.step('the fund’s page leads to its statement; a year, a month, days of one’s own', async () => {
    await treasurer.goto(paths.fund(fundId))
    await follow(page, t('statement.openLong'))
    await expectTitle(page, t('statement.title.fund'))
    // The scene's fund got its money in January 2026; what was allocated since came later.
    await fill(page, { period: '2026' })
    await press(page, t('statement.show'))
    await look(treasurer, 'fund')
    const [inCsv, inXlsx] = await closingInFiles()
    expect(inCsv).toBe(inXlsx)
    await expect(figure(treasurer, t('statement.closing'))).toHaveText(formatFen(toFen(inCsv ?? 0n), locale))
    await fill(page, { period: '2026-01' })
    await press(page, t('statement.show'))
    await expectClosing(100_000_000n)
  })

  await test.step('days that are none are said, and nothing is shown until they are right', async () => {
    await page.locator('summary', { hasText: t('statement.own') }).click()
    await fill(page, { from: until, to: today })
    await pressInVain(page, t('statement.showOwn'), tt('statement.refusal.backwards'))
    await expect(page.locator('.figures')).toHaveCount(0)
    await look(treasurer, 'wrong-days')
    await fill(page, { from: today, to: until })
    await press(page, t('statement.showOwn'))
    await expectClosing(await totalsOf(`fund:${fundId}`))
  })

  await test.step('a project: what was promised, what was paid, what is held', async () => {
    const award = await db.award.findFirstOrThrow({ where: { project: { id: projectId } } })
    await treasurer.goto(paths.bureauProject(projectId))
    await follow(page, t('statement.openLong'))
    await expectTitle(page, t('statement.title.award'))
    await page.locator('summary', { hasText: t('statement.own') }).click()
    await fill(page, { from: today, to: until })
    await press(page, t('statement.showOwn'))
    await expect(page.getByRole('heading', { name: t('statement.held') })).toBeVisible()
    await look(treasurer, 'project')
    await expectClosing(await totalsOf(`award:${award.id}`))
  })

  await test.step('the supplier reads what it received', async () => {
    const owner = await stage.enterAs(accountIdOf(winner.owner))
    await owner.goto(paths.ngoProjects())
    await follow(owner.page, t('statement.receipts'))
    await expectTitle(owner.page, t('statement.title.org'))
    await owner.page.locator('summary', { hasText: t('statement.own') }).click()
    await fill(owner.page, { from: today, to: until })
    await press(owner.page, t('statement.showOwn'))
    const received = await totalsOf(`org:${winner.organization.id}`)
    await expect(figure(owner, t('statement.closing'))).toHaveText(formatFen(toFen(received), locale))
    await look(owner, 'receipts')
  })

  await test.step('the trial balance balances, and each account leads to its statement', async () => {
    await treasurer.goto(`${paths.trialBalance()}?period=own&from=${today}&to=${until}`)
    await expect(page.getByText(t('statement.balanced'))).toBeVisible()
    await look(treasurer, 'trial')
    await page.locator(`a[href*="/statement"][href*="${projectId}"]`).click()
    await expectTitle(page, t('statement.title.award'))
  })

  await test.step('a book is renamed and shows something else; a taken name is refused', async () => {
    await treasurer.goto(paths.books())
    const [, , payments] = await db.ledgerBook.findMany({
      where: { bodyId: bureau.body.id },
      orderBy: { position: 'asc' },
    })
    if (payments === undefined) throw new Error('a body has four books')
    await follow(page, locale === 'en' ? payments.nameEn : payments.nameZh)
    await look(treasurer, 'book')
    await follow(page, t('ledgerBook.arrange'))
    await fill(page, { nameZh: '资金台账', nameEn: `Paid out ${mark}` })
    await pressInVain(page, t('common.action.save'), tt('ledgerBook.refusal.name-taken'))
    await fill(page, { nameZh: `支付台账${mark}` })
    await page.locator('[name="entryKinds"][value="hold"]').uncheck()
    await look(treasurer, 'arrange')
    await press(page, t('common.action.save'))
    await expectSaid(page, t('ledgerBook.toast.saved'))
    await expectTitle(page, locale === 'en' ? `Paid out ${mark}` : `支付台账${mark}`)
    expect(await db.auditEvent.count({ where: { entityId: payments.id, type: 'ledger.book-arranged' } })).toBe(1)
  })

  await test.step('the supervisor reads it, and cannot arrange it', async () => {
    const supervisor = await stage.enterAs(accountIdOf(bureau.supervisor))
    await supervisor.goto(paths.books())
    await follow(supervisor.page, locale === 'en' ? `Paid out ${mark}` : `支付台账${mark}`)
    await expect(supervisor.page.getByRole('link', { name: t('ledgerBook.arrange') })).toHaveCount(0)
    await expectTitle(supervisor.page, locale === 'en' ? `Paid out ${mark}` : `支付台账${mark}`)
  })
})
