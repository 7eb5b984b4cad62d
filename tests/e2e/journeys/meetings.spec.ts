import { addDays, type Day, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf, makeBureau } from '#tests/support/scenes.ts'
import { proposedNeed } from '#tests/support/scenes-need.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, type Stage, test } from '../stage.ts'

/** It has begun: only the schema's owner can move what was announced. */
async function letMeetingBegin({ db }: Stage, meetingId: string): Promise<Day> {
  const begun = new Date(Date.now() - 60_000)
  await db.$transaction([
    db.$executeRaw`ALTER TABLE meeting DISABLE TRIGGER USER`,
    db.$executeRaw`UPDATE meeting SET starts_at = ${begun} WHERE id = ${meetingId}::uuid`,
    db.$executeRaw`ALTER TABLE meeting ENABLE TRIGGER USER`,
  ])
  return dayOf(begun)
}

test('a meeting is announced in time, held by enough, votes, and tells what was said; another is cancelled', async ({
  stage,
}) => {
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `meeting-${name}`)
  const scenes = sceneDatabase(stage)
  const bureau = await makeBureau(scenes)
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const visitor = await stage.anonymous()
  const today = dayOf(new Date())
  const needTitle = stage.locale === 'en' ? `乐龄读报角${mark}：请人来读报` : `社区共享工具房${mark}：借用梯子和手推车`
  const need = await proposedNeed(scenes, bureau.body, bureau.officer, today, {
    title: needTitle,
    what: `${needTitle}，大家提了多次，盼着有地方有人管。`,
  })
  const title = `第二居民区代表会议${mark}`
  const minutes = '一、同意先试办三个月。\n二、由居委会公布使用办法。'
  let id = ''

  await test.step('an officer announces it from the need; too late is refused and nothing typed is lost', async () => {
    await officer.goto(paths.bureauNeed(need.id))
    await follow(officer.page, t('need.step.announce'))
    await expect(officer.page.locator('[name="subjects"]')).toHaveValue(need.needNo)
    await fill(officer.page, {
      kind: 'REPRESENTATIVES',
      title,
      startsAt: `${addDays(today, 1)}T19:00`,
      place: '居民活动室二楼',
      chair: '王某某，居委会主任',
      agenda: '一、通报情况\n二、讨论并表决',
    })
    await pressInVain(
      officer.page,
      t('meeting.new.submit'),
      tt('meeting.refusal.notice-short', { days: 3, earliest: addDays(today, 3) }),
    )
    await fill(officer.page, { startsAt: `${addDays(today, 4)}T19:00` })
    await pressInVain(officer.page, t('meeting.new.submit'), t('meeting.refusal.no-seats'))
    await expect(officer.page.locator('[name="title"]')).toHaveValue(title)
    await officer.page.getByText(t('meeting.new.more'), { exact: true }).click()
    await fill(officer.page, { 'seats.RESIDENT_REPRESENTATIVES': '20', 'seats.POLICE': '2' })
    await look(officer, 'new')
    await press(officer.page, t('meeting.new.submit'))
    await expectSaid(officer.page, t('meeting.toast.announced'))
    await expectTitle(officer.page, title)
    await look(officer, 'announced')
    id = (await db.meeting.findFirstOrThrow({ where: { title } })).id
  })

  await test.step('anybody reads of it before; nobody can say yet who came', async () => {
    await expect(officer.page.getByRole('button', { name: t('meeting.attendance.submit') })).toHaveCount(0)
    await visitor.goto(`${paths.meetings()}?when=coming`)
    await look(visitor, 'list')
    await follow(visitor.page, title)
    await expect(visitor.page.getByText(t('meeting.state.ANNOUNCED'), { exact: true })).toBeVisible()
    await expect(visitor.page.getByRole('link', { name: needTitle })).toBeVisible()
    await look(visitor, 'public')
  })

  const heldOn = await letMeetingBegin(stage, id)
  await test.step('too few came: it is not held; enough came, and it is', async () => {
    await officer.goto(paths.desk())
    await follow(officer.page, t('desk.kind.meetingToRecord'))
    await expectTitle(officer.page, title)
    await fill(officer.page, { 'attended.RESIDENT_REPRESENTATIVES': '9', 'attended.POLICE': '2' })
    await pressInVain(officer.page, t('meeting.attendance.submit'), tt('meeting.refusal.quorum-short', { needed: 12 }))
    await expect(officer.page.locator('[name="attended.RESIDENT_REPRESENTATIVES"]')).toHaveValue('9')
    await look(officer, 'too-few')
    await fill(officer.page, { 'attended.RESIDENT_REPRESENTATIVES': '16' })
    await press(officer.page, t('meeting.attendance.submit'))
    await expectSaid(officer.page, t('meeting.toast.held'))
  })

  await test.step('a vote of more than came is refused; a vote and a paper are added', async () => {
    await fill(officer.page, { motion: '先试办三个月', votesFor: '17', votesAgainst: '1', abstained: '1' })
    await pressInVain(officer.page, t('meeting.voting.submit'), t('meeting.refusal.votes-over'))
    await fill(officer.page, { votesFor: '15', votesAgainst: '1', abstained: '0' })
    await press(officer.page, t('meeting.voting.submit'))
    await expectSaid(officer.page, t('meeting.toast.vote'))
    await pressInVain(officer.page, t('meeting.papers.submit'), t('meeting.papers.file'))
    await officer.page.locator('[name="file"]').setInputFiles({
      name: '使用办法.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('周一至周五借还。'),
    })
    await press(officer.page, t('meeting.papers.submit'))
    await expectSaid(officer.page, t('meeting.toast.paper'))
    await look(officer, 'held')
    await visitor.goto(paths.meeting(id))
    await expect(visitor.page.getByText('先试办三个月')).toBeVisible()
    await expect(visitor.page.getByText('使用办法.txt')).toHaveCount(0)
  })

  await test.step('the step of the need names the meeting, and counts no guests', async () => {
    await officer.goto(paths.bureauNeed(need.id))
    const voted = { meetingId: id, heldOn, entitled: '20', votesFor: '15', votesAgainst: '1', abstained: '0' }
    await fill(officer.page, { ...voted, present: '18', summary: '代表同意先试办。' })
    await pressInVain(officer.page, t('need.step.submit'), t('need.refusal.present-over-meeting'))
    await fill(officer.page, { present: '16' })
    await press(officer.page, t('need.step.submit'))
    await expectSaid(officer.page, t('need.toast.passed'))
  })

  await test.step('the minutes are published, and anybody reads them with their paper', async () => {
    await approver.goto(paths.bureauMeeting(id))
    await fill(approver.page, { minutes: '略' })
    await pressInVain(approver.page, t('meeting.publishing.submit'), t('meeting.minutes'))
    await fill(approver.page, { minutes })
    await press(approver.page, t('meeting.publishing.submit'))
    await expectSaid(approver.page, t('meeting.toast.published'))
    await visitor.page.reload()
    await expect(visitor.page.getByText('由居委会公布使用办法。')).toBeVisible()
    await look(visitor, 'minutes')
    const paper = visitor.page.getByRole('link', { name: '使用办法.txt' })
    const answer = await visitor.page.request.get(
      new URL((await paper.getAttribute('href')) ?? '', visitor.page.url()).href,
    )
    expect(await answer.text()).toBe('周一至周五借还。')
  })

  await test.step('another is cancelled for a reason that anybody reads, also where the need is told of', async () => {
    await approver.goto(`${paths.bureauMeetingNew()}?need=${need.needNo}`)
    await fill(approver.page, {
      kind: 'HEARING',
      title: `听证会${mark}`,
      startsAt: `${addDays(today, 9)}T14:00`,
      place: '街道会议室',
      chair: '李某某，街道办副主任',
      agenda: '听取居民意见',
      'seats.RESIDENTS': '30',
    })
    await press(approver.page, t('meeting.new.submit'))
    await approver.page.getByText(t('meeting.cancelling.title'), { exact: true }).first().click()
    await pressInVain(approver.page, t('meeting.cancelling.submit'), t('meeting.cancelling.reason'))
    await fill(approver.page, { reason: '当天停电，改期另行公告。' })
    await press(approver.page, t('meeting.cancelling.submit'))
    await expectSaid(approver.page, t('meeting.toast.cancelled'))
    await look(approver, 'board-cancelled')
    await visitor.goto(paths.need(need.needNo))
    await expect(visitor.page.getByText(t('meeting.state.CANCELLED'), { exact: true })).toBeVisible()
    await look(visitor, 'of-need')
    await follow(visitor.page, `听证会${mark}`)
    await expect(visitor.page.getByText('当天停电，改期另行公告。')).toBeVisible()
    await look(visitor, 'cancelled')
    await approver.goto(paths.bureauMeetings())
    await look(approver, 'board')
  })
})
