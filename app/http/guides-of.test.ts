import { expect, test } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { guides } from '#app/i18n/guide/index.ts'
import { guidesOf } from './guides-of.ts'

test('everybody is led to the guides of what they do, once each', () => {
  expect(guidesOf({ ...anonymous, accountId: 'a' })).toEqual(['resident'])
  const organizations = (['OWNER', 'EDITOR', 'CERTIFIER'] as const).map((role) => ({ organizationId: 'o', role }))
  expect(guidesOf({ ...anonymous, accountId: 'a', organizations })).toEqual(['owner', 'certifier'])
  const bodies = (['OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR', 'EVALUATOR'] as const).map((role) => ({
    bodyId: 'b',
    role,
  }))
  const all = guidesOf({ ...anonymous, accountId: 'a', organizations, bodies, expertId: 'e', isAdministrator: true })
  expect(new Set([...all, 'resident'])).toEqual(new Set(guides.map(({ role }) => role)))
})
