import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import { linkIn } from '#tests/e2e/letters.ts'
import type { Act, Hand, Walk } from '../hand.ts'
import { dayFromNow } from '../things.ts'
import { signInAs } from './sign-in.ts'

const newcomer = 'lin@example.cn'
const projectNo = 'XM-2026-0002'
let code = ''

/** The organization hands out slips: one of them is used here. */
async function takeSlip({ page, db, become, goto, follow, fill, press }: Hand): Promise<void> {
  const { id } = await db.project.findUniqueOrThrow({ where: { projectNo }, select: { id: true } })
  await become(addressOf('editor'))
  await goto(paths.ngoProject(id))
  await follow('voice.title')
  await fill({
    title: '每周上门巡访',
    heldOn: dayFromNow(0),
    place: '江川路街道社区服务站',
    attendance: '20',
    codeCount: '2',
  })
  await press('voice.ngo.submit')
  code = (await page.locator('.slips .code').first().textContent()) ?? ''
  await page.context().clearCookies()
}

const openNeeds: Act = async ({ goto, follow }) => {
  await goto(paths.home())
  await follow('common.nav.needs')
}

export const resident: Walk = {
  rate: [
    async (hand) => {
      await takeSlip(hand)
      await hand.goto(paths.home())
      await hand.follow('voice.rate')
    },
    async ({ fill, show, button, press }) => {
      await fill({ slip: code })
      await show(button('voice.enter.go'))
      await press('voice.enter.go')
    },
    async ({ page, fill, show, press }) => {
      await page.locator('[name="score"][value="5"]').check()
      await fill({ knew: 'yes', comment: '护理员很耐心，每次都准时来。' })
      await show(page.locator('fieldset').first())
      await press('voice.answer.send')
    },
  ],
  need: [
    async (hand) => {
      await openNeeds(hand)
      await hand.show(hand.page.getByRole('link', { name: hand.t('need.new.title'), exact: true }))
      await hand.follow('need.new.title')
    },
    async ({ db, fill, show, button, press }) => {
      const region = await db.region.findFirstOrThrow({ where: { nameZh: '水清一村社区' }, select: { id: true } })
      await fill({
        title: '楼里的老人想有人帮忙理发',
        what: '腿脚不便的老人下不了楼，几个月理不上一次发。希望每月有人上门。',
        regionId: region.id,
      })
      await show(button('need.similar.look'))
      await press('need.similar.look')
    },
    async ({ fill, show, button, press }) => {
      await fill({
        field: 'ELDERLY_AND_DISABILITY',
        beneficiaries: '下楼不便的老人',
        people: '30',
        whyNow: '原来上门的理发师傅搬走了。',
        phone: '13800000000',
      })
      await show(button('need.new.submit'))
      await press('need.new.submit')
    },
  ],
  register: [
    async ({ goto, follow }) => {
      await goto(paths.home())
      await follow('common.nav.signIn')
      await follow('account.signIn.signUp')
      await follow('account.signUp.residentAction')
    },
    async ({ fill, show, button, press }) => {
      await fill({ name: '林秋', email: newcomer, password: '海棠花开在老屋的窗台上' })
      await show(button('account.signUp.submit'))
      await press('account.signUp.submit')
    },
    async (hand) => {
      await hand.page.goto(await linkIn(hand, newcomer, 'confirmEmail'))
      await hand.press('account.confirm.submit')
    },
  ],
  'sign-in': signInAs(addressOf('resident')),
  support: [
    async (hand) => {
      await hand.become(newcomer)
      await openNeeds(hand)
      await hand.followNamed('加装电梯后低层住户的协调调解')
    },
    async ({ show, button, press }) => {
      await show(button('need.support.give'))
      await press('need.support.give')
    },
  ],
  follow: [
    async ({ goto, follow }) => {
      await goto(paths.home())
      await follow('common.nav.projects')
      await goto(paths.project(projectNo))
    },
    async ({ show, button, press }) => {
      await show(button('follow.begin'))
      await press('follow.begin')
    },
  ],
  observe: [
    async ({ goto, follow }) => {
      await goto(paths.project(projectNo))
      await follow('observation.public.write')
    },
    async ({ fill, show, button, press }) => {
      await fill({ observedOn: dayFromNow(-2), text: '周五上午两位志愿者来登记过，约好下周装呼叫装置。' })
      await show(button('observation.new.submit'))
      await press('observation.new.submit')
    },
  ],
}
