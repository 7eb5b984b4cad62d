import { addDays, dayOf, formatDay } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { password } from '../acts/staff.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { expect, type Stage, test } from '../stage.ts'

/** The days to think it over pass: only the schema's owner can move what was promised. */
async function letDaysPass({ db }: Stage, accountId: string): Promise<void> {
  await db.$transaction([
    db.$executeRaw`ALTER TABLE account_closing DISABLE TRIGGER account_closing_guard`,
    db.$executeRaw`UPDATE account_closing SET erase_on = today() WHERE account_id = ${accountId}::uuid AND called_off_at IS NULL`,
    db.$executeRaw`ALTER TABLE account_closing ENABLE TRIGGER account_closing_guard`,
  ])
}

test('an account is closed: asked for, called off by signing in, asked for again, erased', async ({ stage }) => {
  const { db, t, mark, locale } = stage
  const email = `leaving-${mark}@example.cn`
  const name = `林晚${mark}`
  const { id } = await db.account.create({
    data: { email, name, passwordHash: await hashPassword(password), emailConfirmedAt: new Date() },
  })
  const reader = await stage.anonymous()
  const { page } = reader
  const signIn = async () => {
    await reader.goto(paths.signIn())
    await fill(page, { email, password })
    await press(page, t('account.signIn.submit'))
  }
  const ask = async () => {
    await reader.goto(paths.closeAccount())
    await fill(page, { currentPassword: password })
    await press(page, t('account.close.submit'))
    await expectSaid(page, t('account.toast.closingAsked', { day: formatDay(addDays(dayOf(new Date()), 7), locale) }))
  }

  await test.step('what is erased and what stays is said before anything is pressed', async () => {
    await signIn()
    await reader.goto(paths.account())
    await follow(page, t('account.close.open'))
    await expectTitle(page, t('account.close.title'))
    await expect(page.getByRole('heading', { name: t('account.close.kept') })).toBeVisible()
    await see(stage, reader, 'close-account')
  })

  await test.step('only with the password', async () => {
    await fill(page, { currentPassword: 'not the password' })
    await pressInVain(page, t('account.close.submit'), t('account.refusal.password-wrong'))
    await ask()
    await reader.goto(paths.account())
    expect(new URL(page.url()).pathname).toContain(paths.signIn())
  })

  await test.step('signing in calls it off', async () => {
    await signIn()
    await expectSaid(page, t('account.toast.closingCalledOff'))
    await reader.goto(paths.account())
    await expect(page.getByText(name).first()).toBeVisible()
  })

  await test.step('and when its day has come, nothing is left to sign in to', async () => {
    await ask()
    await letDaysPass(stage, id)
    // The worker looks for what has fallen due by itself.
    await expect
      .poll(async () => (await db.account.findUniqueOrThrow({ where: { id } })).state, { timeout: 120_000 })
      .toBe('CLOSED')
    await reader.goto(paths.signIn())
    await fill(page, { email, password })
    await pressInVain(page, t('account.signIn.submit'), t('account.refusal.sign-in-failed'))
    await see(stage, reader, 'close-account-over')
    const account = await db.account.findUniqueOrThrow({ where: { id } })
    expect(account).toMatchObject({ state: 'CLOSED', passwordHash: null })
    expect(account.name).not.toContain(name)
    expect(account.email).not.toBe(email)
  })
})
