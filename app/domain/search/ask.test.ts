import { expect, test } from 'vitest'
import { askQuery, followedQuery, readOrganizationAsk, readProjectAsk, readSearchAsk, wordsOf } from './ask.ts'

const read = (text: string) => readProjectAsk(new URLSearchParams(text))

test('an address is read back as it was written', () => {
  const text =
    '?q=%E5%85%BB%E8%80%81&field=HEALTH&stage=ACTIVE&region=310112&band=10-30&regime=VENTURE&instrument=VENTURE_GRANT&year=2026&buyer=01999999-0000-7000-8000-000000000001&sort=much&page=3'
  const ask = read(text)
  expect(ask).toEqual({
    q: '养老',
    field: 'HEALTH',
    stage: 'ACTIVE',
    region: '310112',
    band: '10-30',
    regime: 'VENTURE',
    instrument: 'VENTURE_GRANT',
    year: '2026',
    buyer: '01999999-0000-7000-8000-000000000001',
    sort: 'much',
    page: 3,
  })
  expect(askQuery(ask, { page: 3 })).toBe(text)
})

test('a changed filter starts at the first page; a cleared one is gone', () => {
  const ask = read('q=care&field=HEALTH&page=4')
  expect(askQuery(ask, { stage: 'ACTIVE' })).toBe('?q=care&field=HEALTH&stage=ACTIVE')
  expect(askQuery(ask, { field: undefined })).toBe('?q=care')
  expect(askQuery(read(''))).toBe('')
})

test('parts that mean nothing are left out', () => {
  expect(
    read(`field=GOLF&stage=DRAFT&region=1'--&band=9&regime=GOLF&instrument=x&year=1999&buyer=me&sort=x&page=999999`),
  ).toMatchObject({
    field: undefined,
    stage: undefined,
    region: undefined,
    band: undefined,
    regime: undefined,
    instrument: undefined,
    year: undefined,
    buyer: undefined,
    sort: 'best',
    page: 1,
  })
  expect(read('page=99').page).toBe(10)
})

test('a question is composed, of one line, without hidden characters and not endless', () => {
  expect(read('q=%00%E2%80%AE care%0A%0Ahome ').q).toBe('care home')
  expect(Array.from(readOrganizationAsk(new URLSearchParams({ q: '养'.repeat(500) })).q)).toHaveLength(100)
  expect(read('q=%EF%BC%A1%EF%BC%A2').q).toBe('AB')
})

test('the words of a question', () => {
  expect(wordsOf('养老 助残，养老')).toEqual(['养老', '助残'])
})

test('organizations are narrowed by kind and by the grade in force', () => {
  const text = '?q=%E5%85%BB%E8%80%81&field=HEALTH&region=310112&kind=FOUNDATION&rating=5'
  const ask = readOrganizationAsk(new URLSearchParams(text))
  expect(ask).toEqual({
    q: '养老',
    field: 'HEALTH',
    region: '310112',
    kind: 'FOUNDATION',
    rating: '5',
    sort: 'best',
    page: 1,
  })
  expect(askQuery(ask)).toBe(text)
  expect(readOrganizationAsk(new URLSearchParams('kind=x&rating=9'))).toMatchObject({
    kind: undefined,
    rating: undefined,
  })
})

test('what is followed has one spelling, whatever its order and page, and is read back as the same question', () => {
  const spelled = (text: string) => followedQuery(readSearchAsk(new URLSearchParams(text)))
  expect(spelled('rating=5&page=2&q=care&sort=new&of=organizations&stage=CALLING')).toBe(
    '?of=organizations&q=care&rating=5',
  )
  expect(spelled('sort=much&page=2&stage=CALLING&q=care&of=x&rating=5')).toBe('?q=care&stage=CALLING')
  for (const text of ['', '?of=organizations', '?of=organizations&q=care', '?q=care']) expect(spelled(text)).toBe(text)
})
