import type { Shape } from '../shape.ts'
import type { recognition as source } from '../zh-CN/recognition.ts'

export const recognition = {
  title: 'Recognition between places',
  lead: 'What one place accepts from another, grades, credit records or qualifications: from which day, by which document. Within a city no agreement is needed.',
  credit:
    'The abnormal activity list and the serious breach list follow one national order: wherever an organization was listed, it is listed everywhere.',
  list: 'Agreements',
  none: 'No agreement yet.',
  says: '{{accepting}} accepts of {{issuer}}: {{what}}',
  what: { RATING: 'grades', CREDIT: 'credit records', QUALIFICATION: 'qualifications' },
  state: { COMING: 'Not in force yet', IN_FORCE: 'In force', OVER: 'Over' },
  from: 'from {{from}}',
  term: '{{from}} to {{last}}',
  board: 'Recognition work',
  boardLead:
    'The registry of the accepting place enters it; confirmed by another person, it holds from its first day and not a day before.',
  confirm: 'Confirm and publish',
  confirmEnd: 'Confirm the end',
  withdraw: 'Do not confirm',
  end: 'End it',
  proposedEnd: 'To end on {{day}} ({{documentNo}}), once another person confirms.',
  form: {
    title: 'Enter an agreement',
    what: 'What is accepted',
    issuer: 'Decided in',
    accepting: 'Accepted in',
    choose: 'Please choose',
    from: 'In force from',
    fromHint: 'It counts from this very day.',
    to: 'Ends on',
    endsOn: 'Ends on',
    endsHint: 'From this day on it is not accepted any more.',
    name: 'Name of the document',
    file: 'Document (public once confirmed)',
  },
  toast: { entered: 'Entered; another person confirms', confirmed: 'Confirmed', withdrawn: 'Not confirmed' },
  refusal: {
    'end-waits': 'An end is proposed and waits for another to confirm.',
    'no-jurisdiction': 'Your body does not speak for the accepting place.',
    'one-place': 'One of the places lies in the other: no agreement is needed.',
    'four-eyes': 'Whoever entered it cannot confirm it.',
    decided: 'It is decided already.',
    'not-confirmed': 'This agreement is not confirmed yet.',
    'end-day': 'The end must be today or later, within the days of the agreement.',
  },
} as const satisfies Shape<typeof source>
