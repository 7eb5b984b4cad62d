import type { Shape } from '../shape.ts'
import type { privacy as source } from '../zh-CN/privacy.ts'

export const privacy = {
  title: 'Personal data',
  description:
    'What this site keeps of people, why, who sees it and for how long, and how to read, take, correct and erase it.',
  lead: 'This is everything personal that the site keeps. The list is held against the database column by column: with one more column there than here, the site cannot be published.',
  law: 'By the Personal Information Protection Law (个人信息保护法). There is no advertising here and no profiling, and nothing personal is handed to third parties.',
  what: 'Data',
  basis: 'Basis',
  seenBy: 'Seen by',
  kept: 'Kept',
  subject: {
    account: 'People with an account',
    staff: 'Staff of organizations',
    volunteer: 'Volunteers',
    resident: 'Residents',
    giver: 'Givers',
    named: 'People named in papers',
    visitor: 'Everybody who visits',
  },
  basisOf: {
    contract: 'Needed for what you asked for',
    duty: 'A duty by law',
    consent: 'Your consent',
    interest: 'Public oversight, within reason',
  },
  audience: {
    nobody: 'Nobody; the system itself',
    self: 'You alone',
    team: 'You and your organization or body',
    officials: 'Officials who handle it',
    public: 'Everybody',
  },
  keep: {
    account: 'As long as there is an account',
    archive:
      'As long as the file it belongs to: procurement and projects at least fifteen years after their end, accounts ten or thirty, the audit for good',
    day: 'One day',
    staff: 'Made anonymous {{countText}} months after leaving',
    volunteer: 'Made anonymous {{countText}} months after the last service',
    address: '{{countText}} days, then wiped',
    'api-key': '{{countText}} days after it was revoked',
    'bid-draft': '{{countText}} days after the deadline, when never sealed',
    invitation: '{{countText}} days after it lapsed or was revoked, when not accepted',
    letter: '{{countText}} days',
    'letter-log': '{{countText}} days',
    link: '{{countText}} days after it was used or lapsed',
    'need-contact': '{{countText}} days after the need was settled',
    session: '{{countText}} days after it ended',
    throttle: 'Days after the count ended: {{countText}}',
  },
  holding: {
    account: { title: 'Account', why: 'Name, e-mail, language: to sign in, to sign, to be written to.' },
    credentials: {
      title: 'Credentials and opening keys',
      why: 'Password, authenticator, recovery codes and keys are encrypted or kept as hashes; nobody can read them.',
    },
    links: { title: 'Single-use links', why: 'To confirm an address or set a password. Kept as hashes.' },
    sessions: {
      title: 'Sign-ins',
      why: 'Time, network address, browser: to protect the account. You can end each on your account page.',
    },
    throttles: { title: 'Counted tries', why: 'Against guessing of passwords and floods. Kept as hashes.' },
    roles: {
      title: 'Roles',
      why: 'Where you belong, what you do there, what you can judge: so that each may do what is theirs, and nobody judges their own.',
    },
    invitations: { title: 'Invitations', why: 'Name and e-mail of who was invited: to deliver it.' },
    letters: { title: 'Letters to you', why: 'What they say: to deliver them, and to be read again in the inbox.' },
    otherLetters: { title: 'Letters to people without an account', why: 'Address and content: to deliver them.' },
    wishes: {
      title: 'What you follow and how you are told',
      why: 'To tell you what you asked for. You can end it at any time.',
    },
    apiKeys: { title: 'API keys', why: 'Name and days of use. The key itself is kept as a hash.' },
    addresses: {
      title: 'Network address of a deed',
      why: 'The law asks for network logs; misuse and attacks are traced by them.',
    },
    deeds: {
      title: 'Who did what',
      why: 'For each step of public money somebody answers: applying, judging, signing and paying are recorded under the name of who did it. Names are public only where a notice or a file needs them.',
    },
    judging: {
      title: 'Judges’ reasons and declared conflicts',
      why: 'Reasons are published with the result, under the judge’s code.',
    },
    needContacts: {
      title: 'How to reach who raised a need',
      why: 'So that the body that takes it up can ask. Encrypted, never public.',
    },
    words: {
      title: 'What residents said',
      why: 'Needs, observations, objections, questions: public, so that all may discuss. Please write nothing personal in them.',
    },
    answers: { title: 'Ratings of services', why: 'Anonymous: nothing links a rating to the code it was given with.' },
    volunteers: {
      title: 'Register of volunteers',
      why: 'Name, contact, consent, hours: to organize and to certify. The contact is encrypted.',
    },
    staff: {
      title: 'Register of staff',
      why: 'Name, post, certificates, training: to show what an organization can do. Certificate numbers are encrypted.',
    },
    imports: { title: 'Uploaded lists', why: 'To be checked row by row. Encrypted until they are confirmed.' },
    givers: {
      title: 'Givers',
      why: 'Name and contact: for receipts, for paying back, and to be named as they wish. Encrypted.',
    },
    contacts: {
      title: 'Published contacts and heads',
      why: 'What a body or organization publishes: contacts, legal representative, chair of a meeting, experts who argued.',
    },
    papers: {
      title: 'Names in contracts, vouchers and records',
      why: 'Who signed, was paid, was there: to show that it happened. Account numbers are encrypted.',
    },
    drafts: { title: 'Drafts of bids never sealed', why: 'To go on writing. Encrypted.' },
    bids: { title: 'People named in bids', why: 'For judging and oversight. Nobody can read them before the opening.' },
    files: {
      title: 'Uploaded files and photos',
      why: 'Evidence. Photos are shown without place and camera.',
    },
  },
  rights: {
    title: 'What you can do',
    see: 'Read and take: on “My account”, once signed in, download an archive of everything recorded about you.',
    correct:
      'Correct: name, language and letters on “My account”; what a body or organization entered, ask it to correct.',
    stop: 'Take back consent: end follows, saved searches and sign-ups; letters about what you follow have a link that ends them.',
    noAccount:
      'Without an account: the private code you were given with a gift or a sign-up lets you see it and take it back. The contact you left with a need can be corrected by the body that took it up, and is erased when its time is over.',
    erase:
      'Erase: what is past its time is erased each night. For the rest ask the operator, save for what the law keeps.',
    complain: 'Complain: to the authority for the internet (网信部门).',
  },
  admin: {
    tab: 'Retention',
    title: 'How long personal data is kept',
    lead: 'What is past its time is erased each night by these rules. Rules come with migrations and only grow; PostgreSQL erases and counts, the site itself cannot.',
    rules: 'Rules',
    source: 'Source',
    lastRun: 'Last run',
    notRun: 'Not run yet',
    erased: '{{countText}} erased',
    unfinished: 'There is more; the next round goes on',
    runs: 'Erased in the last thirty days',
    none: 'Nothing was past its time in the last thirty days.',
    day: 'Day',
    count: 'Number',
  },
  rule: {
    address: 'Network addresses in the audit',
    'api-key': 'Revoked API keys',
    'bid-draft': 'Drafts of bids never sealed',
    invitation: 'Invitations not accepted',
    letter: 'Letters in an inbox',
    'letter-log': 'Letters to people without an account',
    link: 'Single-use links',
    'need-contact': 'How to reach who raised a need',
    session: 'Sign-ins',
    throttle: 'Counted tries',
  },
} as const satisfies Shape<typeof source>
