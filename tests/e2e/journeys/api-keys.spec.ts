import { apiLimits, apiProblem } from '#app/domain/open-data/list/api.ts'
import { paths } from '#app/http/paths.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { expect, test } from '../stage.ts'

// From the page about the interface to a key of one's own, and to its end.
test('a key is made on the page, used by a program, revoked, and opens nothing from then on', async ({ stage }) => {
  const { t, locale, siteUrl } = stage
  const writer = await stage.enter({ name: '程序员甲' })
  const { page } = writer
  const ask = (authorization?: string) =>
    fetch(`${siteUrl}/api/v1/calls`, {
      headers: {
        'Accept-Language': locale,
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
    })
  let key = ''

  await test.step('the page about the interface leads there, and says what a key is for', async () => {
    await writer.goto(paths.openApiGuide())
    await see(stage, writer, 'api-guide')
    await follow(page, t('api-key.manage'))
    await expectTitle(page, t('api-key.title'))
    await expect(page.getByText(t('api-key.empty'))).toBeVisible()
    await see(stage, writer, 'api-keys-empty')
  })

  await test.step('without a name there is none; with one it is shown once', async () => {
    await pressInVain(page, t('api-key.make.submit'), t('api-key.label.name'))
    await see(stage, writer, 'api-keys-refused')
    await fill(page, { name: '统计脚本' })
    await press(page, t('api-key.make.submit'))
    await expectTitle(page, t('api-key.made.title'))
    key = (await page.locator('code.secret').textContent()) ?? ''
    expect(key).toMatch(/^gyh_[\w-]{43}$/)
    await see(stage, writer, 'api-keys-made')
    await follow(page, t('api-key.made.done'))
    await expect(page.getByText('统计脚本')).toBeVisible()
    expect(await page.content()).not.toContain(key)
    await fill(page, { name: '统计脚本' })
    await pressInVain(page, t('api-key.make.submit'), t('api-key.refusal.name-taken'))
  })

  await test.step('a program asks more often with it, and the page says that it was used', async () => {
    const answer = await ask(`Bearer ${key}`)
    expect([answer.status, answer.headers.get('RateLimit-Policy')]).toEqual([
      200,
      `"key";q=${apiLimits.key.points};w=${apiLimits.key.seconds}`,
    ])
    expect((await ask()).headers.get('RateLimit-Policy')).toContain('"address"')
    await writer.goto(paths.apiKeys())
    await expect(page.getByText(t('api-key.unused'))).toHaveCount(0)
    await see(stage, writer, 'api-keys-used')
  })

  await test.step('revoked, it is refused in the language that was asked for', async () => {
    await page.locator('summary', { hasText: t('api-key.revokeTitle') }).click()
    await see(stage, writer, 'api-keys-revoke')
    await press(page, t('api-key.revoke'))
    await expectSaid(page, t('api-key.toast.revoked'))
    await expect(page.getByRole('heading', { name: t('api-key.revokedTitle') })).toBeVisible()
    await see(stage, writer, 'api-keys-revoked')
    const answer = await ask(`Bearer ${key}`)
    expect(answer.status).toBe(401)
    expect(apiProblem.parse(await answer.json()).detail).toBe(t('openApi.problem.401'))
    expect((await ask()).status).toBe(200)
  })

  await test.step('nobody else comes in', async () => {
    const visitor = await stage.anonymous()
    await visitor.goto(paths.apiKeys())
    await expectTitle(visitor.page, t('account.signIn.title'))
  })
})
