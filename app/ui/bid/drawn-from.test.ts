import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { digestsText } from '#app/domain/bid/merge-draft.ts'
import { formState } from '#app/ui/form/form-state.ts'
import { DrawnFrom, conflictsOf } from './drawn-from.tsx'

const newest = digestsText({ 'answers.c1': 'n1', 'answers.c2': 'n2' })
const drawn = digestsText({ 'answers.c1': 'd1', 'answers.c2': 'd2' })
const stored = { answers: { c1: '同事的一', c2: '同事的二' } }
const typed = { answers: { c1: '我的一', c2: '旧的二' }, base: drawn, version: '3' }

const after = (rest: object) =>
  formState(
    'save',
    { kind: 'form-reply', intent: 'save', values: typed, errors: {}, refusal: undefined, ...rest },
    stored,
  )
const carried = (form: ReturnType<typeof formState>) => {
  const html = renderToStaticMarkup(createElement(DrawnFrom, { form, base: newest }))
  return Object.fromEntries(
    [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

test('a page is drawn from what is stored, and one that comes back from what it was first drawn from', () => {
  expect(carried(formState('save', undefined, stored))).toEqual({ base: newest })
  expect(carried(after({ errors: { price: ['form.money'] } }))).toEqual({ base: drawn })
  // A row more or less.
  expect(carried(after({}))).toEqual({ base: drawn })
  // A page that carried none gets none: it must not pass for one that was drawn just now.
  expect(carried(after({ values: { version: '3' } }))).toEqual({ base: '' })
})

test('after a conflict it carries what was seen, and shows what is stored where only a colleague wrote', () => {
  const base = digestsText({ 'answers.c1': 'd1', 'answers.c2': 'd2' })
  const seen = digestsText({ 'answers.c1': 's1' })
  const form = after({ refusal: { code: 'bid.stale', data: { base, seen, kept: 'answers.c2' } } })
  expect(carried(form)).toEqual({ base: digestsText({ 'answers.c1': 'd1', 'answers.c2': 'n2' }), seen })
  expect([...conflictsOf(form)]).toEqual(['answers.c1'])
  expect(form.value('answers.c1')).toBe('我的一')
  expect(form.value('answers.c2')).toBe('同事的二')
  // Whatever comes back next, what was seen stays seen.
  const next = after({ values: { ...typed, seen } })
  expect(carried(next)).toEqual({ base: drawn, seen })
  expect([...conflictsOf(next)]).toEqual(['answers.c1'])
})

test('rows and single fields of a kept part come back as they are stored', () => {
  const values = { price: '1', lines: [{ item: '旧' }], rows: { q2: [{ c1: '旧' }], q3: [{ c1: '我的' }] } }
  const initial = { price: '2', lines: [{ item: '新' }, { item: '新二' }], rows: { q2: [], q3: [] } }
  const data = { kept: 'lines rows.q2' }
  const form = formState(
    'save',
    { kind: 'form-reply', intent: 'save', values, errors: {}, refusal: { code: 'bid.stale', data } },
    initial,
  )
  expect([form.value('price'), form.rows('lines'), form.rows('rows.q2'), form.rows('rows.q3')]).toEqual(['1', 2, 0, 1])
})
