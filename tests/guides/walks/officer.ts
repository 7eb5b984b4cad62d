import { addDays, toDay } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import type { Act, Walk } from '../hand.ts'
import { dayFromNow } from '../things.ts'
import { signInWithCodeAs } from './sign-in.ts'

const draft = '社区志愿者激活与积分运用平台运营服务'

/** Each criterion is met. */
export const judgeCriteria: Act = async ({ page, press }) => {
  const marks = page.locator('select[name^="criteria"]')
  for (let at = 0; at < (await marks.count()); at += 1) await marks.nth(at).selectOption({ index: 1 })
  await press('report.review.save')
}

export const officer: Walk = {
  'sign-in': signInWithCodeAs(addressOf('officer')),
  need: [
    async ({ goto, follow, followNamed }) => {
      await goto(paths.desk())
      await follow('desk.area.needs')
      await followNamed('希望小区有人教老人用手机看病挂号')
    },
    async ({ page, show, button, press }) => {
      await page.locator('[name="committeeKind"]').first().check()
      await show(button('need.takeUp.submit'))
      await press('need.takeUp.submit')
    },
  ],
  call: [
    async ({ page, goto, follow, fill, show, press }) => {
      await goto(paths.desk())
      await follow('desk.area.calls')
      await follow('call.bureau.new')
      await fill({
        title: '江川路街道认知症老人家属喘息服务',
        method: 'COMPETITIVE_CONSULTATION',
        instrument: 'PROJECT_GRANT',
        field: 'ELDERLY_AND_DISABILITY',
        budget: '200000',
        ceiling: '200000',
        bidDeadlineAt: `${dayFromNow(40)}T17:00`,
        startsOn: dayFromNow(80),
        endsOn: dayFromNow(440),
        quorum: '3',
      })
      await page.locator('[name="fundId"]').selectOption({ index: 1 })
      await show(page.locator('[name="title"]'))
      await press('call.form.create')
    },
    async ({ page, goto, followNamed, show, t }) => {
      await goto(paths.bureauCalls())
      await followNamed(draft)
      await show(page.getByRole('heading', { name: t('call.bureau.tasks'), exact: true }))
    },
    async ({ show, button, press }) => {
      await show(button('call.action.submit'))
      await press('call.action.submit')
    },
  ],
  questions: [
    async ({ goto, followNamed, page }) => {
      await goto(paths.bureauCalls())
      await followNamed('高龄独居老人居家照护支持服务')
      await goto(`${new URL(page.url()).pathname.replace(/^\/en/, '')}/questions`)
    },
    async ({ page, show, button, press }) => {
      await page.locator('main textarea').first().fill('可以。督导费用列入“培训与督导”一项，写明次数和标准。')
      await show(button('call.questions.publish').first())
      await press('call.questions.publish')
    },
  ],
  objection: [
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.kind.remedyToAnswer')
    },
    async ({ page, fill, show, button, press }) => {
      await fill({ outcome: 'DISMISSED', measure: 'NONE' })
      await page
        .locator('[name="answer"]')
        .fill('评审组逐份核对了人员名册和证书，评分与公布的标准一致，理由已随结果公布。')
      await show(button('remedy.submitAnswer'))
      await press('remedy.submitAnswer')
    },
  ],
  accept: [
    async (hand) => {
      const { page, db, goto, show, t } = hand
      await goto(paths.desk())
      const { id } = await db.milestone.findFirstOrThrow({
        where: { project: { projectNo: 'XM-2026-0002' }, state: 'REPORTED' },
        select: { id: true },
      })
      await goto(paths.bureauMilestone(id))
      await show(page.getByRole('heading', { name: t('milestone.terms.criteria'), exact: true }))
    },
    judgeCriteria,
    async ({ show, button, press }) => {
      await show(button('report.accept'))
      await press('report.accept')
    },
  ],
  amend: [
    async ({ goto, follow, followNamed }) => {
      await goto(paths.desk())
      await follow('desk.area.projects')
      await followNamed('高龄独居老人巡访与紧急呼叫响应')
      await follow('amendment.start.milestones')
    },
    async ({ page, fill, show, press, button }) => {
      const last = page.locator('[name$=".dueOn"]').last()
      await last.fill(addDays(toDay(await last.inputValue()), 30))
      await fill({ reason: '冬季巡访延长一个月，老人家属和街道都希望做完整个采暖期。' })
      await show(button('amendment.saveDraft'))
      await press('amendment.saveDraft')
    },
    ({ page, show }) => show(page.locator('main table').first()),
  ],
}
