import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BidContent, emptyContent } from './content.ts'
import {
  digestsText,
  fieldTexts,
  mergeFields,
  nextBase,
  readDigests,
  seenOf,
  withDigests,
  withFields,
} from './merge-draft.ts'

const none = {}
const merged = (sides: Partial<Parameters<typeof mergeFields>[0]>) =>
  mergeFields({ base: none, seen: none, stored: none, typed: none, ...sides })

test('each of the four ways a field can go', () => {
  const base = { a: '1', b: '1', c: '1', d: '1' }
  expect(
    merged({ base, stored: { a: '2', b: '1', c: '2', d: '2' }, typed: { a: '1', b: '3', c: '2', d: '3' } }),
  ).toEqual({ kept: ['a'], taken: ['b'], conflicts: ['d'] })
})

test('nothing is a thing to have been drawn from, to be stored and to be typed', () => {
  // Both began on an empty field.
  expect(merged({ stored: { a: '2' }, typed: { a: '3' } })).toMatchObject({ conflicts: ['a'] })
  expect(merged({ typed: { a: '3' } })).toMatchObject({ taken: ['a'] })
  expect(merged({ stored: { a: '2' } })).toMatchObject({ kept: ['a'] })
  // One emptied it; the other changed it.
  expect(merged({ base: { a: '1' }, stored: { a: '1' } })).toMatchObject({ taken: ['a'] })
  expect(merged({ base: { a: '1' }, typed: { a: '1' } })).toMatchObject({ kept: ['a'] })
  expect(merged({ base: { a: '1' }, stored: { a: '2' } })).toMatchObject({ conflicts: ['a'] })
  expect(merged({ base: { a: '1' }, typed: { a: '2' } })).toMatchObject({ conflicts: ['a'] })
})

test('whoever has seen the other words may replace them, and only those', () => {
  const sides = { base: { a: '1' }, stored: { a: '2' }, typed: { a: '3' } }
  expect(merged({ ...sides, seen: seenOf(['a'], sides.stored) })).toMatchObject({ taken: ['a'] })
  expect(merged({ ...sides, stored: { a: '4' }, seen: seenOf(['a'], sides.stored) })).toMatchObject({
    conflicts: ['a'],
  })
  // Going back to the first words is a choice too.
  expect(merged({ ...sides, typed: sides.base, seen: seenOf(['a'], sides.stored) })).toMatchObject({ taken: ['a'] })
  // What was seen was that it is empty now.
  expect(merged({ ...sides, stored: {}, seen: seenOf(['a'], {}) })).toMatchObject({ taken: ['a'] })
  expect(merged({ ...sides, seen: seenOf(['a'], {}) })).toMatchObject({ conflicts: ['a'] })
})

// ── for any words ──

const names = ['a', 'b', 'c', 'd']
const words = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('1', '2', '3'))
type Words = Record<string, string>

/** One save on an abstract store of words, where a word is its own digest. */
function save(stored: Words, typed: Words, base: Words, seen: Words = {}) {
  const merge = mergeFields({ base, seen, stored, typed })
  return { merge, stored: { ...withDigests(stored, typed, merge.taken) }, base: nextBase(typed, base, merge.conflicts) }
}

test('no word is ever lost unseen: what a save replaces is what the page was drawn from', () => {
  fc.assert(
    fc.property(words, words, words, (base, stored, typed) => {
      const after = save(stored, typed, base)
      for (const name of names) {
        if (after.stored[name] !== stored[name]) {
          expect(stored[name]).toBe(base[name])
          expect(after.stored[name]).toBe(typed[name])
        } else if (after.stored[name] !== typed[name]) {
          expect([typed[name] === base[name], after.merge.conflicts.includes(name)]).toContain(true)
        }
      }
    }),
  )
})

test('who writes in different fields may save in any order', () => {
  fc.assert(
    fc.property(words, words, words, fc.subarray(names), (base, first, second, own) => {
      const mine = withDigests(base, first, own)
      const theirs = withDigests(
        base,
        second,
        names.filter((name) => !own.includes(name)),
      )
      const one = save(save(base, mine, base).stored, theirs, base)
      const other = save(save(base, theirs, base).stored, mine, base)
      expect(one.stored).toEqual(other.stored)
      expect([...one.merge.conflicts, ...other.merge.conflicts]).toEqual([])
    }),
  )
})

test('the next save of the same page never meets its own words, and a conflict stays one until it was shown', () => {
  fc.assert(
    fc.property(words, words, words, words, (base, stored, typed, next) => {
      const once = save(stored, typed, base)
      const again = save(once.stored, typed, once.base)
      expect(again.stored).toEqual(once.stored)
      expect(again.merge).toEqual({ ...once.merge, taken: [] })
      const later = save(once.stored, next, once.base)
      for (const name of later.merge.conflicts) expect([...once.merge.kept, ...once.merge.conflicts]).toContain(name)
      const shown = save(once.stored, typed, once.base, seenOf(once.merge.conflicts, once.stored))
      expect(shown.merge.conflicts).toEqual([])
    }),
  )
})

test('what a page carries is read as it was written', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]+(\.[a-z0-9]+)?$/), fc.stringMatching(/^[\w-]{1,16}$/)),
      (digests) => {
        expect(readDigests(digestsText(digests))).toEqual(digests)
      },
    ),
  )
  expect(digestsText({})).not.toBe('')
  expect(readDigests('')).toEqual({})
  expect(readDigests('1 a b= =c d=ü e=ok')).toEqual({ e: 'ok' })
})

// ── drafts ──

const content: BidContent = {
  ...emptyContent,
  answers: { c1: '甲', c2: '' },
  priceFen: '100',
  budgetLines: [{ item: '人员', basis: '', amountFen: '100' }],
  form: { q1: 'yes', q2: [['张三', '社工']], q3: [] },
}

test('fields have the names that they have in the form, lists are one field, and nothing is left out', () => {
  expect(fieldTexts('answers', content)).toEqual({ 'answers.c1': '甲' })
  expect(Object.keys(fieldTexts('budget', content))).toEqual(['price', 'lines'])
  expect(fieldTexts('budget', emptyContent)).toEqual({})
  expect(fieldTexts('form', content)).toEqual({ 'form.q1': 'yes', 'rows.q2': '[["张三","社工"]]' })
})

test('a text is the same as a browser posts it back', () => {
  const stored = { ...content, answers: { c1: 'é\n二' } }
  const posted = { ...content, answers: { c1: 'e\u0301\r\n二' } }
  expect(fieldTexts('answers', posted)).toEqual(fieldTexts('answers', stored))
})

test('the named fields are typed ones, the rest of the draft stays', () => {
  const typed: BidContent = { ...emptyContent, answers: { c3: '丙' }, priceFen: '5', form: { q4: '丁' } }
  expect(withFields('answers', content, typed, ['answers.c1', 'answers.c3'])).toEqual({
    ...content,
    answers: { c2: '', c3: '丙' },
  })
  expect(withFields('budget', content, typed, ['price'])).toEqual({ ...content, priceFen: '5' })
  expect(withFields('budget', content, typed, ['lines'])).toEqual({ ...content, budgetLines: [] })
  expect(withFields('form', content, typed, ['form.q4', 'rows.q2']).form).toEqual({ q1: 'yes', q4: '丁' })
  expect(withFields('form', { ...content, form: { q1: 'yes' } }, emptyContent, ['form.q1'])).not.toHaveProperty('form')
})
