import { expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { timeline, type TimelineFacts } from './timeline.ts'

const facts: TimelineFacts = {
  publishedAt: '2026-01-12T02:00:00Z',
  openedAt: '2026-02-01T02:00:00Z',
  resultPublishedAt: '2026-02-10T02:00:00Z',
  signedAt: '2026-02-20T02:00:00Z',
  endedAt: null,
  isTerminated: false,
  milestones: [
    {
      position: 1,
      dueOn: toDay('2026-05-20'),
      state: 'ACCEPTED',
      submittedAt: '2026-05-10T02:00:00Z',
      acceptedAt: '2026-05-15T02:00:00Z',
      releasedAt: '2026-05-18T02:00:00Z',
    },
    {
      position: 2,
      dueOn: toDay('2026-08-31'),
      state: 'PLANNED',
      submittedAt: null,
      acceptedAt: null,
      releasedAt: null,
    },
    {
      position: 3,
      dueOn: toDay('2026-12-20'),
      state: 'PLANNED',
      submittedAt: null,
      acceptedAt: null,
      releasedAt: null,
    },
  ],
}

it('tells what happened, then the one thing that happens now, then the rest', () => {
  expect(timeline(facts).map(({ kind, mark }) => `${kind} ${mark}`)).toEqual([
    'published done',
    'opened done',
    'result done',
    'signed done',
    'accepted done',
    'released done',
    'due now',
    'due next',
  ])
})

it('waits for the contract first', () => {
  const steps = timeline({ ...facts, signedAt: null, milestones: facts.milestones.slice(1) })
  expect(steps.filter(({ mark }) => mark === 'now').map(({ kind }) => kind)).toEqual(['toSign'])
})

it('says of a project that ended early what came of it, and nothing that will not come', () => {
  const steps = timeline({ ...facts, isTerminated: true, endedAt: '2026-06-20T02:00:00Z' })
  expect(steps.slice(-2).map(({ kind, mark }) => `${kind} ${mark}`)).toEqual(['released done', 'terminated done'])
})
