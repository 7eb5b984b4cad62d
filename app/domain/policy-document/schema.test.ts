import { expect, test } from 'vitest'
import { policyForm } from './schema.ts'

const typed = {
  kind: 'LAW',
  level: 'NATION',
  regionCode: '',
  placeZh: '',
  placeEn: '',
  documentNo: '',
  titleZh: 'XX',
  titleEn: 'XX',
  issuerZh: 'XX',
  issuerEn: 'XX',
  issuedYear: '',
  issuedOn: '',
  inForceFrom: '',
  inForceUntil: '',
  summaryZh: 'XXXXX',
  summaryEn: 'XXXXX',
  sourceUrl: '',
  citedAs: 'XX',
  isConfirmed: 'no',
}

const faults = (changed: Partial<typeof typed>) => {
  const read = policyForm.safeParse({ ...typed, ...changed })
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

// PostgreSQL takes these years and no others (policy_document_days).
test.each(['1949', '2014', '2199', ''])('a document may be of %s', (issuedYear) => {
  expect(faults({ issuedYear })).toEqual([])
})

test.each(['1948', '2200', '2871', '214', 'abcd'])('a document is not of %s', (issuedYear) => {
  expect(faults({ issuedYear })).toEqual(['issuedYear: policy-document.year'])
})

test('nor does its day say another', () => {
  expect(faults({ issuedOn: '1900-05-01' })).toEqual(['issuedOn: policy-document.year'])
  expect(faults({ issuedOn: '2014-05-01', issuedYear: '2013' })).toEqual(['issuedYear: policy-document.other-year'])
  expect(faults({ issuedOn: '2014-05-01' })).toEqual([])
})
