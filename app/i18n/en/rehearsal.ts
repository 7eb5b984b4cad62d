import type { Shape } from '../shape.ts'
import type { rehearsal as source } from '../zh-CN/rehearsal.ts'

export const rehearsal = {
  title: 'Rehearsal.',
  what: 'Only the invited organizations, the panel and your own body see it; nothing is public, no money moves, nothing is awarded.',
  forYou: 'This is a rehearsal. Only those who were invited see it; no award and no money come of it.',
  make: 'Use this draft as a rehearsal',
  invited: 'Rehearsal and who is invited',
  page: 'Rehearsal',
  lead: 'A rehearsal goes through every step of a real call: publication, bids, opening, scoring, result. It is seen only by the invited organizations, the panel and your own body; it is on no public page, in no search and no figure, moves no money and awards nothing. Its title begins with “rehearsal”, and so does every letter. Once submitted it cannot be changed.',
  ends: 'It goes as far as the result, and nothing is awarded. An approver closes it on the page of the call with “End the rehearsal”. It is not deleted: sealed bids, signatures and the record of what was done are kept, and only the participants see them.',
  ready:
    'It can start. Only the invited organizations are told; nothing is public. After that the text, the criteria and the milestones stay as they are.',
  start: 'Start the rehearsal',
  decide:
    'The result is told to the invited organizations, the panel and your own body; it is not public, and nothing is awarded.',
  seen: 'The page its participants see',
  toEnd: 'To the page of the call',
  end: 'End the rehearsal',
  endHint: 'For the participants; it is not published. It cannot be undone, and the records are kept.',
  mark: 'This is a rehearsal',
  markHint: 'Without the mark the draft is a real call again',
  codes: 'Unified social credit codes of the invited organizations',
  codesHint: 'One to a line; organizations registered on this site',
  save: 'Save',
  over: 'Rehearsal ended',
  toast: {
    saved: 'Saved.',
    started: 'The rehearsal has started as {{callNo}}; the invited organizations get an e-mail.',
    noticed: 'The participants can read the result; it is not public.',
    ended: 'The rehearsal is ended; its participants get an e-mail.',
  },
  refusal: {
    frozen: 'Once submitted, neither the rehearsal nor who is invited can be changed.',
    'single-source': 'A single-source purchase is noticed in public first: it cannot be rehearsed.',
    'nobody-invited': 'Invite at least one organization.',
    'no-organization': 'No organization with the code {{code}} is registered here',
    'no-money': 'A rehearsal moves no money.',
    'no-award': 'A rehearsal ends with the result; nothing is awarded. An approver ends it on the page of the call.',
    'no-remedy': 'A rehearsal takes no inquiries, objections or complaints.',
  },
} as const satisfies Shape<typeof source>
