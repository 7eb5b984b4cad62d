import { mailTemplates } from '#app/domain/notice/mail-template.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { paths } from '#app/http/paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { makeBureau } from '#tests/support/scenes.ts'
import { mail as englishMail } from '#app/i18n/en/mail.ts'
import { mail as chineseMail } from '#app/i18n/zh-CN/mail.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { expect, test } from '../stage.ts'

test('letters lie in the inbox, come in a digest as chosen, and administrators see what each looks like', async ({
  stage,
}) => {
  const { t, tt, db, mark, locale } = stage
  const reader = await stage.enter({ name: '周宁' })
  const { page } = reader
  await db.account.update({ where: { id: reader.accountId }, data: { emailConfirmedAt: new Date() } })
  const title = `邻里照护${mark}`
  const write = () => {
    const ctx = sceneDatabase(stage).contextAt(new Date().toISOString())
    return transact(ctx, async (tx) => {
      await sendLetter(tx, ctx, {
        to: reader.email,
        locale,
        template: 'milestoneAccepted',
        values: { projectTitle: title, milestoneTitle: '中期', url: '/projects' },
      })
      return ok()
    })
  }

  await test.step('chooses a digest and quiet hours; half of them is refused and nothing typed is lost', async () => {
    await reader.goto(paths.account())
    await follow(page, t('notice.settings.title'))
    await expectTitle(page, t('notice.settings.title'))
    await fill(page, { PROJECTS: 'DIGEST', digestHour: '18', quietFrom: '22' })
    await pressInVain(page, t('common.action.save'), tt('notice.refusal.quiet-half'))
    await expect(page.locator('[name="PROJECTS"]')).toHaveValue('DIGEST')
    await expect(page.locator('[name="digestHour"]')).toHaveValue('18')
    await see(stage, reader, 'letters-half')
    await fill(page, { quietUntil: '7' })
    await press(page, t('common.action.save'))
    await expectSaid(page, t('notice.toast.saved'))
    await expect(page.locator('[name="quietUntil"]')).toHaveValue('7')
    await see(stage, reader, 'letters')
  })

  await test.step('a letter is in the inbox at once, unread until opened', async () => {
    await write()
    await reader.goto(paths.desk())
    await see(stage, reader, 'desk-unread')
    await follow(page, t('notice.inbox.desk', { count: 1 }))
    await see(stage, reader, 'inbox')
    await page.getByRole('link', { name: title }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
    await expect(page.getByText(t('notice.inbox.sent.WAITING'))).toBeVisible()
    await see(stage, reader, 'inbox-letter')
    await reader.goto(`${paths.inbox()}?show=unread`)
    await expect(page.getByText(t('notice.inbox.noneUnread'))).toBeVisible()
  })

  await test.step('marked unread, then all read', async () => {
    await reader.goto(paths.inbox())
    await page.getByRole('link', { name: title }).click()
    await press(page, t('notice.inbox.markUnread'))
    await expectSaid(page, t('notice.toast.unread'))
    await press(page, t('notice.inbox.readAll'))
    await expectSaid(page, t('notice.toast.allRead'))
  })

  await test.step('when its hour comes, the worker writes one digest', async () => {
    const key = `send-digest:${reader.accountId}`
    await db.noticeSetting.update({
      where: { accountId: reader.accountId },
      data: { quietFrom: null, quietUntil: null },
    })
    await db.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = ${key}`
    await db.$queryRaw`SELECT 1 AS done FROM graphile_worker.add_job('send-digest', json_build_object('accountId', ${reader.accountId}::text), job_key := ${key})`
    await expect.poll(() => db.message.count({ where: { template: 'digest', toAddress: reader.email } })).toBe(1)
  })

  await test.step('an administrator reads the digest and looks at its template in both languages', async () => {
    const admin = await stage.enter({ name: '管理员', isAdministrator: true })
    const digest = await db.message.findFirstOrThrow({ where: { template: 'digest', toAddress: reader.email } })
    await admin.goto(paths.adminMessage(digest.id))
    await expect(admin.page.locator('.letter')).toContainText(title)
    await see(stage, admin, 'admin-digest')
    await admin.goto(paths.adminMessages())
    await see(stage, admin, 'admin-messages')
    await follow(admin.page, t('admin.preview.title'))
    await see(stage, admin, 'admin-templates')
    await expect(admin.page.locator('main .plain-list a')).toHaveCount(mailTemplates.length)
    await follow(admin.page, tt('admin.template.digest'))
    await expect(admin.page.locator('.letter')).toHaveCount(2)
    await see(stage, admin, 'admin-template')
    await admin.goto(paths.adminTemplate('savedSearchNew'))
    for (const words of [chineseMail.stop, englishMail.stop])
      await expect(admin.page.locator('main')).toContainText(words.split('\n')[0] ?? words)
    await see(stage, admin, 'admin-template-stop')
    const answer = await admin.page.goto(`${stage.siteUrl}${paths.adminTemplate('nothing')}`)
    expect(answer?.status()).toBe(404)
  })

  await test.step('what was refused stands in a list of its own, and is sent again by hand', async () => {
    const admin = await stage.enter({ name: '管理员', isAdministrator: true })
    const { id } = await db.message.findFirstOrThrow({ where: { template: 'digest', toAddress: reader.email } })
    await expect.poll(async () => (await db.message.findUniqueOrThrow({ where: { id } })).state).toBe('KEPT')
    await db.message.update({ where: { id }, data: { state: 'FAILED', tries: 3, error: '452 mailbox full' } })
    await admin.goto(paths.adminMessages())
    await follow(admin.page, t('admin.messages.failed'))
    await expect(admin.page.locator('main')).toContainText(reader.email)
    await see(stage, admin, 'admin-unsent')
    await admin.goto(paths.adminMessage(id))
    await expect(admin.page.locator('main')).toContainText('452 mailbox full')
    await see(stage, admin, 'admin-refused')
    await press(admin.page, t('admin.messages.resend'))
    await expectSaid(admin.page, t('admin.messages.resent'))
    await expect.poll(async () => (await db.message.findUniqueOrThrow({ where: { id } })).state).toBe('KEPT')
  })

  await test.step('nobody else reads a letter by its address, and an inbox without letters says what comes there', async () => {
    const letter = await db.message.findFirstOrThrow({ where: { accountId: reader.accountId } })
    const other = await stage.enter({ name: '路人' })
    const answer = await other.page.goto(`${stage.siteUrl}${paths.inboxLetter(letter.id)}`)
    expect(answer?.status()).toBe(404)
    await expect(other.page.locator('body')).not.toContainText(title)
    await other.goto(paths.inbox())
    await expect(other.page.getByText(t('notice.inbox.none'))).toBeVisible()
    await see(stage, other, 'inbox-empty')
    const visitor = await stage.anonymous()
    await visitor.goto(paths.inboxLetter(letter.id))
    await expectTitle(visitor.page, t('account.signIn.title'))
  })

  await test.step('the desk says who has what was handed on, and since when', async () => {
    const { body } = await makeBureau(sceneDatabase(stage))
    await reader.goto(paths.needNew())
    await fill(page, {
      title: `楼道照明${mark}`,
      what: `${mark}号楼道晚上没有灯，老人上下楼不安全，希望装感应灯。`,
      regionId: body.regionId,
      field: 'COMMUNITY',
      beneficiaries: `${mark}号楼居民`,
      people: '60',
      whyNow: '入冬天黑得早。',
    })
    await press(page, t('need.new.submit'))
    await reader.goto(paths.desk())
    const item = page.locator('li', { hasText: `楼道照明${mark}` })
    await expect(item).toContainText(t('desk.kind.needAtOther'))
    await expect(item).toContainText(t('desk.with', { who: t('desk.holder.officer') }))
    await see(stage, reader, 'desk-others')
  })
})
