import { dayOf } from '#app/domain/shared/day.ts'
import { recordStep } from '#app/services/need/record-step.server.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf, draftedCall, makeBureau, must } from '#tests/support/scenes.ts'
import { stepTyped, versionOf } from '#tests/support/scenes-need.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a need with a photograph is joined, signed for, set aside and taken up again; another is declined', async ({
  stage,
}) => {
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `way-${name}`)
  const scenes = sceneDatabase(stage)
  const bureau = await makeBureau(scenes)
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const resident = await stage.enter({ name: '居民甲' })
  const neighbour = await stage.enter({ name: '邻居乙' })
  const visitor = await stage.anonymous()
  // The two ways share a site: each asks for something that the other does not.
  const [subject, what] =
    stage.locale === 'en'
      ? ['后巷路灯常年不亮', '晚归的人摸黑走后巷，去年有人摔伤，盼着巡看修理。']
      : ['轮椅出不了单元门', '坡道太陡，坐轮椅的人要两个人抬才能下台阶，盼着改造和搭把手。']
  const title = `${subject}${mark}`
  let needNo = ''
  let id = ''

  await test.step('a resident looks whether it was said already, and sends it', async () => {
    await resident.goto(paths.needNew())
    await pressInVain(resident.page, t('need.similar.look'), t('need.label.title'))
    await fill(resident.page, { title, what, regionId: bureau.body.regionId })
    await press(resident.page, t('need.similar.look'))
    await expect(resident.page.getByText(t('need.similar.none'))).toBeVisible()
    await expect(resident.page.locator('[name="what"]')).toHaveValue(what)
    await look(resident, 'looked')
    await fill(resident.page, { field: 'OTHER', beneficiaries: '楼里的住户', people: '30', whyNow: '冬天要到了。' })
    await press(resident.page, t('need.new.submit'))
    await expectSaid(resident.page, t('need.toast.raised'))
    const need = await db.need.findFirstOrThrow({ where: { title } })
    needNo = need.needNo
    id = need.id
  })

  await test.step('a photograph is added; the official sees it before making it public, and nobody else does', async () => {
    const photo = resident.page.locator('[name="photo"]')
    await photo.setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('不是照片') })
    await pressInVain(resident.page, t('need.photos.submit'), t('need.refusal.not-a-photo'))
    await photo.setInputFiles({ name: '后巷.png', mimeType: 'image/png', buffer: pixel })
    await press(resident.page, t('need.photos.submit'))
    await expectSaid(resident.page, t('need.toast.photo'))
    await look(resident, 'own')
    const { fileId } = await db.needPhoto.findFirstOrThrow({ where: { needId: id } })
    const status = async () =>
      (await visitor.page.request.get(`${stage.siteUrl}${paths.file(fileId, 'small')}`)).status()
    expect(await status()).toBe(404)
    await officer.goto(paths.bureauNeed(id))
    await expect(officer.page.getByRole('img', { name: t('need.photo', { number: 1 }) })).toBeVisible()
    await look(officer, 'to-read')
    await press(officer.page, t('need.takeUp.submit'))
    await expectSaid(officer.page, t('need.toast.takenUp'))
    expect(await status()).toBe(200)
  })

  await test.step('a neighbour finds it, joins it, and takes that back', async () => {
    await neighbour.goto(paths.needNew())
    await fill(neighbour.page, { title: `${subject}，${mark}`, what, regionId: bureau.body.regionId })
    await press(neighbour.page, t('need.similar.look'))
    await expect(neighbour.page.getByRole('heading', { name: t('need.similar.title') })).toBeVisible()
    await look(neighbour, 'similar')
    await follow(neighbour.page, title)
    await press(neighbour.page, t('need.support.give'))
    await expectSaid(neighbour.page, t('need.toast.supported'))
    await press(neighbour.page, t('need.support.takeBack'))
    await expectSaid(neighbour.page, t('need.toast.unsupported'))
    await expect(neighbour.page.getByRole('button', { name: t('need.support.give') })).toBeVisible()
    await resident.goto(paths.need(needNo))
    await expect(resident.page.getByRole('button', { name: t('need.support.give') })).toHaveCount(0)
  })

  await test.step('signatures on paper are counted; how they were collected is said', async () => {
    await officer.page.getByText(t('need.petition.title'), { exact: true }).click()
    await fill(officer.page, { people: '12' })
    await pressInVain(officer.page, t('need.petition.submit'), t('need.petition.collected'))
    await expect(officer.page.locator('[name="people"]')).toHaveValue('12')
    await fill(officer.page, { collected: '居委会签名簿' })
    await press(officer.page, t('need.petition.submit'))
    await expectSaid(officer.page, t('need.toast.petition'))
    await visitor.goto(paths.need(needNo))
    await expect(visitor.page.getByText('居委会签名簿')).toBeVisible()
  })

  const letters = (toAddress: string) =>
    db.message.findMany({ where: { toAddress, template: 'needMoved' }, orderBy: { createdAt: 'desc' } })
  await test.step('it is set aside for a reason, and taken up again; whoever raised it is told', async () => {
    await officer.page.getByText(t('need.aside.title'), { exact: true }).first().click()
    await pressInVain(officer.page, t('need.aside.submit'), t('need.aside.reason'))
    await fill(officer.page, { reason: '已列入明年的改造计划，先等施工。' })
    await press(officer.page, t('need.aside.submit'))
    await expectSaid(officer.page, t('need.toast.setAside'))
    await look(officer, 'set-aside')
    await visitor.page.reload()
    await expect(visitor.page.getByText('已列入明年的改造计划，先等施工。').first()).toBeVisible()
    await look(visitor, 'aside')
    expect((await letters(resident.email))[0]?.values).toMatchObject({ needNo, stateKey: 'need.state.SET_ASIDE' })
    await press(officer.page, t('need.again.submit'))
    await expectSaid(officer.page, t('need.toast.again'))
    await visitor.page.reload()
    await expect(visitor.page.getByText(t('need.state.PROPOSED'), { exact: true })).toBeVisible()
    expect((await letters(resident.email))[0]?.values).toMatchObject({ needNo, stateKey: 'need.state.PROPOSED' })
  })

  await test.step('resolved, it is linked to a draft that was begun already', async () => {
    const now = new Date().toISOString()
    for (const step of ['DELIBERATION', 'REVIEW', 'RESOLUTION'] as const) {
      const taken = { needId: id, version: await versionOf(scenes, id), ...stepTyped(step, dayOf(new Date())) }
      must(await recordStep(scenes.contextAt(now, bureau.officer), taken))
    }
    const { call } = await draftedCall(scenes, { now, bureau, title: `无障碍改造陪护${mark}` })
    await officer.page.reload()
    await pressInVain(officer.page, t('need.toCall.link'), t('need.toCall.existing'))
    await fill(officer.page, { callId: call.id })
    await look(officer, 'to-call')
    await press(officer.page, t('need.toCall.link'))
    await expectSaid(officer.page, t('need.toast.linked'))
    await expect(officer.page.getByText(t('need.toCall.inCall'))).toBeVisible()
    await officer.goto(paths.bureauCall(call.id))
    await expect(officer.page.locator(`a[href$="${paths.need(needNo)}"]`)).toBeVisible()
    await look(officer, 'draft')
    // A draft is nobody's business yet.
    await visitor.page.reload()
    await expect(visitor.page.getByText(call.title)).toHaveCount(0)
  })

  await test.step('what is nobody’s business is declined: others see its number and the reason only', async () => {
    const email = `${mark}@example.cn`
    // Without the mark: it would be like the other by that alone.
    const secret = '楼上那一家天天吵架'
    await visitor.goto(paths.needNew())
    await fill(visitor.page, {
      title: secret,
      what: '楼上那一家的家事，请你们去管一管他们。',
      regionId: bureau.body.regionId,
      field: 'OTHER',
      beneficiaries: '我家',
      people: '1',
      whyNow: '夜里睡不着。',
      email,
    })
    await press(visitor.page, t('need.new.submit'))
    const no = new URL(visitor.page.url()).pathname.split('/').at(-1) ?? ''
    const need = await db.need.findUniqueOrThrow({ where: { needNo: no } })
    await officer.goto(paths.bureauNeed(need.id))
    await officer.page.getByText(t('need.declining.title'), { exact: true }).click()
    await pressInVain(officer.page, t('need.declining.submit'), t('need.declining.why'))
    await look(officer, 'declining')
    await fill(officer.page, { code: 'PRIVATE' })
    await press(officer.page, t('need.declining.submit'))
    await expectSaid(officer.page, t('need.toast.declined'))
    await look(officer, 'board')
    await visitor.goto(paths.need(need.needNo))
    await expectTitle(visitor.page, t('need.unread.title'))
    await expect(visitor.page.getByText(tt('need.unread.declined', { why: t('need.decline.PRIVATE') }))).toBeVisible()
    await expect(visitor.page.getByText(secret)).toHaveCount(0)
    await look(visitor, 'declined')
    expect(await letters(email)).toMatchObject([{ values: { stateKey: 'need.decline.PRIVATE' } }])
  })
})
