import { expect, test } from 'vitest'
import { toDay } from '#app/domain/shared/day.ts'
import { addWorkingDays } from '#app/domain/shared/working-days.ts'
import { loadCalendar } from '#app/services/calendar/load-calendar.server.ts'
import { readCalendarPage } from '#app/services/calendar/queries/calendar-page.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makePerson, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const docNo = '国办发明电〔2026〕9号'
const now = '2026-11-22T09:00:00+08:00'

async function administrator() {
  const person = await makePerson(t, '平台管理员')
  await t.owner.account.update({ where: { id: accountIdOf(person) }, data: { isAdministrator: true } })
  return { ...person, isAdministrator: true }
}

test('a year is loaded once, and corrected only by a new version that says why', async () => {
  const ctx = t.contextAt(now, await administrator())
  expect(addWorkingDays(toDay('2027-01-01'), 1, await readCalendar(t.owner))).toMatchObject({
    refusal: { code: 'calendar.year-not-loaded' },
  })
  const first = { docNo, text: '2027-01-01,off,元旦\n2027-01-04,off,元旦', reason: '' }
  expect(must(await loadCalendar(ctx, first))).toMatchObject({ year: 2027, version: 1 })
  expect(addWorkingDays(toDay('2027-01-01'), 1, await readCalendar(t.owner))).toMatchObject({ day: '2027-01-05' })

  const corrected = { docNo, text: '2027-01-01,off,元旦', reason: '' }
  expect(await loadCalendar(ctx, corrected)).toMatchObject({ refusal: { code: 'calendar.reason-missing' } })
  expect(must(await loadCalendar(ctx, { ...corrected, reason: '通知更正' })).version).toBe(2)
  expect(addWorkingDays(toDay('2027-01-01'), 1, await readCalendar(t.owner))).toMatchObject({ day: '2027-01-04' })
  const { notices } = await readCalendarPage(ctx)
  expect(notices.filter(({ year }) => year === 2027)).toMatchObject([
    { version: 2, isCurrent: true, reason: '通知更正' },
    { version: 1, isCurrent: false },
  ])
  expect(await t.owner.auditEvent.count({ where: { type: 'calendar.loaded' } })).toBe(2)
})

test('only administrators load, in the service and in the database; nobody writes past the door', async () => {
  const nobody = await makePerson(t, '路人')
  const input = { docNo, text: '2028-01-01,off,元旦', reason: '' }
  expect(await loadCalendar(t.contextAt(now, nobody), input)).toMatchObject({ refusal: { code: 'forbidden' } })
  const posing = { ...t.contextAt(now, { ...nobody, isAdministrator: true }), db: t.app, tellsClock: false }
  expect(await loadCalendar(posing, input)).toMatchObject({ refusal: { code: 'calendar.not-administrator' } })
  await expect(t.app.$executeRaw`DELETE FROM calendar_day`).rejects.toThrow(/permission denied/)
  await expect(t.app.$executeRaw`UPDATE calendar_year SET source = 'x'`).rejects.toThrow(/permission denied/)
  await expect(t.owner.$executeRaw`UPDATE calendar_notice SET doc_no = 'x'`).rejects.toThrow(/append-only/)
})
