import { dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { projectRunning } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

// Six people answer: four are very satisfied, one is, one is not; half of them knew who pays.
const answers = [
  { score: '5', knew: 'yes' },
  { score: '5', knew: 'yes', comment: '送餐准时，还陪我聊天。' },
  { score: '5', knew: 'no' },
  { score: '5', knew: 'no' },
  { score: '4', knew: 'yes' },
  { score: '2', knew: 'no', comment: '三楼的李阿婆说饭太硬。' },
] as const

test('those served say what they think, and everybody sees it', async ({ stage }) => {
  const { t, tt, db } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `voice-${name}`)
  const { projectId, certifier, bureau } = await projectRunning(stage)
  const { projectNo } = await db.project.findUniqueOrThrow({ where: { id: projectId } })
  const supplier = await stage.enterAs(accountIdOf(certifier))
  const anyone = await stage.anonymous()
  const phone = await stage.anonymous()
  await phone.page.setViewportSize({ width: 320, height: 640 })

  const codes = await test.step('the supplier makes six codes and prints them', async () => {
    await supplier.goto(paths.ngoProject(projectId))
    await follow(supplier.page, t('voice.title'))
    await fill(supplier.page, { title: '助餐日', heldOn: dayOf(new Date()), place: '社区食堂', codeCount: '0' })
    await pressInVain(supplier.page, t('voice.ngo.submit'), t('voice.refusal.code-range'))
    await fill(supplier.page, { attendance: '8', codeCount: '6' })
    await look(supplier, 'make')
    await press(supplier.page, t('voice.ngo.submit'))
    await expectTitle(supplier.page, t('voice.slips.title'))
    await look(supplier, 'slips')
    return supplier.page.locator('.slips .code').allTextContents()
  })
  expect(codes).toHaveLength(6)

  await test.step('each answers once, on a phone', async () => {
    for (const [index, { score, knew, ...more }] of answers.entries()) {
      await phone.goto(paths.voice())
      if (index === 0) {
        await look(phone, 'enter')
        await fill(phone.page, { slip: 'ABC' })
        await pressInVain(phone.page, t('voice.enter.go'), t('voice.refusal.code-shape'))
        await expect(phone.page.locator('[name="slip"]')).toHaveValue('ABC')
      }
      // As somebody types who does not mind capitals and hyphens.
      await fill(phone.page, { slip: codes[index]?.toLowerCase().replace('-', ' ') ?? '' })
      await press(phone.page, t('voice.enter.go'))
      if (index === 0) await pressInVain(phone.page, t('voice.answer.send'), t('voice.refusal.score-missing'))
      await phone.page.getByLabel(tt(`voice.score.${score}`), { exact: true }).check()
      await phone.page.locator(`[name="knew"][value="${knew}"]`).check()
      if ('comment' in more) await fill(phone.page, { comment: more.comment })
      if (index === 1) await look(phone, 'answer')
      await press(phone.page, t('voice.answer.send'))
      await expectTitle(phone.page, t('voice.thanks.title'))
      if (index === 1) await look(phone, 'thanks')
      if (index === 3) {
        await anyone.goto(paths.project(projectNo))
        await expect(anyone.page.getByText(t('voice.figures.tooFew'))).toBeVisible()
      }
    }
  })

  await test.step('a used code and an unknown one are told so, kindly', async () => {
    await phone.goto(paths.voiceAnswer(codes[0] ?? ''))
    await expectTitle(phone.page, t('voice.answer.state.used'))
    await look(phone, 'used')
    await phone.goto(paths.voiceAnswer('0000-0000'))
    await expectTitle(phone.page, t('voice.answer.state.unknown'))
  })

  await test.step('the officer shows one comment and hides the other', async () => {
    const officer = await stage.enterAs(accountIdOf(bureau.officer))
    await officer.goto(paths.desk())
    await follow(officer.page, t('desk.kind.commentsToModerate', { count: 2 }))
    await look(officer, 'bureau')
    const row = (text: string) => officer.page.getByRole('listitem').filter({ hasText: text })
    await press(officer.page, t('voice.bureau.show'), row('送餐准时'))
    await expectSaid(officer.page, t('voice.bureau.toast.shown'))
    await row('李阿婆').locator('summary').click()
    await pressInVain(officer.page, t('voice.bureau.hide'), t('voice.refusal.reason-missing'), row('李阿婆'))
    await fill(row('李阿婆'), { reason: 'NAMES_A_PERSON' })
    await press(officer.page, t('voice.bureau.hide'), row('李阿婆'))
    await expectSaid(officer.page, t('voice.bureau.toast.hidden'))
    await expect(officer.page.getByText(t('voice.bureau.commentsNone'))).toBeVisible()
  })

  await test.step('anyone sees six answers, their interval and the comment that was shown', async () => {
    await anyone.goto(paths.project(projectNo))
    const voice = anyone.page.getByRole('region', { name: t('voice.public.title') })
    await expect(voice).toContainText(t('voice.figures.people', { count: 6 }))
    await expect(voice).toContainText(t('voice.figures.outOf', { mean: '4.3' }))
    await expect(voice).toContainText('83%')
    await expect(voice).toContainText(t('voice.figures.interval', { low: 44, high: 97 }))
    await expect(voice).toContainText(t('voice.figures.interval', { low: 19, high: 81 }))
    await expect(voice).toContainText('送餐准时')
    await expect(voice).not.toContainText('李阿婆')
    await look(anyone, 'public')
  })
})
