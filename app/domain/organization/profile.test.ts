import { expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { isYoung, missingOf } from './profile.ts'

it('is young for three years from its founding', () => {
  const today = toDay('2026-11-22')
  expect(isYoung(toDay('2026-11-22'), today)).toBe(true)
  expect(isYoung(toDay('2023-11-23'), today)).toBe(true)
  expect(isYoung(toDay('2023-11-21'), today)).toBe(false)
  expect(isYoung(toDay('2026-11-23'), today)).toBe(false)
  expect(isYoung(null, today)).toBe(false)
})

it('names what is still empty, in the order of the form', () => {
  const whole = {
    introduction: '为老服务',
    legalRepresentative: '何风',
    supervisingUnit: '区民政局',
    businessScope: '养老服务',
    foundedOn: '2019-05-01',
    registeredFen: 3_000_000n,
    spaceSqm: 120,
    internalRules: ['CHARTER'],
  }
  expect(missingOf(whole)).toEqual([])
  expect(missingOf({ ...whole, businessScope: '', spaceSqm: null, internalRules: [] })).toEqual([
    'businessScope',
    'spaceSqm',
    'internalRules',
  ])
})
