import { expect, it } from 'vitest'
import { type CallFees, decideFee } from './fees.ts'
import { callFeeForm, serviceForm } from './schema.ts'

const group = (code: string, relief: 'NONE' | 'REDUCED' | 'FREE') => ({ code, relief, zh: code, en: code })
const fees: CallFees = {
  terms: { capFen: '3000', lowShareBps: 3_000 },
  groups: [group('DISABLED', 'REDUCED'), group('DESTITUTE', 'FREE'), group('VETERANS', 'NONE')],
}
const meal = {
  class: 'PUBLIC_BENEFIT' as const,
  mode: 'LOW' as const,
  cost: 2_000n,
  feeFen: 600n,
  reducedGroups: ['DISABLED'],
  freeGroups: ['DESTITUTE'],
}
const codeOf = (over: Partial<Parameters<typeof decideFee>[0]>, of = fees) => {
  const outcome = decideFee({ ...meal, ...over }, of)
  return outcome.ok ? 'ok' : outcome.refusal.code
}

it.each([
  ['ok', {}],
  ['fee.low-too-high', { feeFen: 601n }],
  ['ok', { mode: 'PAID' as const, feeFen: 2_000n }],
  ['fee.over-cost', { mode: 'PAID' as const, feeFen: 2_001n }],
  ['ok', { mode: 'PAID' as const, class: 'COMMERCIAL' as const, feeFen: 3_000n }],
  ['fee.over-cap', { mode: 'PAID' as const, class: 'COMMERCIAL' as const, feeFen: 3_001n }],
  ['fee.group-missing', { freeGroups: [] }],
  ['fee.group-missing', { reducedGroups: [] }],
  ['ok', { reducedGroups: [], freeGroups: ['DESTITUTE', 'DISABLED'] }],
  ['fee.group-missing', { reducedGroups: ['DISABLED', 'DESTITUTE'], freeGroups: [] }],
])('a service within its call’s terms: %s', (code, over) => {
  expect(codeOf(over)).toBe(code)
})

it('where a call says nothing everything is free', () => {
  const none: CallFees = { terms: null, groups: [] }
  expect(codeOf({}, none)).toBe('fee.only-free')
  expect(codeOf({ mode: 'FREE', feeFen: 0n }, none)).toBe('ok')
})

const typed = {
  version: '1',
  name: '助餐',
  unit: '餐',
  class: 'PUBLIC_BENEFIT',
  mode: 'LOW',
  cost: '20',
  fee: '6',
  reduced: '3',
  groups: [
    { code: 'DISABLED', relief: 'REDUCED' },
    { code: 'DESTITUTE', relief: 'FREE' },
  ],
}
const wrongIn = (over: object) => {
  const read = serviceForm.safeParse({ ...typed, ...over })
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))
}

it('a free service takes nothing, whatever was left in the fields', () => {
  expect(serviceForm.parse({ ...typed, mode: 'FREE' })).toMatchObject({
    feeFen: 0n,
    reducedFen: null,
    reducedGroups: [],
    freeGroups: [],
  })
  expect(serviceForm.parse(typed)).toMatchObject({ feeFen: 600n, reducedFen: 300n, reducedGroups: ['DISABLED'] })
})

it('a fee, and a reduced one below it, are asked for where they are needed', () => {
  expect(wrongIn({ fee: '' })).toEqual(['fee'])
  expect(wrongIn({ reduced: '' })).toEqual(['reduced'])
  expect(wrongIn({ reduced: '6' })).toEqual(['reduced'])
  expect(wrongIn({ cost: '0' })).toEqual(['cost'])
  expect(wrongIn({ mode: 'FREE', fee: '', reduced: '' })).toEqual([])
})

it('a call has both a cap and a share, or neither', () => {
  const call = { version: '1', cap: '30', lowShare: '30', groups: [{ code: 'DISABLED', relief: '' }] }
  const wrong = (over: object) => !callFeeForm.safeParse({ ...call, ...over }).success
  expect(callFeeForm.parse(call)).toMatchObject({ terms: { capFen: 3_000n, lowShareBps: 3_000 }, groups: [] })
  expect(callFeeForm.parse({ ...call, cap: '', lowShare: '' }).terms).toBeNull()
  expect([wrong({ lowShare: '' }), wrong({ cap: '0' }), wrong({ lowShare: '100' })]).toEqual([true, true, true])
})
