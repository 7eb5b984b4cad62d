import { expect, test } from 'vitest'
import { type Applicant, type BidFor, ineligibleBecause } from './eligibility.ts'

const applicant: Applicant = {
  kind: 'SERVICE_INSTITUTION',
  state: 'ACTIVE',
  mayStart: true,
  takesPart: 'no',
  isInvited: true,
  isCreditBarred: false,
  isUnfit: false,
  incubationUnmet: null,
}
const call: BidFor = {
  state: 'PUBLISHED',
  method: 'COMPETITIVE_CONSULTATION',
  isPastDeadline: false,
  isSuspended: false,
  reservation: 'NONE',
}

test('every reason is told, not the first alone', () => {
  expect(ineligibleBecause(applicant, call)).toEqual([])
  expect(ineligibleBecause({ ...applicant, isInvited: false }, call)).toEqual(['not-invited'])
  expect(ineligibleBecause({ ...applicant, kind: 'COMMUNITY_GROUP', mayStart: false }, call)).toEqual([
    'needs-legal-person',
    'not-editor',
  ])
  expect(ineligibleBecause({ ...applicant, kind: 'COMMUNITY_GROUP' }, { ...call, method: 'VENTURE_CALL' })).toEqual([])
  expect(ineligibleBecause({ ...applicant, isUnfit: true }, call)).toEqual(['conditions'])
  expect(ineligibleBecause(applicant, { ...call, reservation: 'SMALL_ENTERPRISES' })).toEqual(['reserved'])
  expect(
    ineligibleBecause({ ...applicant, kind: 'ENTERPRISE' }, { ...call, reservation: 'SMALL_ENTERPRISES' }),
  ).toEqual([])
  expect(ineligibleBecause({ ...applicant, takesPart: 'partner' }, { ...call, isSuspended: true })).toEqual([
    'call-suspended',
    'already-partner',
  ])
  expect(ineligibleBecause({ ...applicant, state: 'SUSPENDED' }, { ...call, isPastDeadline: true })).toEqual([
    'closed',
    'suspended',
  ])
})
