import type { Shape } from '../shape.ts'
import type { openApi as source } from '../zh-CN/open-api.ts'

export const openApi = {
  name: 'Open data of Commonweal',
  title: 'Data interface (API)',
  link: 'The JSON interface for programs',
  lead: 'Programs may read the public lists page by page: read only, JSON, without registration, and pages of other sites may read them too (CORS).',
  description:
    'The public lists of Commonweal, read only, without registration. At most {{points}} requests in {{seconds}} seconds from one network address.',
  machine: 'Description for programs (OpenAPI 3.1)',
  example: 'Example',
  use: {
    title: 'How to use it',
    pages:
      'Each answer is a page. links.next is the address of the next one; without it you have read everything. What was entered last comes first. Use the address of the next page as it is and do not write it yourself.',
    money: 'Amounts are text, in yuan with two decimals, so that no float bends them. Times are UTC.',
    tag: 'Send the ETag you received (If-None-Match) and you get 304 when nothing changed.',
    limit:
      'At most {{points}} requests in {{seconds}} seconds from one network address. RateLimit in each answer says how many are left (r) and in how many seconds counting begins anew (t); above it you get 429, and Retry-After says how many seconds to wait.',
    problem:
      'What is wrong is answered as application/problem+json (RFC 9457): detail says why, errors says which parameter.',
  },
  page: '{{name}}: a page',
  row: '{{name}}: one of them',
  parameters: 'Parameters',
  answers: 'Answers',
  parameter: {
    after: 'Go on behind this row; links.next has it',
    limit: 'Rows on a page',
    stage: 'Where a call is: open for bids, in review, decided',
    field: 'Code of the field',
    region: 'Code of a region, with everything below it',
    state: 'Code of the state',
    group: 'Code of the group of people',
    call: 'Number of a call: only organizations that may bid for it',
    when: 'coming or past',
    kind: 'Code of the kind of meeting',
  },
  answer: {
    '200': 'Done',
    '304': 'Nothing changed since your copy',
    '404': 'There is no such thing',
    '422': 'A parameter is not known or has a value that it cannot have',
    '429': 'Too many requests, please come back later',
  },
} as const satisfies Shape<typeof source>
