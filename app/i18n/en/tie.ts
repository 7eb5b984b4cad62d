import type { Shape } from '../shape.ts'
import type { tie as source } from '../zh-CN/tie.ts'

export const tie = {
  title: 'Ties with buyers',
  lead: 'Social organizations and authorities are to be apart in staff, assets, finance and function. If something still ties you to a buyer, please say so here. It is public, and whoever judges bids sees it. A tie does not bar you from bidding; hiding one may go on your credit record.',
  stated: 'What is stated',
  none: 'No tie has been stated.',
  state: 'State a tie',
  signersOnly: 'An owner or a certifier states ties.',
  holds: 'Holds',
  ended: 'Ended',
  since: 'since {{day}}',
  fromUntil: '{{from}} to {{until}}',
  statedBy: { ORGANIZATION: 'stated by the organization', BODY: 'stated by the buyer' },
  aspectLabel: 'In what',
  aspect: { STAFF: 'Staff', ASSETS: 'Assets', FINANCE: 'Finance', FUNCTION: 'Function' },
  aspectHint: {
    STAFF: 'Officials hold posts in it, or its staff are sent or managed by the buyer.',
    ASSETS: 'It uses the buyer’s rooms, vehicles or equipment free or cheaply.',
    FINANCE: 'The buyer keeps its account or books, or they keep them together.',
    FUNCTION: 'It does the buyer’s administrative work, or the buyer decides its internal affairs.',
  },
  body: 'With which buyer',
  description: 'What it is',
  descriptionHint: 'Facts only; no identity numbers, telephone numbers or other personal data.',
  fromOn: 'From which day',
  submit: 'Publish it',
  end: 'It has ended',
  untilOn: 'Until which day',
  endSubmit: 'Enter its end',
  flag: 'Ties of this organization with your body that hold today: {{count}}. Please check who should step aside before the review.',
  refusal: {
    ahead: 'The day must not be after today.',
    before: 'The last day must not be before the first.',
    over: 'The end of this tie has been entered.',
  },
  toast: { stated: 'The tie is public now.', ended: 'Its end is entered.' },
} as const satisfies Shape<typeof source>
