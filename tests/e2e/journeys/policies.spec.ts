import { paths } from '#app/http/paths.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a rule leads to its document, and the document to what follows from it; an administrator keeps it', async ({
  stage,
}) => {
  const { t, db, locale, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `policies-${name}`)
  const visitor = await stage.anonymous()
  const titleOf = ({ titleZh, titleEn }: { titleZh: string; titleEn: string }) => (locale === 'en' ? titleEn : titleZh)
  const order = await db.policyDocument.findFirstOrThrow({ where: { documentNo: '财政部令第87号' } })

  await test.step('from a rule book to the document and back', async () => {
    await visitor.goto(paths.rule('open-tender', 1))
    await visitor.page
      .getByRole('link', { name: locale === 'en' ? /Order No. 87/ : /财政部令第87号/ })
      .first()
      .click()
    await expectTitle(visitor.page, titleOf(order))
    await expect(visitor.page.getByText(t('policy-document.unconfirmed'))).toBeVisible()
    await look(visitor, 'document')
    await follow(visitor.page, locale === 'en' ? 'Open tender (comprehensive scoring)' : '公开招标（综合评分法）')
    await expect(visitor.page).toHaveURL(/\/rules\/open-tender\/1$/)
  })

  await test.step('words and choices narrow the list', async () => {
    await visitor.goto(paths.policies())
    await look(visitor, 'list')
    await fill(visitor.page, { q: '社会组织 评估', kind: 'RULE' })
    await visitor.page.getByRole('button', { name: t('common.action.filter'), exact: true }).click()
    await expect(visitor.page.getByRole('heading', { level: 3 })).toHaveCount(1)
    await fill(visitor.page, { q: `没有${mark}` })
    await visitor.page.getByRole('button', { name: t('common.action.filter'), exact: true }).click()
    await expect(visitor.page.getByText(t('policy-document.none'))).toBeVisible()
  })

  const keeper = await stage.enter({ name: '管理员甲', isAdministrator: true })
  const titleZh = `公益创投管理办法${mark}`
  const titleEn = `Measures for venture calls ${mark}`

  await test.step('one is entered; what was typed is there when it is refused', async () => {
    await keeper.goto(paths.adminPolicies())
    await look(keeper, 'keep')
    await keeper.page.getByText(t('policy-document.keep.enter'), { exact: true }).first().click()
    await fill(keeper.page, {
      titleZh,
      titleEn,
      kind: 'NOTICE',
      issuerZh: '闵行区民政局',
      issuerEn: 'Civil Affairs Bureau of Minhang',
      level: 'DISTRICT',
      regionCode: '31',
      placeZh: '上海市闵行区',
      placeEn: 'Minhang, Shanghai',
      issuedOn: '2026-02-01',
      summaryZh: '公益创投的申报和评审。',
      summaryEn: 'How venture calls are applied for and judged.',
      citedAs: titleZh,
      isConfirmed: 'yes',
    })
    await pressInVain(keeper.page, t('policy-document.keep.enter'), t('policy-document.refusal.code'))
    await expect(keeper.page.locator('[name="titleZh"]')).toHaveValue(titleZh)
    await look(keeper, 'refused')
    await fill(keeper.page, { regionCode: '310112' })
    await press(keeper.page, t('policy-document.keep.enter'))
    await expectSaid(keeper.page, t('policy-document.toast.entered'))
    await expectTitle(keeper.page, locale === 'en' ? titleEn : titleZh)
  })

  await test.step('it is amended with a reason, then ended; both stay readable', async () => {
    await follow(keeper.page, t('policy-document.keep.amend'))
    await look(keeper, 'amend')
    await fill(keeper.page.locator('#amend + form, form').filter({ has: keeper.page.locator('[name="summaryZh"]') }), {
      summaryZh: '公益创投怎样申报、怎样评审。',
      reason: '要点补全',
    })
    await press(keeper.page, t('common.action.save'))
    await expectSaid(keeper.page, t('policy-document.toast.amended'))
    await follow(keeper.page, t('policy-document.keep.amend'))
    const ending = keeper.page.locator('form').filter({ has: keeper.page.locator('[name="endsOn"]') })
    await fill(ending, { endsOn: '2026-01-31', reason: '由新办法代替' })
    await pressInVain(keeper.page, t('policy-document.keep.end'), t('policy-document.refusal.ends-before'))
    await fill(ending, { endsOn: '2026-03-01' })
    await press(keeper.page, t('policy-document.keep.end'))
    await expectSaid(keeper.page, t('policy-document.toast.ended'))
    await expect(keeper.page.getByText(t('policy-document.standing.ended'), { exact: true })).toBeVisible()
    await expect(keeper.page.getByText('要点补全')).toBeVisible()
    await look(keeper, 'ended')
  })
})
