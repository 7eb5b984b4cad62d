import { expect, test } from 'vitest'
import { type Day, toDay } from '#app/domain/shared/day.ts'
import { Timeline } from './timeline.ts'

const toldOn = async (days: readonly [day: Day, clock: string][]) => {
  const timeline = new Timeline(new Date('2026-12-31T23:00:00+08:00'))
  const inOfficeHours = timeline.inOfficeHours()
  const told: [number, string][] = []
  days.forEach(([day, clock], number) => {
    inOfficeHours(day, clock, (when) => Promise.resolve(told.push([number, when.toISOString()])))
  })
  await timeline.run()
  return told
}

test('on working days acts happen at their hours', async () => {
  expect(
    await toldOn([
      [toDay('2026-11-23'), '16:00'],
      [toDay('2026-11-24'), '09:00'],
    ]),
  ).toEqual([
    [0, '2026-11-23T08:00:00.000Z'],
    [1, '2026-11-24T01:00:00.000Z'],
  ])
})

test('what a weekend or a holiday brings onto one day still happens in its order', async () => {
  const friday = toDay('2026-11-27')
  const saturday = toDay('2026-11-28')
  expect(
    await toldOn([
      [friday, '10:05'],
      [saturday, '09:15'],
      [toDay('2026-11-30'), '08:40'],
    ]),
  ).toEqual([
    [0, '2026-11-27T02:05:00.000Z'],
    [1, '2026-11-27T02:10:00.000Z'],
    [2, '2026-11-30T00:40:00.000Z'],
  ])
  const holidays = ['2026-10-01', '2026-10-03', '2026-10-07'].map(toDay)
  const clocks = ['19:40', '10:05', '09:15']
  const told = await toldOn(holidays.map((day, number) => [day, clocks[number] ?? '']))
  expect(told.map(([number]) => number)).toEqual([0, 1, 2])
  expect(new Set(told.map(([, when]) => when.slice(0, 10)))).toEqual(new Set(['2026-09-30']))
})
