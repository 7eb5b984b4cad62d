import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import type { Walk } from '../hand.ts'
import { dayFromNow } from '../things.ts'
import { signInWithCodeAs } from './sign-in.ts'

export const evaluator: Walk = {
  'sign-in': signInWithCodeAs(addressOf('evaluator')),
  declare: [
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.kind.evaluationToDeclare')
    },
    async ({ fill, show, button, press }) => {
      await fill({ tie: 'NONE' })
      await show(button('evaluation.declare.submit'))
      await press('evaluation.declare.submit')
    },
  ],
  score: [({ follow }) => follow('evaluation.work.sheet'), ({ press }) => press('evaluation.sheet.saveBack')],
  visit: [
    async ({ fill, show, button, press }) => {
      await fill({
        visitedOn: dayFromNow(-1),
        place: '社区儿童之家',
        people: '项目主管一名、志愿者两名',
        finding: '查看签到和场地，课后陪伴按计划开展，记录齐全。',
      })
      await show(button('evaluation.visit.save'))
      await press('evaluation.visit.save')
    },
    async ({ page, t }) => {
      await page.getByRole('heading', { name: t('evaluation.sign.title'), exact: true }).waitFor()
    },
  ],
}
