import { expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { type BidContent, emptyContent } from './content.ts'
import { type Asked, decideSeal, problemsOf, tasksOf } from './ready.ts'

const asked: Asked = {
  ceilingFen: 1_000n,
  items: [],
  documents: [],
  validOn: null,
  partners: [],
  caps: [],
  matching: null,
  criteria: [
    { code: 'c1', title: '需求', kind: 'SUBJECTIVE', answerLimit: 5 },
    { code: 'c2', title: '方案', kind: 'SUBJECTIVE', answerLimit: 100 },
    { code: 'price', title: '报价', kind: 'PRICE', answerLimit: 100 },
  ],
}
const unpriced: Asked = { ...asked, criteria: asked.criteria.slice(0, 2) }
const complete: BidContent = {
  answers: { c1: '五个汉字。', c2: '甲' },
  budgetLines: [
    { item: '人员', basis: '2 人', amountFen: '600' },
    { item: '活动', basis: '4 场', amountFen: '400' },
  ],
  priceFen: '1000',
  files: [],
}
const codes = (content: BidContent, of = asked) =>
  problemsOf(content, of).map(({ code, at }) => (at ? `${code} ${at}` : code))

test('a complete bid has no problem; an empty one says everything that is missing', () => {
  expect(codes(complete)).toEqual([])
  expect(codes(emptyContent)).toEqual(['answer-missing c1', 'answer-missing c2', 'price-missing'])
})

test('an answer fits its limit, counted in characters; blanks are no answer', () => {
  expect(codes({ ...complete, answers: { c1: '六个汉字。。', c2: ' \n ' } })).toEqual([
    'answer-too-long c1',
    'answer-missing c2',
  ])
  // Outside the basic plane one character is two code units.
  expect(codes({ ...complete, answers: { c1: '𠮷𠮷𠮷𠮷𠮷', c2: '甲' } })).toEqual([])
})

test('the budget is whole, adds up to the price to the fen, and stays within the ceiling', () => {
  expect(codes({ ...complete, priceFen: '999' })).toEqual(['budget-not-price'])
  expect(codes({ ...complete, budgetLines: [] })).toEqual(['budget-missing'])
  expect(codes({ ...complete, priceFen: '1001' })).toEqual(['price-over-ceiling', 'budget-not-price'])
  expect(codes({ ...complete, priceFen: null })).toEqual(['price-missing'])
  expect(codes({ ...complete, priceFen: '0' })).toEqual(['price-missing'])
  const lines = [...complete.budgetLines, { item: '', basis: '', amountFen: '0' }]
  expect(codes({ ...complete, budgetLines: lines })).toEqual(['line-incomplete 3'])
})

test('where no price is scored a bid may name none, but not half of one', () => {
  expect(codes({ ...complete, budgetLines: [], priceFen: null }, unpriced)).toEqual([])
  expect(codes({ ...complete, priceFen: null }, unpriced)).toEqual(['price-missing'])
  expect(codes({ ...complete, priceFen: '2000' }, unpriced)).toEqual(['price-over-ceiling', 'budget-not-price'])
})

test('the task list says how far each part is', () => {
  expect(tasksOf(emptyContent, asked)).toMatchObject({
    answers: { state: 'NOT_STARTED', answered: 0, of: 2 },
    budget: { state: 'NOT_STARTED' },
    files: { state: 'OPTIONAL', count: 0 },
    isReady: false,
  })
  expect(tasksOf({ ...emptyContent, answers: { c1: '甲' }, priceFen: '5' }, asked)).toMatchObject({
    answers: { state: 'IN_PROGRESS', answered: 1 },
    budget: { state: 'IN_PROGRESS' },
  })
  expect(tasksOf(complete, asked)).toMatchObject({
    answers: { state: 'COMPLETE' },
    budget: { state: 'COMPLETE' },
    isReady: true,
  })
  expect(tasksOf(emptyContent, unpriced).budget.state).toBe('OPTIONAL')
})

test('sealing is decided on what was checked', () => {
  const draft = { content: complete, version: 4 }
  expect(decideSeal({ state: 'DRAFT' }, draft, 4, asked)).toEqual({ ok: true })
  expect(decideSeal({ state: 'SEALED' }, draft, 4, asked)).toMatchObject({ refusal: { code: 'bid.wrong-state' } })
  expect(decideSeal({ state: 'DRAFT' }, draft, 3, asked)).toMatchObject({ refusal: { code: 'stale' } })
  expect(decideSeal({ state: 'DRAFT' }, { ...draft, content: emptyContent }, 4, asked)).toMatchObject({
    refusal: { code: 'bid.not-ready' },
  })
})

test('certificates that are asked for are there, and valid on the day of the deadline', () => {
  const fileId = '019a0000-0000-7000-8000-000000000001'
  const certificate = {
    fileId,
    kind: 'LICENCE',
    title: '',
    number: '',
    issuedOn: null,
    validUntil: '2026-03-19',
  } as const
  const licensed: Asked = { ...asked, documents: ['LICENCE'], validOn: toDay('2026-03-20') }
  expect(codes(complete, licensed)).toEqual(['document-missing LICENCE'])
  expect(codes({ ...complete, documents: [certificate] }, licensed)).toEqual([`document-expires ${fileId}`])
  expect(codes({ ...complete, documents: [{ ...certificate, validUntil: '2026-03-20' }] }, licensed)).toEqual([])
  expect(codes({ ...complete, documents: [{ ...certificate, validUntil: null }] }, licensed)).toEqual([])
  // At the opening only what is there counts: a deadline that moved makes no sealed bid incomplete.
  expect(codes({ ...complete, documents: [certificate] }, { ...licensed, validOn: null })).toEqual([])
  expect(tasksOf(complete, licensed).files.state).toBe('NOT_STARTED')
})
