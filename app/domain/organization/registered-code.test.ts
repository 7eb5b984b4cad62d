import { expect, it } from 'vitest'
import { registeredCode } from './registered-code.ts'

const codeOf = (...args: Parameters<typeof registeredCode>) => {
  const outcome = registeredCode(...args)
  return outcome.ok ? outcome.code : outcome.refusal.code
}

it('asks every kind but community groups for a code', () => {
  expect(codeOf('COMMUNITY_GROUP', '')).toBeUndefined()
  expect(codeOf('FOUNDATION', '')).toBe('organization.credit-code-missing')
})

it('takes a code as people type it, and only of the same kind', () => {
  expect(codeOf('SERVICE_INSTITUTION', ' 52310105mj50200186 ')).toBe('52310105MJ50200186')
  expect(codeOf('FOUNDATION', '52310105MJ50200186')).toBe('organization.credit-code-kind')
  expect(codeOf('ENTERPRISE', '91330106673959654P')).toBe('91330106673959654P')
  expect(codeOf('SERVICE_INSTITUTION', '52310105MJ50200187')).toBe('organization.credit-code-check-digit')
})
