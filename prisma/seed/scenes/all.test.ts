import { expect, it } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { addDays, startOfDay, toDay } from '#app/domain/shared/day.ts'
import { bodies } from '../data/bodies.ts'
import { organizations } from '../data/organizations.ts'
import { Timeline } from '../timeline.ts'
import type { World } from '../world.ts'
import { tellEverything } from './all.ts'

/** Names without rows: enough to lay the acts out, none of which runs here. */
function unpeopled(today: World['today']): World {
  const staff = {
    officer: anonymous,
    officer2: anonymous,
    approver: anonymous,
    finance: anonymous,
    supervisor: anonymous,
    evaluator: anonymous,
  }
  const people = { owner: anonymous, editor: anonymous, certifier: anonymous }
  const [firstBody] = bodies
  const [firstOrganization] = organizations
  if (firstBody === undefined || firstOrganization === undefined) throw new Error('the data is empty')
  return {
    today,
    as: () => {
      throw new Error('no act runs here')
    },
    body: (key) => ({ id: '', row: bodies.find((row) => row.key === key) ?? firstBody, staff, funds: new Map() }),
    organization: (key) => ({
      id: '',
      row: organizations.find((row) => row.key === key) ?? firstOrganization,
      ...people,
    }),
    expert: (key) => ({ id: '', key, region: '', actor: anonymous }),
    incubator: (key) => key,
    resident: anonymous,
    region: (code) => code,
  }
}

it('lets nothing happen in the future, on whichever day it is told, even at midnight after a long holiday', () => {
  const everyTwoWeeks = Array.from({ length: 40 }, (_, index) => addDays(toDay('2026-01-04'), index * 14 + (index % 7)))
  for (const today of [...everyTwoWeeks, toDay('2026-02-24'), toDay('2026-10-08'), toDay('2026-10-12')]) {
    expect(() => {
      tellEverything(unpeopled(today), new Timeline(startOfDay(today)))
    }).not.toThrow()
  }
})
