import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import { linkIn } from '#tests/e2e/letters.ts'
import { makeCreditCode } from '#tests/support/scenes.ts'
import { dayFromNow, paper } from '../things.ts'
import type { Hand, Walk } from '../hand.ts'
import { signInAs } from './sign-in.ts'

const email = addressOf('owner')
const newcomer = 'shen@example.cn'
export const project = '高龄独居老人巡访与紧急呼叫响应'

/** The demonstration’s bid that is half written. */
export const draft = async ({ db }: Hand): Promise<string> =>
  (
    await db.bid.findFirstOrThrow({
      where: { call: { callNo: 'GYH-2026-0035' }, organization: { members: { some: { account: { email } } } } },
      select: { id: true },
    })
  ).id

export const owner: Walk = {
  register: [
    async ({ goto, follow }) => {
      await goto(paths.home())
      await follow('common.nav.signIn')
      await follow('account.signIn.signUp')
      await follow('account.signUp.organizationAction')
    },
    async ({ db, fill, page, show, button, press }) => {
      const region = await db.region.findFirstOrThrow({ where: { level: 'TOWN' }, orderBy: { id: 'asc' } })
      await fill({
        organizationName: '和风社区服务中心',
        kind: 'SERVICE_INSTITUTION',
        creditCode: makeCreditCode(),
        regionId: region.id,
        contactName: '沈和风',
        contactPhone: '021-64980000',
        name: '沈和风',
        email: newcomer,
        password: '海棠花开在老屋的窗台上',
      })
      await page.locator('[name="fields"][value="COMMUNITY"]').check()
      await show(button('account.signUp.submit'))
      await press('account.signUp.submit')
    },
    async (hand) => {
      await hand.page.goto(await linkIn(hand, newcomer, 'confirmEmail'))
      await hand.show(hand.button('account.confirm.submit'))
      await hand.press('account.confirm.submit')
    },
  ],
  'sign-in': signInAs(email),
  papers: [
    ({ follow }) => follow('desk.area.organization'),
    async ({ page, unfold, fill, show, button, press }) => {
      await unfold('application.documents.add')
      await fill({ kind: 'AUDIT_REPORT', issuedOn: dayFromNow(-3), validUntil: dayFromNow(370) })
      await page.locator('input[type=file]').first().setInputFiles(paper('audit-report.pdf'))
      await show(button('application.documents.save'))
      await press('application.documents.save')
    },
    async ({ fill, show, button, press }) => {
      await fill({ name: '钱章', email: 'qian@example.cn', role: 'CERTIFIER' })
      await show(button('account.team.send'))
      await press('account.team.send')
    },
    async ({ page, follow, show, button, press }) => {
      await follow('payout.title')
      const [holder, bank, number, again] = await page.locator('main form input:not([type=hidden])').all()
      await holder?.fill('晴川社区服务中心')
      await bank?.fill('示范银行闵行支行')
      await number?.fill('6227 0012 3456 7890 123')
      await again?.fill('6227 0012 3456 7890 123')
      await show(button('payout.declare'))
      await press('payout.declare')
    },
  ],
  find: [
    async ({ goto, page, show }) => {
      await goto(paths.calls())
      await show(page.locator('main h3 a').first())
    },
    async ({ page, followNamed, show, t }) => {
      await followNamed('七宝镇社会工作服务站驻点服务')
      await show(page.getByRole('heading', { name: t('call.page.conditions'), exact: true }))
    },
    async ({ page, follow, show }) => {
      await follow('call.page.bid')
      await page.locator('main details summary').first().click()
      await show(page.locator('main details summary').first())
    },
    ({ press }) => press('bid.start.submit'),
  ],
  write: [
    async (hand) => {
      await hand.goto(paths.desk())
      await hand.goto(paths.ngoBid(await draft(hand)))
      await hand.show(hand.page.getByRole('link', { name: hand.t('bid.tasks.answers'), exact: true }))
    },
    async (hand) => {
      const { page, follow, show, press } = hand
      await hand.goto(paths.ngoBid(await draft(hand)))
      await follow('bid.tasks.answers')
      for (const answer of await page.locator('main textarea').all())
        if ((await answer.inputValue()) === '')
          await answer.fill('每周上门两次，由同一位护理员负责；来不了的当天由组长顶上，并电话告知老人。')
      await show(page.locator('main textarea').nth(1))
      await press('bid.answers.save')
    },
    async ({ page, follow, fill, press }) => {
      await follow('application.title')
      await fill({ 'form.q3': '6', 'form.q4': '本机构 24 小时值守', 'form.q8': dayFromNow(40) })
      await page.locator('[name="form.q7"]').fill('为返聘人员购买雇主责任险。')
      await press('application.fill.save')
    },
    async (hand) => {
      const { page, goto, follow, fill, show, press } = hand
      await goto(paths.ngoBid(await draft(hand)))
      await follow('bid.tasks.budget')
      await fill({
        price: '480000',
        'lines[0].item': '护理员工资',
        'lines[0].basis': '6 人 × 12 月 × 5500 元',
        'lines[0].amount': '396000',
        'lines[1].item': '交通与保险',
        'lines[1].basis': '按实际支出',
        'lines[1].amount': '84000',
      })
      await show(page.locator('[name="lines[0].amount"]'))
      await press('bid.budget.save')
    },
    async (hand) => {
      const { page, goto, follow, show, button, press } = hand
      await goto(paths.ngoBid(await draft(hand)))
      await follow('bid.tasks.files')
      const lasting = page.locator('main select option').last()
      await page
        .locator('main select')
        .first()
        .selectOption(await lasting.getAttribute('value'))
      await show(button('application.documents.attach'))
      await press('application.documents.attach')
    },
    async (hand) => {
      await hand.goto(paths.ngoBid(await draft(hand)))
      await hand.follow('bid.tasks.check')
    },
  ],
  after: [
    async ({ goto, followNamed, follow }) => {
      await goto(paths.ngoBids())
      await followNamed('公益创投：低龄助高龄邻里互助养老')
      await follow('bid.after.receipt')
    },
    ({ goto }) => goto(paths.call('GYH-2026-0033')),
    async ({ goto, followNamed, follow }) => {
      await goto(paths.ngoBids())
      await followNamed(project)
      await follow('bid.after.result')
    },
  ],
  report: [
    async ({ goto, follow, followNamed }) => {
      await goto(paths.desk())
      await follow('desk.area.ownProjects')
      await followNamed(project)
      await follow('activity.title')
    },
    async ({ page, show, button, press, t }) => {
      const form = page.locator('form').filter({ has: page.getByRole('button', { name: t('activity.save') }) })
      const [name, , place, people] = await form.locator('input:not([type=hidden])').all()
      await name?.fill('每周上门巡访')
      await place?.fill('江川路街道社区服务站')
      await people?.fill('24')
      await show(button('activity.save'))
      await press('activity.save')
    },
    async ({ page, goto, followNamed, press, show }) => {
      await goto(paths.ngoProjects())
      await followNamed(project)
      await followNamed('期满')
      await press('report.start')
      await show(page.locator('main textarea'))
    },
    async ({ db, goto, follow, followNamed, fill, page, show, button, press }) => {
      const { toOn } = await db.expenseBatch.findFirstOrThrow({
        where: { state: 'DRAFT', project: { title: project } },
      })
      await goto(paths.ngoProjects())
      await followNamed(project)
      await follow('claim.link')
      await fill({
        spentOn: toOn.toISOString().slice(0, 10),
        purpose: '巡访交通补贴',
        payee: '巡访志愿者',
        amount: '320',
      })
      await page.locator('[name="lineNo"]').selectOption({ index: 5 })
      await page.locator('form input[type=file]').first().setInputFiles(paper('voucher.pdf'))
      await show(button('claim.enter'))
      await press('claim.enter')
    },
  ],
  money: [
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.area.ownProjects')
      await follow('payment.title')
    },
    async ({ show, button, press }) => {
      await show(button('payment.arrived'))
      await press('payment.arrived')
    },
  ],
}
