import type { Shape } from '../shape.ts'
import type { openApi as source } from '../zh-CN/open-api.ts'

export const openApi = {
  name: 'Open data of Commonweal',
  title: 'Data interface (API)',
  link: 'The JSON interface for programs',
  lead: 'Programs may read the public lists page by page: read only, JSON, without registration, and pages of other sites may read them too (CORS).',
  description:
    'The public lists of Commonweal, read only, without registration. At most {{points}} requests in {{seconds}} seconds from one network address; whoever signs in can make a key, with at most {{keyPoints}} requests in {{seconds}} seconds for each key.',
  machine: 'Description for programs (OpenAPI 3.1)',
  example: 'Example',
  use: {
    title: 'How to use it',
    pages:
      'Each answer is a page. links.next is the address of the next one; without it you have read everything. What was entered last comes first. Use the address of the next page as it is and do not write it yourself.',
    money: 'Amounts are text, in yuan with two decimals, so that no float bends them. Times are UTC.',
    tag: 'Send the ETag you received (If-None-Match) and you get 304 when nothing changed.',
    limit:
      'Without a key at most {{points}} requests in {{seconds}} seconds from one network address. RateLimit in each answer says how many are left (r) and in how many seconds counting begins anew (t); above it you get 429, and Retry-After says how many seconds to wait.',
    problem:
      'What is wrong is answered as application/problem+json (RFC 9457): detail says why, errors says which parameter. The words are Chinese unless you ask for English, by Accept-Language: en or an address that begins with /en.',
    changes:
      'The lists give what is now. To follow what changes, read /open-data/ocds/releases.json: it is in the order of its numbers, and who goes on from the last number read (after) misses nothing.',
    changesLink: 'How to follow changes',
  },
  key: {
    title: 'A key for a higher limit',
    what: 'You need no key. With one you may send {{keyPoints}} requests in {{seconds}} seconds (without, {{points}}); what you read is exactly the same.',
    how: 'Sign in, make one on the page “API keys”, and send it with every request as Authorization:',
    yours: 'YOUR-KEY',
    wrong:
      'A key that is wrong or was revoked is answered with 401; leave Authorization away to be counted without a key. Do not put a key into a web page or into public code.',
    scheme: 'May be left away. A key made on the page “API keys” has a higher limit and reads the same.',
  },
  header: {
    'RateLimit-Policy': 'The limit: q requests in w seconds; address counts by network address, key by key',
    RateLimit: 'How many are left (r) and in how many seconds counting begins anew (t)',
    'Retry-After': 'How many seconds to wait',
    ETag: 'The tag of this answer',
    'WWW-Authenticate': 'How to send a key',
  },
  problem: {
    '401':
      'The key is wrong or was revoked. Please check “Authorization: Bearer KEY”. You may also leave it away and read with the lower limit.',
    '429': {
      address:
        'At most {{points}} requests in {{seconds}} seconds from one network address. Please go on in {{endsIn}} s. A key has a higher limit.',
      key: 'At most {{points}} requests in {{seconds}} seconds with one key. Please go on in {{endsIn}} s.',
    },
    noList: 'There is no list of this name. There are: {{lists}}.',
    noRow: 'The list has nothing with this number or id.',
    parameters: 'A parameter is unknown or wrong.',
    unknown: 'The list has no such parameter.',
    oneOf: 'It is one of: {{values}}.',
    limit: 'A whole number from 1 to {{most}}.',
    wrong: 'The value is not written as it should be.',
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
    kind: 'Code of the kind',
    place: 'Of policy documents: nation, or the code of their own place',
    standing: 'Of policy documents: inForce, notYet or ended',
    year: 'Of policy documents: year of issue',
    body: 'Id of the body',
    organization: 'Id of the organization',
    q: 'Of policy documents: words that are in them; credit lists: a unified social credit code, or a part of a name',
  },
  answer: {
    '200': 'Done',
    '304': 'Nothing changed since your copy',
    '401': 'The key is wrong or was revoked',
    '404': 'There is no such thing',
    '422': 'A parameter is not known or has a value that it cannot have',
    '429': 'Too many requests, please come back later',
  },
} as const satisfies Shape<typeof source>
