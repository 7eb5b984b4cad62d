import type { Shape } from '../shape.ts'
import type { home as source } from '../zh-CN/home.ts'

export const home = {
  title: 'Every step and every yuan of a public-benefit project, in plain sight',
  lead: 'Commonweal is the open platform for government purchase of services and venture philanthropy: calls, sealed bids, expert panels, contracts, acceptance and payment, all on record. Residents can look, organizations can bid, and every result can be recomputed.',
  figures: {
    openCalls: 'Open calls',
    openCallsNote: 'taking bids now',
    projects: 'Funded projects',
    projectsNote: 'carried out by {{organizations}} organizations',
    released: 'Money released',
    releasedNote: 'after acceptance only',
  },
  open: {
    title: 'Closing soonest',
    all: 'See all calls',
    none: 'No call is open just now. New ones are listed here as soon as they are published.',
  },
  results: {
    title: 'Latest results',
    all: 'All results and objections',
    projects: 'All funded projects',
    none: 'No results have been published yet.',
  },
  steps: {
    title: 'A project in four steps',
    publish: 'A call is published',
    publishText:
      'The purchasing body states the need, the budget, the scoring criteria and the payment plan; a second person checks before it goes out.',
    bid: 'Bids are sealed',
    bidText:
      'Organizations write and seal their bids online. Nobody can open them before the deadline; after it, several keyholders must come together.',
    review: 'A panel scores',
    reviewText:
      'Experts declare interests first, then score on their own. The record is published with the result, and anyone can recompute it.',
    pay: 'Acceptance, then payment',
    payText: 'Money follows accepted milestones. Asking, accepting and paying are done by three different people.',
  },
  roles: {
    title: 'Start here',
    resident: 'Residents and the public',
    residentText: 'See which projects run near you, who carries them out and where the money went.',
    residentLink: 'See funded projects',
    organization: 'Organizations',
    organizationText: 'Register, find a call that suits you, and bid online.',
    organizationLink: 'Register an organization',
    body: 'Purchasing bodies, experts and supervisors',
    bodyText: 'Accounts are opened by invitation. If you have one, sign in to reach your desk.',
    bodyLink: 'Sign in',
  },
  about: {
    title: 'About this site',
    what: 'What Commonweal does',
    whatText:
      'Commonweal handles government purchase of services and venture philanthropy calls in one place, in the open. Calls, results, contract amounts, acceptance and payments have permanent addresses that can be read, cited and passed on.',
    open: 'What is public and what is not',
    openText:
      'Published calls, results with their scoring records, and the milestones and payments of projects can be read by anyone without signing in.',
    sealedText:
      'Nobody, administrators included, can see a bid before it is opened. Names, telephone numbers and addresses of contact persons are not published and cannot be searched.',
    languages: 'Languages',
    languagesText:
      'Every page is there in Chinese and in English; English addresses start with /en. What people typed is shown as they typed it and is not translated.',
    access: 'Accessibility statement',
    accessText:
      'This site is built to WCAG 2.2 level AA and GB/T 37668-2019: everything works with the keyboard alone, nothing is said by colour only, text can be enlarged to 200% without loss, every task can be done without scripts, and there are no picture puzzles.',
    accessHelp:
      'If something stands in your way, tell the body that published the call or project which page it was and what happened; it will give you the content in another form.',
    data: 'Data',
    dataText:
      'Decision records can be downloaded in an open format with a checksum. Amounts are in yuan, exact to the fen; times are Beijing time.',
    demonstrationText:
      'What you see here is demonstration data: the regions are real; bodies, people and projects are invented unless a source is named. Nothing here is an offer to purchase.',
    contact: 'Contact',
    contactText:
      'For questions about a call or a project, contact the purchasing body named on its page. Objections to a result are raised with the purchasing body under the rules of government procurement.',
  },
} as const satisfies Shape<typeof source>
