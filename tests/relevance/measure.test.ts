import { expect, test } from 'vitest'
import type { Scored } from './ask-all.ts'
import { breachesIn, floors } from './floors.ts'
import { meansOf, worstOf } from './measure.ts'
import { type QueryClass, queryClasses } from './queries/shape.ts'

const scored = (of: QueryClass, score: number): Scored => ({
  query: { of, index: 'projects', q: `${of} ${score}`, judged: new Map() },
  score,
  answers: [],
  isNear: false,
})
const every = (score: number) => queryClasses.map((of) => scored(of, score))

test('a class is the mean of its queries, and every query counts once in the whole', () => {
  const means = meansOf([scored('number', 1), scored('number', 0.5), scored('pinyin', 0)])
  expect([means.number, means.pinyin, means.all]).toEqual([0.75, 0, 0.5])
})

test('the worst come first, equal ones in their order', () => {
  const worst = worstOf([scored('number', 0.5), scored('buyer', 0), scored('pinyin', 0)])
  expect(worst.map(({ query }) => query.of)).toEqual(['buyer', 'pinyin', 'number'])
})

test('a floor is kept at the floor and broken below it', () => {
  expect(breachesIn({ Meilisearch: every(1), PostgreSQL: every(1) })).toEqual([])
  const at = floors.Meilisearch.number
  const but = (score: number) => every(1).map((each) => (each.query.of === 'number' ? scored('number', score) : each))
  expect(breachesIn({ Meilisearch: but(at), PostgreSQL: every(1) })).toEqual([])
  expect(breachesIn({ Meilisearch: but(at - 0.01), PostgreSQL: every(1) })).toEqual([
    { engine: 'Meilisearch', name: 'number' },
  ])
})
