import { expect, test } from 'vitest'
import { expenseForm, type ExpenseKind, expenseWants } from './schema.ts'
import { lineUse, sumLines } from './spending.ts'

test('a line is used up to its last fen, and above it that is said', () => {
  expect(lineUse({ budgetFen: 20_893_600n, spentFen: 3_760_800n }).percent).toBe(18)
  expect(lineUse({ budgetFen: 300n, spentFen: 299n })).toEqual({ leftFen: 1n, percent: 99, isAbove: false })
  expect(lineUse({ budgetFen: 300n, spentFen: 300n })).toEqual({ leftFen: 0n, percent: 100, isAbove: false })
  expect(lineUse({ budgetFen: 300n, spentFen: 301n })).toEqual({ leftFen: -1n, percent: 100, isAbove: true })
  expect(lineUse({ budgetFen: 0n, spentFen: 5n })).toEqual({ leftFen: -5n, percent: null, isAbove: true })
  expect(
    sumLines([
      { budgetFen: 1n, spentFen: 2n },
      { budgetFen: 3n, spentFen: 4n },
    ]),
  ).toEqual({ budgetFen: 4n, spentFen: 6n })
})

const typed = {
  batchId: '018f0000-0000-7000-8000-000000000001',
  lineNo: '1',
  kind: 'MATERIAL',
  spentOn: '2026-05-01',
  payee: '文具店',
  purpose: '宣传册',
  amount: '10',
  invoiceNo: ' 00 12ab',
  invoiceCode: '',
  invoiceTotal: '',
  persons: '',
  personDays: '',
  file: new File(['%PDF'], 'a.pdf'),
}
const wrongFields = (over: object) =>
  (expenseForm.safeParse({ ...typed, ...over }).error?.issues ?? []).map(({ path }) => path.join('.'))

test('an item says what its kind needs', () => {
  expect(expenseForm.parse(typed)).toMatchObject({ amount: 1_000n, invoiceNo: '0012AB', persons: undefined })
  expect(wrongFields({ kind: '' })).toEqual([])
  const wants = (kind: ExpenseKind | undefined, over: object = {}) =>
    Object.keys(expenseWants(kind, { persons: undefined, personDays: undefined, ...over }))
  expect(wants(undefined)).toEqual(['kind'])
  expect(wants('MATERIAL')).toEqual([])
  expect(wants('TRAINING')).toEqual(['personDays'])
  expect(wants('EXPERT')).toEqual(['personDays', 'persons'])
  expect(wants('EXPERT', { persons: 3, personDays: 2 })).toEqual(['personDays'])
  expect(wrongFields({ invoiceTotal: '10' })).toEqual(['invoiceTotal'])
  expect(wrongFields({ invoiceTotal: '20', invoiceNo: '' })).toEqual(['invoiceNo'])
  expect(wrongFields({ amount: '0' })).toEqual(['amount'])
})
