import { paths } from '#app/http/paths.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { draftedBid, makeBidder } from '#tests/support/bid-scenes.ts'
import { publishedCall, sceneMilestones } from '#tests/support/scenes.ts'
import { expectSaid, fill, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, type Stage, test } from '../stage.ts'

const item = (title: string, kind: 'TEXT' | 'ROWS', columns: string[] = []) => ({
  title,
  kind,
  columns,
  hint: '',
  isRequired: true,
  maxChars: 200,
  options: [],
  rowsMax: 5,
  shownIf: null,
})

/** A draft of today, and two people of its organization at their desks. */
async function twoEditors(stage: Stage) {
  const now = new Date()
  const today = dayOf(now)
  const scenes = sceneDatabase(stage)
  const { call } = await publishedCall(scenes, {
    now: now.toISOString(),
    title: `社区助餐点运营 ${stage.mark}`,
    startsOn: addDays(today, 60),
    endsOn: addDays(today, 210),
    form: [item('合作单位', 'TEXT'), item('项目团队', 'ROWS', ['姓名', '职务'])],
    milestones: sceneMilestones.map((milestone, index) => ({ ...milestone, dueOn: addDays(today, 90 + index * 60) })),
  })
  const bidder = await makeBidder(scenes, `同心服务社${stage.mark}`)
  const { bidId } = await draftedBid(scenes, call, { bidder, now: now.toISOString() })
  const enter = (name: string) => stage.enter({ name, organizations: [{ organizationId: bidder.id, role: 'EDITOR' }] })
  const criteria = await stage.db.criterion.findMany({
    where: { callId: call.id, kind: { not: 'PRICE' } },
    orderBy: { position: 'asc' },
    select: { code: true, title: true },
  })
  return { bidId, criteria, one: await enter('甲编写人'), other: await enter('乙编写人') }
}

test('two people write one draft: what both wrote is kept, and where both wrote they see both', async ({ stage }) => {
  const { t, tt } = stage
  const { bidId, criteria, one, other } = await twoEditors(stage)
  const [first, second] = criteria.map(({ code, title }) => ({ name: `answers.${code}`, title }))
  if (first === undefined || second === undefined) throw new Error('the call asks two questions')
  const field = ({ page }: Actor, name: string) => page.locator(`[name="${name}"]:not([type="hidden"])`)
  const openBoth = async (path: string) => {
    for (const { goto } of [one, other]) await goto(path)
  }

  await test.step('different questions: the later save keeps the earlier one, and says so', async () => {
    await openBoth(paths.ngoBidAnswers(bidId))
    await fill(one.page, { [first.name]: '甲写：每周入户两次。' })
    await press(one.page, t('bid.answers.save'))
    await expectSaid(one.page, t('bid.toast.saved'))
    await fill(other.page, { [second.name]: '乙写：六名社工。' })
    if (stage.hasJavaScript) {
      await expect(other.page.locator('.autosave')).toContainText(t('form.autosave.kept', { fields: first.title }))
      await see(stage, other, 'bid-answers-kept')
    }
    await press(other.page, t('bid.answers.save'))
    await expectSaid(other.page, t('bid.toast.savedTogether'))
    await openBoth(paths.ngoBidAnswers(bidId))
    await expect(field(other, first.name)).toHaveValue('甲写：每周入户两次。')
    await expect(field(one, second.name)).toHaveValue('乙写：六名社工。')
  })

  await test.step('the same question: the later one sees both, everything else is saved', async () => {
    await fill(one.page, { [first.name]: '甲写：每周入户三次。' })
    await press(one.page, t('bid.answers.save'))
    await fill(other.page, { [first.name]: '乙写：每周入户一次。', [second.name]: '乙写：八名社工。' })
    if (stage.hasJavaScript) {
      await expect(other.page.locator('.autosave')).toHaveText(
        `${t('form.autosave.conflict', { fields: first.title })} ${t('form.autosave.reload')}`,
      )
      await see(stage, other, 'bid-answers-conflict-told')
    }
    await pressInVain(other.page, t('bid.answers.save'), tt('bid.refusal.stale'))
    const summary = other.page.locator('.error-summary')
    await expect(summary).toContainText(first.title)
    await expect(summary).not.toContainText(second.title)
    await expect(other.page.locator('.stored-now')).toHaveCount(1)
    await expect(other.page.locator('.stored-now')).toContainText('甲写：每周入户三次。')
    await expect(field(other, first.name)).toHaveValue('乙写：每周入户一次。')
    await see(stage, other, 'bid-answers-conflict')
    await one.goto(paths.ngoBidAnswers(bidId))
    await expect(field(one, first.name)).toHaveValue('甲写：每周入户三次。')
    await expect(field(one, second.name)).toHaveValue('乙写：八名社工。')
    await press(other.page, t('bid.answers.save'))
    await expectSaid(other.page, t('bid.toast.saved'))
    await one.goto(paths.ngoBidAnswers(bidId))
    await expect(field(one, first.name)).toHaveValue('乙写：每周入户一次。')
  })

  await test.step('a page that came back, with a mistake or with one more row, still knows what it was drawn from', async () => {
    await openBoth(paths.ngoBidBudget(bidId))
    await fill(one.page, { price: '431000', 'lines[0].item': '人员经费（甲改）' })
    await press(one.page, t('bid.budget.save'))
    await fill(other.page, { price: '四十三万' })
    await pressInVain(other.page, t('bid.budget.save'), t('form.money'))
    await press(other.page, t('common.action.add'))
    await fill(other.page, { price: '433000', 'lines[2].item': '印刷', 'lines[2].amount': '1000' })
    await pressInVain(other.page, t('bid.budget.save'), tt('bid.refusal.stale'))
    await expect(other.page.locator('.stored-now')).toHaveCount(2)
    await expect(other.page.locator('.stored-now').first()).toContainText('431,000')
    await expect(other.page.locator('.stored-now').last()).toContainText('人员经费（甲改）')
    await see(stage, other, 'bid-budget-conflict')
    await one.goto(paths.ngoBidBudget(bidId))
    await expect(field(one, 'price')).toHaveValue(/^431,?000/)
    await press(other.page, t('bid.budget.save'))
    await one.goto(paths.ngoBidBudget(bidId))
    await expect(field(one, 'price')).toHaveValue(/^433,?000/)
    await expect(field(one, 'lines[2].item')).toHaveValue('印刷')
  })

  await test.step('of the form, a table of rows is one field', async () => {
    await openBoth(paths.ngoBidForm(bidId))
    await fill(one.page, { 'form.q1': '社区居委会' })
    await press(one.page, t('application.fill.save'))
    await fill(other.page, { 'rows.q2[0].c1': '张三', 'rows.q2[0].c2': '社工' })
    await press(other.page, t('application.fill.save'))
    await expectSaid(other.page, t('bid.toast.savedTogether'))
    await openBoth(paths.ngoBidForm(bidId))
    await expect(field(other, 'form.q1')).toHaveValue('社区居委会')
    await fill(one.page, { 'rows.q2[0].c2': '督导' })
    await press(one.page, t('application.fill.save'))
    await fill(other.page, { 'rows.q2[0].c2': '主管' })
    await pressInVain(other.page, t('application.fill.save'), tt('bid.refusal.stale'))
    await expect(other.page.locator('.stored-now')).toHaveCount(1)
    await expect(other.page.locator('.stored-now')).toContainText('督导')
    await see(stage, other, 'bid-form-conflict')
    const line = other.page.locator('.error-summary').getByRole('link')
    await expect(line).toContainText('项目团队')
    await expect(other.page.locator((await line.getAttribute('href')) ?? 'none')).toBeVisible()
    await press(other.page, t('application.fill.save'))
    await one.goto(paths.ngoBidForm(bidId))
    await expect(field(one, 'rows.q2[0].c2')).toHaveValue('主管')
  })

  if (!stage.hasJavaScript) return
  await test.step('a save whose answer was lost is not taken for a colleague’s', async () => {
    await other.goto(paths.ngoBidAnswers(bidId))
    const post = (url: URL) => url.pathname.endsWith('/answers')
    await other.page.route(
      post,
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    const status = other.page.locator('.autosave')
    await fill(other.page, { [second.name]: '乙写：九名社工' })
    await expect(status).toHaveText(t('form.autosave.offline'))
    await fill(other.page, { [second.name]: '乙写：九名社工，一名督导。' })
    await press(other.page, t('bid.answers.save'))
    await one.goto(paths.ngoBidAnswers(bidId))
    await expect(field(one, second.name)).toHaveValue('乙写：九名社工，一名督导。')
  })
})
