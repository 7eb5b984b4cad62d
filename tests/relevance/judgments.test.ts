import { expect, test } from 'vitest'
import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import { calls } from './corpus/calls.ts'
import { organizations } from './corpus/organizations.ts'
import { projects } from './corpus/projects.ts'
import { queries } from './queries.ts'
import { judge, queryClasses } from './queries/shape.ts'

const keys = {
  projects: [...calls, ...projects].map(({ key }) => key),
  organizations: organizations.map(({ key }) => key),
}

test('the corpus and the queries are as many as was promised, and every class is asked', () => {
  expect(keys.projects.length).toBeGreaterThanOrEqual(120)
  expect(keys.organizations.length).toBeGreaterThanOrEqual(60)
  expect(queries.length).toBeGreaterThanOrEqual(80)
  expect(new Set(queries.map(({ of }) => of))).toEqual(new Set(queryClasses))
})

test('keys and numbers are said once, and what is judged is there', () => {
  const all = [...keys.projects, ...keys.organizations]
  expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([])
  const numbers = [...calls, ...projects].map(({ no }) => no)
  expect(new Set(numbers).size).toBe(numbers.length)
  const asked = queries.map(({ index, q }) => `${index} ${q}`)
  expect(asked.filter((line, index) => asked.indexOf(line) !== index)).toEqual([])
  const strangers = queries.flatMap(({ q, index, judged }) =>
    [...judged.keys()].filter((key) => !keys[index].includes(key)).map((key) => `${q}: ${key}`),
  )
  expect(strangers).toEqual([])
})

test('nothing fits only where nothing fits', () => {
  for (const { of, q, judged } of queries) expect(judged.size === 0, q).toBe(of === 'nothing fits')
})

test('a thing is graded once', () => {
  expect(judge({ 3: 'a  b', 1: 'c' })).toEqual(
    new Map([
      ['a', 3],
      ['b', 3],
      ['c', 1],
    ]),
  )
  expect(() => judge({ 3: 'a', 2: 'a' })).toThrow('graded twice')
})

test('credit codes are well formed', () => {
  for (const { creditCode } of organizations)
    if (creditCode !== undefined) expect(parseCreditCode(creditCode).ok, creditCode).toBe(true)
})
