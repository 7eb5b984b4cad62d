import { createHash } from 'node:crypto'
import * as OTPAuth from 'otpauth'
import { pairKey, throttles } from '#app/domain/account/throttle.ts'
import { paths } from '#app/http/paths.ts'
import { createAccount } from '#app/services/account/create-account.server.ts'
import { authenticator } from '../authenticator.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { expect, type Stage, test } from '../stage.ts'

const password = '海棠花开在老屋的窗台上'
const nextPassword = '梧桐叶落满了门前石阶'

/** Somebody who signed up long ago; with a secret, somebody who signs in with an app besides. */
async function somebody(stage: Stage, name: string, totpSecret?: string): Promise<string> {
  const email = `${name}-${stage.mark}@example.cn`
  const account = { email, name, password, ...(totpSecret === undefined ? {} : { totpSecret }) }
  await createAccount(stage.db, sceneDatabase(stage).contextAt(new Date().toISOString()), account)
  return email
}

test('a forgotten password is set anew by letter, and the second factor stays', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const secret = new OTPAuth.Secret({ size: 20 }).base32
  const email = await somebody(stage, 'forgetful', secret)
  const person = await stage.anonymous()
  const { page } = person
  const ask = async (address: string) => {
    await person.goto(paths.forgot())
    await fill(page, { email: address })
    await press(page, t('account.forgot.submit'))
    await expectTitle(page, t('account.checkMail.title'))
    return page.locator('main').innerText()
  }

  const other = await stage.anonymous()
  await other.goto(paths.signIn())
  await fill(other.page, { email, password })
  await press(other.page, t('account.signIn.submit'))

  await test.step('asks; an address nobody has gets the same answer, and no letter', async () => {
    await person.goto(paths.signIn())
    await follow(page, t('account.signIn.forgot'))
    await see(stage, person, 'forgot')
    const nobody = `nobody-${mark}@example.cn`
    const answers = [await ask(nobody), await ask(email)]
    expect(answers[0]).toBe(answers[1])
    expect(answers[0]).toContain(t('account.checkMail.password'))
    await expect(page.getByRole('heading', { name: t('account.checkMail.resendTitle') })).toHaveCount(0)
    await linkIn(stage, email, 'resetPassword')
    expect(await db.message.count({ where: { toAddress: nobody } })).toBe(0)
    await see(stage, person, 'check-mail-after-forgot')
  })

  const link = await linkIn(stage, email, 'resetPassword')
  await test.step('the link sets a password once; every device is signed out', async () => {
    await page.goto(link)
    await expectTitle(page, t('account.reset.title'))
    await fill(page, { password: '12345678901' })
    await pressInVain(page, t('account.reset.submit'), tt('account.refusal.password-common'))
    await see(stage, person, 'reset')
    await fill(page, { password: nextPassword })
    await press(page, t('account.reset.submit'))
    await expectTitle(page, t('account.signIn.title'))
    await expectSaid(page, t('account.toast.passwordSet'))
    await other.goto(paths.signInCode())
    await expectTitle(other.page, t('account.signIn.title'))
    await page.goto(link)
    await expectTitle(page, t('account.reset.deadTitle'))
    await see(stage, person, 'reset-used')
  })

  await test.step('an old link leads to the same kind page, and from there to a new one', async () => {
    await ask(email)
    const old = await linkIn(stage, email, 'resetPassword', 2)
    await db.accountToken.updateMany({
      where: { account: { email }, purpose: 'RESET_PASSWORD', usedAt: null },
      data: { expiresAt: new Date(Date.now() - 1000) },
    })
    await page.goto(old)
    await expectTitle(page, t('account.reset.deadTitle'))
    await follow(page, t('account.forgot.title'))
    await expectTitle(page, t('account.forgot.title'))
  })

  await test.step('the new password alone opens nothing', async () => {
    await person.goto(paths.signIn())
    await fill(page, { email, password })
    await pressInVain(page, t('account.signIn.submit'), tt('account.refusal.sign-in-failed'))
    await fill(page, { password: nextPassword })
    await press(page, t('account.signIn.submit'))
    await expectTitle(page, t('account.code.title'))
    await person.goto(paths.account())
    await expectTitle(page, t('account.code.title'))
    await fill(page, { code: await authenticator(stage, secret).fresh(email) })
    await press(page, t('account.code.submit'))
    await expectTitle(page, 'forgetful')
  })
})

test('who guesses passwords is told when to try again', async ({ stage }) => {
  const { t, tt, db } = stage
  const email = await somebody(stage, 'guessed')
  const guesser = await stage.anonymous()
  const { page } = guesser
  const submit = t('account.signIn.submit')
  await guesser.goto(paths.signIn())
  for (let attempt = 0; attempt < throttles.signInPair.points; attempt += 1) {
    await fill(page, { email, password: `猜第${attempt}次的密码` })
    await pressInVain(page, submit, tt('account.refusal.sign-in-failed'))
  }
  await expect(page.getByRole('heading', { name: t('form.refused') })).toBeVisible()
  await see(stage, guesser, 'sign-in-refused')
  const [before = '', after = ''] = tt('account.refusal.throttled', { minutes: '|' }).split('|')
  const whenAgain = new RegExp(`${before}(1[0-5]|[1-9])${after.replaceAll('.', '\\.')}`)
  // Even the right password, and the address stays in its field.
  await fill(page, { password })
  await pressInVain(page, submit, whenAgain)
  await expect(page.locator('[name="email"]')).toHaveValue(email)
  await expect(page.locator('[name="password"]')).toHaveValue('')
  await see(stage, guesser, 'sign-in-throttled')

  // Others at the same place are not held up.
  const neighbour = await stage.anonymous()
  await neighbour.goto(paths.signIn())
  await fill(neighbour.page, { email: await somebody(stage, 'neighbour'), password })
  await press(neighbour.page, submit)
  await expect(neighbour.page).toHaveURL(new RegExp(`${paths.desk()}$`))

  // Never for good: the window ends.
  const counters = ['127.0.0.1', '::1'].map(
    (ip) => `${throttles.signInPair.name}:${createHash('sha256').update(pairKey(email, ip)).digest('base64url')}`,
  )
  const ended = await db.rateLimiterFlexible.updateMany({
    where: { key: { in: counters } },
    data: { expire: new Date(Date.now() - 1000) },
  })
  expect(ended.count).toBe(1)
  await fill(page, { password })
  await press(page, submit)
  await expect(page).toHaveURL(new RegExp(`${paths.desk()}$`))
})
