import { describe, expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { type CheckFacts, paymentChecks, worstOf } from './payment-check.ts'

const calm: CheckFacts = {
  today: toDay('2026-06-26'),
  organizationName: '晴川社区服务中心（闵行）',
  account: { holder: '晴川社区服务中心(闵行)', confirmedOn: toDay('2025-01-10'), isFirst: false },
  sharedWith: [],
  paidBefore: 3,
  missing: 0,
  expiredDocuments: 0,
  handedInElsewhere: 0,
  credit: 'REGULAR',
  unfit: 0,
  cofundingBehind: 0,
}
const levelOf = (facts: Partial<CheckFacts>, code: string) =>
  paymentChecks({ ...calm, ...facts }).find((check) => check.code === code)?.level

describe('what is found before a payment', () => {
  it('is nothing where nothing is', () => {
    expect(worstOf(paymentChecks(calm))).toBe('PASS')
  })
  it.each([
    ['2026-06-26', 'HIGH'],
    ['2026-05-27', 'HIGH'],
    ['2026-05-26', 'MEDIUM'],
    ['2026-03-28', 'MEDIUM'],
    ['2026-03-27', 'PASS'],
  ])('an account changed on %s is %s', (confirmedOn, level) => {
    const account = { holder: calm.organizationName, confirmedOn: toDay(confirmedOn), isFirst: false }
    expect(levelOf({ account }, 'changed')).toBe(level)
  })
  it('the first account of all was not changed', () => {
    const account = { holder: calm.organizationName, confirmedOn: calm.today, isFirst: true }
    expect(levelOf({ account }, 'changed')).toBe('PASS')
  })
  it.each<[Partial<CheckFacts>, string, string]>([
    [{ account: null }, 'account', 'HIGH'],
    [{ account: { holder: '张三', confirmedOn: toDay('2025-01-10'), isFirst: false } }, 'holder', 'MEDIUM'],
    [{ sharedWith: ['知行社会工作发展中心'] }, 'shared', 'HIGH'],
    [{ credit: 'ABNORMAL' }, 'credit', 'MEDIUM'],
    [{ credit: 'SERIOUS' }, 'credit', 'HIGH'],
    [{ unfit: 1 }, 'unfit', 'MEDIUM'],
    [{ paidBefore: 0 }, 'first', 'LOW'],
    [{ missing: 1 }, 'missing', 'MEDIUM'],
    [{ expiredDocuments: 2 }, 'documents', 'MEDIUM'],
    [{ handedInElsewhere: 1 }, 'elsewhere', 'MEDIUM'],
    [{ cofundingBehind: 1 }, 'cofunding', 'MEDIUM'],
  ])('%j: %s is %s', (facts, code, level) => {
    expect(levelOf(facts, code)).toBe(level)
    expect(worstOf(paymentChecks({ ...calm, ...facts }))).toBe(level)
  })
})
