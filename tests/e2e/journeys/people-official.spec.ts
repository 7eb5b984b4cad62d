import { recoveryCodeCount } from '#app/domain/account/recovery-code.ts'
import { paths } from '#app/http/paths.ts'
import { type Authenticator, authenticator } from '../authenticator.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { type Actor, expect, type Stage, test } from '../stage.ts'

const password = '海棠花开在老屋的窗台上'

/** Sets the app up from the secret on the page; the recovery codes are on the page that answers. */
async function enrol(stage: Stage, { page }: Actor): Promise<Authenticator> {
  const { t } = stage
  await press(page, t('account.factor.start'))
  const app = authenticator(stage, await page.locator('code.secret').innerText())
  await fill(page, { code: app.now() })
  await press(page, t('account.factor.confirm'))
  await expectTitle(page, t('account.factor.codesTitle'))
  return app
}

/** As far as the second factor. */
async function signIn({ t }: Stage, actor: Actor, email: string): Promise<void> {
  await actor.goto(paths.signIn())
  await fill(actor.page, { email, password })
  await press(actor.page, t('account.signIn.submit'))
  await expectTitle(actor.page, t('account.code.title'))
}

async function signOut({ t }: Stage, actor: Actor): Promise<void> {
  await actor.goto(paths.signOut())
  await press(actor.page, t('account.signOut.submit'))
}

const giveCode = async ({ t }: Stage, { page }: Actor, code: string): Promise<void> => {
  await fill(page, { code })
  await press(page, t('account.code.submit'))
}

test('an official is invited, sets up a second factor, and signs in with it', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const region = await db.region.findFirstOrThrow({ where: { level: 'DISTRICT' } })
  const bodyName = stage.locale === 'en' ? `Civil Affairs ${mark}` : `区民政局${mark}`
  const body = await db.body.create({ data: { nameZh: bodyName, nameEn: bodyName, regionId: region.id } })
  const email = `officer-${mark}@example.cn`
  const administrator = await stage.enter({ name: '平台管理员', isAdministrator: true })
  const officer = await stage.anonymous()
  const { page } = officer

  await test.step('the administrator invites by letter; what is missing is said at its field', async () => {
    const desk = administrator.page
    await administrator.goto(paths.adminInvitations())
    const form = desk.locator('details').filter({ hasText: t('admin.invitations.official') })
    await form.locator('summary').click()
    await see(stage, administrator, 'admin-invite-official')
    await fill(form, { name: '陈经办', email, bodyId: body.id })
    await pressInVain(desk, t('account.team.send'), t('form.choice'), form)
    await expect(form.locator('[name="email"]')).toHaveValue(email)
    await see(stage, administrator, 'admin-invite-refused')
    await fill(form, { role: 'OFFICER' })
    await press(desk, t('account.team.send'), form)
    await expectSaid(desk, t('account.toast.invited'))
    await expect(desk.getByRole('row', { name: email })).toContainText(tt('admin.invitationState.OPEN'))
    await see(stage, administrator, 'admin-invitations')
  })

  await test.step('the link leads to an account, and from there to the second factor and nowhere else', async () => {
    await page.goto(await linkIn(stage, email, 'invitation'))
    await expect(page.getByText(t('account.invitation.factorNote'))).toBeVisible()
    await fill(page, { password: 'a1a1a1a1a1' })
    await pressInVain(page, t('account.invitation.newSubmit'), tt('account.refusal.password-common'))
    await see(stage, officer, 'invitation-official')
    await fill(page, { password })
    await press(page, t('account.invitation.newSubmit'))
    await expectTitle(page, t('account.factor.title'))
    await see(stage, officer, 'factor-start')
    await officer.goto(paths.bureauCalls())
    await expectTitle(page, t('account.factor.title'))
  })

  const app = await test.step('the secret is there to scan and to read; a wrong code turns nothing on', async () => {
    await press(page, t('account.factor.start'))
    await expect(page.getByRole('img', { name: t('account.factor.qr') })).toBeVisible()
    await expect(page.locator('code.secret')).toHaveText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    await see(stage, officer, 'factor-scan')
    await fill(page, { code: 'abcdef' })
    await pressInVain(page, t('account.factor.confirm'), tt('account.refusal.code-wrong'))
    await see(stage, officer, 'factor-refused')
    const phone = authenticator(stage, await page.locator('code.secret').innerText())
    await fill(page, { code: phone.now() })
    await press(page, t('account.factor.confirm'))
    return phone
  })

  const codes = await test.step('recovery codes are shown once', async () => {
    await expectTitle(page, t('account.factor.codesTitle'))
    await see(stage, officer, 'factor-codes')
    const shown = await page.locator('.codes code').allInnerTexts()
    expect(new Set(shown).size).toBe(recoveryCodeCount)
    await follow(page, t('account.factor.codesDone'))
    await officer.goto(paths.secondFactor())
    await expect(page.getByText(t('account.factor.left', { left: recoveryCodeCount }))).toBeVisible()
    for (const code of shown) await expect(page.getByText(code)).toHaveCount(0)
    await see(stage, officer, 'factor-on')
    return shown
  })

  await test.step('signs in with a code, which nobody uses again', async () => {
    await signOut(stage, officer)
    await signIn(stage, officer, email)
    await see(stage, officer, 'code')
    const code = await app.fresh(email)
    await giveCode(stage, officer, code)
    await expect(page).toHaveURL(new RegExp(`${paths.desk()}$`))
    await officer.goto(paths.bureauCalls())
    await see(stage, officer, 'officer-calls')
    const replayer = await stage.anonymous()
    await signIn(stage, replayer, email)
    await fill(replayer.page, { code })
    await pressInVain(replayer.page, t('account.code.submit'), tt('account.refusal.code-wrong'))
    await expect(replayer.page.locator('[name="code"]')).toHaveValue('')
    await see(stage, replayer, 'code-refused')
    await replayer.goto(paths.bureauCalls())
    await expectTitle(replayer.page, t('account.code.title'))
  })

  await test.step('signs in with a recovery code once', async () => {
    const [first = '', second = ''] = codes
    await signOut(stage, officer)
    await signIn(stage, officer, email)
    await giveCode(stage, officer, first.toLowerCase().replaceAll('-', ' '))
    await officer.goto(paths.secondFactor())
    await expect(page.getByText(t('account.factor.left', { left: recoveryCodeCount - 1 }))).toBeVisible()
    await signOut(stage, officer)
    await signIn(stage, officer, email)
    await fill(page, { code: first })
    await pressInVain(page, t('account.code.submit'), tt('account.refusal.code-wrong'))
    await giveCode(stage, officer, second)
    await expect(page).toHaveURL(new RegExp(`${paths.desk()}$`))
  })

  await test.step('new codes replace the old ones; a new phone starts from the beginning', async () => {
    await officer.goto(paths.secondFactor())
    const renew = page.locator('form').filter({ hasText: t('account.factor.renew') })
    await fill(renew, { currentPassword: password })
    await press(page, t('account.factor.renew'))
    const renewed = await page.locator('.codes code').allInnerTexts()
    expect(renewed).toHaveLength(recoveryCodeCount)
    expect(renewed.filter((code) => codes.includes(code))).toEqual([])
    await officer.goto(paths.secondFactor())
    const remove = page.locator('form').filter({ hasText: t('account.factor.remove') })
    await fill(remove, { currentPassword: password })
    await press(page, t('account.factor.remove'))
    await expectSaid(page, t('account.toast.factorRemoved'))
    await officer.goto(paths.bureauCalls())
    await expectTitle(page, t('account.factor.title'))
    await enrol(stage, officer)
    await follow(page, t('account.factor.codesDone'))
    await officer.goto(paths.bureauCalls())
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(t('account.factor.title'))
  })
})

test('an expert joins the pool by invitation', async ({ stage }) => {
  const { t, db, mark } = stage
  const region = await db.region.findFirstOrThrow({ where: { level: 'DISTRICT' } })
  const administrator = await stage.enter({ name: '平台管理员', isAdministrator: true })
  const email = `expert-${mark}@example.cn`
  await administrator.goto(paths.adminInvitations())
  const form = administrator.page.locator('details').filter({ hasText: t('admin.invitations.expert') })
  await form.locator('summary').click()
  await fill(form, { name: '周评审', email, employer: '某大学社会工作系', regionId: region.id })
  await form.locator('[name="fields"][value="COMMUNITY"]').check()
  await see(stage, administrator, 'admin-invite-expert')
  await press(administrator.page, t('account.team.send'), form)

  const expert = await stage.anonymous()
  await expert.page.goto(await linkIn(stage, email, 'invitation'))
  await see(stage, expert, 'invitation-expert')
  await fill(expert.page, { password })
  await press(expert.page, t('account.invitation.newSubmit'))
  await enrol(stage, expert)
  await follow(expert.page, t('account.factor.codesDone'))
  await expect(expert.page.getByRole('link', { name: t('account.page.expert') })).toBeVisible()
  await see(stage, expert, 'account-expert')
  await expert.goto(paths.panels())
  await see(stage, expert, 'panels-expert')
  await expert.goto(paths.desk())
  await see(stage, expert, 'desk-expert')
})
