import type { Shape } from '../shape.ts'
import type {
  score as scoreSource,
  scoreSheet as scoreSheetSource,
  result as resultSource,
  draw as drawSource,
  discussion as discussionSource,
  sample as sampleSource,
} from '../zh-CN/panel-refusal.ts'

export const score = {
  refusal: { 'out-of-range': 'These points are out of range; see the most that can be given' },
} as const satisfies Shape<typeof scoreSource>

export const scoreSheet = {
  refusal: {
    'not-entitled': 'You cannot score this bid now.',
    moved: 'A score sheet cannot be moved to another bid.',
    submitted: 'This score sheet is submitted and cannot be changed.',
    incomplete: 'Some criteria lack points or a reason; fill them in before submitting.',
    'points-missing': 'Give the points',
    'reason-missing': 'Give the reason for this mark',
  },
} as const satisfies Shape<typeof scoreSheetSource>

export const result = {
  refusal: {
    'panel-open': 'The panel has not closed, so there is no result yet.',
    frozen: 'The result is locked and cannot be changed.',
    unsigned: 'Some members have not signed, so the panel cannot close.',
    superseded: 'This version has been corrected; reload the page.',
    'nothing-to-sign': 'There is no result to sign now.',
    'not-member': 'Only seated members of the panel can sign.',
    'signed-already': 'You have signed this result already.',
    'dissent-reason': 'Say what you disagree with and why',
    'not-unanimous':
      'An abnormal score must be found by all. If you disagree, do not sign; the chair will deal with it.',
    'no-mark-here': 'An arithmetic error touches no mark; choose none.',
    'points-missing': 'Give the points after the correction',
    'mark-missing': 'Choose the mark to correct',
    'mark-of-other-kind': 'This mark does not belong to the case chosen',
    'mark-in-range': 'The mark was not out of range, so this case does not apply',
    'nothing-to-correct': 'There is no difference to correct.',
  },
} as const satisfies Shape<typeof resultSource>

export const draw = {
  refusal: {
    'too-early': 'By the rules the panel may be drawn from {{day}} on.',
    'reserves-left': 'The draw before still has reserves or unanswered invitations; call those first.',
    'too-few': 'Only {{candidates}} experts could be drawn, fewer than the {{wanted}} wanted. Widen the filter.',
    'wrong-state': 'This invitation cannot be handled like that now.',
    answered: 'This invitation was answered already or has run out.',
    reason: 'Say why you decline',
    'nobody-to-call': 'No seat is waiting for a reserve, or no reserve is left.',
    frozen: 'The record of a draw cannot be changed.',
    'out-of-order': 'Reserves are called in their order.',
    'too-late': 'The time to answer is over; a reserve was asked.',
    'still-open': 'The time to answer is not over yet.',
  },
} as const satisfies Shape<typeof drawSource>

export const discussion = {
  refusal: {
    'not-now': 'This bid cannot be discussed now.',
    over: 'The discussion of this bid is over.',
    'not-published': 'This call was published without a discussion round.',
    'not-yours': 'You do not judge this bid, so you take no part in its discussion.',
    'sheets-first':
      'Some first scores are not in yet. Discussion starts when all are, so that everybody scores alone first.',
    'one-at-a-time': 'Another bid is being discussed. Please end that discussion first.',
    open: 'A bid is still being discussed. Please end the discussion first.',
    'minutes-first': 'A bid that was discussed has no minutes yet. Please write them, then freeze the scores.',
    'second-already': 'You have scored this bid a second time already.',
    'same-points': 'These are the points you gave first, so there is nothing to score again.',
  },
} as const satisfies Shape<typeof discussionSource>

export const sample = {
  refusal: {
    frozen: 'A sample is written after the call is published and before scoring starts.',
    'not-yours': 'The sample is written by an officer or approver of the buyer.',
    'not-now': 'The sample cannot be scored now.',
    'scored-already': 'You have scored the sample already.',
    first: 'Please score the sample before the real bids.',
  },
} as const satisfies Shape<typeof sampleSource>
