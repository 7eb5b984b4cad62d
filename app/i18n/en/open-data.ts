import type { Shape } from '../shape.ts'
import type { openData as source } from '../zh-CN/open-data.ts'

export const openData = {
  title: 'Open data',
  description:
    'Calls, awards, contracts, milestones and payments of this site, for anybody to download and use, in international standards.',
  lead: 'What the pages of this site show of purchases and grants is here for machines. Anybody may download, analyse and republish it. What is on no page is not here either, and nothing is here earlier.',
  figure: { processes: 'Purchases and grants', releases: 'Releases', lastAt: 'Last change' },
  empty: 'No call is public yet, so there is no data. It will be here seconds after the first call is published.',
  link: 'Open data of this project',
  linkHint: 'for machines, OCDS 1.1',
  sets: {
    title: 'What there is',
    releases: 'All changes: one release for each public event, in their order, page by page',
    record: 'One project: every release from planning to the last payment, and what they make together',
    grants: 'All grants, in one file',
    open: 'Open',
    example: 'For example:',
  },
  read: {
    title: 'How to read it',
    all: 'To read everything, begin with the first address. It gives a page of up to 100 releases; links.next is the address of the next page. Stop when there is no next.',
    feed: 'To keep up, remember the address of the last page and ask it again later. New releases are always at the end; when that page is full, it has a next.',
    guarantee:
      'Nothing is missed. Releases have numbers without gaps, and the order of the numbers is the order in which they were committed to the database. Whoever has read up to a number has read everything before it.',
    immutable:
      'A release is never changed or deleted. What changes later is a new release; what no longer holds is null in it.',
    cache:
      'Send the ETag you received (If-None-Match) and you get 304 when nothing changed. Answers are compressed (gzip), and pages of other sites may read them (CORS).',
    command: 'On the command line',
  },
  content: {
    title: 'Fields',
    lead: 'What the fields mean is said by the standards. This table says where our things are.',
    ours: 'On this site',
    field: 'Field of OCDS',
    process: 'A call with all its contracts',
    need: 'The residents’ need; the notice of a single source',
    call: 'The call: ceiling, deadline, criteria',
    amendments: 'Changes of the call',
    bids: 'Bids, once the result is public',
    awards: 'Proposed and made awards',
    contracts: 'Contracts and supplements',
    milestones: 'Milestones and their acceptance',
    transactions:
      'Payments out and back. Each is an entry of the ledger, under its id; money that came back is negative',
    parties: 'Buyers and organizations',
    money: 'Amounts are yuan to the fen (CNY). Times are Beijing time (+08:00).',
    codes:
      'These codes stand in procurementMethodDetails, in the classification of items and in fundingType of 360Giving:',
    code: 'Code',
    meaning: 'Meaning',
    standards: 'The standards',
    ocds: 'Open Contracting Data Standard 1.1',
    giving: '360Giving Data Standard 1.4',
  },
  never: {
    title: 'What is never in it',
    people: 'Names and contacts of people: experts, officials, volunteers, residents.',
    bids: 'Bids, bidders and their number before the result is public.',
    drafts: 'Drafts, rehearsals, calls that were not published, and material that is not public.',
    free: 'What bodies and organizations wrote themselves, such as notices and reasons, is given as they wrote it, as on the pages. If something in it should not be public, please tell the body that published the call.',
  },
  grants: {
    title: 'Grants of Commonweal',
    what: 'What counts as a grant: every award of a venture call, and what other calls give as a subsidy or a reward. Services that the government orders, posts among them, are purchases and only in OCDS.',
  },
  ids: {
    title: 'Identifiers',
    ocid: 'Each process has an ocid: a prefix and the number of the call. No other process ever gets it.',
    ocidDefault:
      'The prefix used now, {{prefix}}, is a placeholder: this site is not registered with the keepers of the standard yet. The prefix will change once, when it is, and this page will say so in advance.',
    ocidOwn: 'The prefix of this site is {{prefix}}.',
    grantDefault: 'The prefix of 360Giving ids, {{prefix}}, is not registered yet either.',
    grantOwn: 'The prefix of 360Giving ids is {{prefix}}.',
    organization:
      'Organizations are identified by their unified social credit code. The scheme CN-USCC is written in the manner of org-id; we could not find it registered there. Community groups that are only filed, and government bodies, have an id of this site and their name.',
  },
  licence: {
    title: 'Licence',
    text: 'The data is under Creative Commons Attribution 4.0 International (CC BY 4.0): use it for anything, commercial use included, and name the source.',
    cite: 'How to name it: “Source: open data of Commonweal, {{address}}”. Attached files and evidence are not under this licence.',
    link: 'Full text of the licence',
  },
  versions: {
    title: 'Versions and changes',
    promise:
      'These addresses stay. Fields may be added without notice. If a field is taken away, or its meaning or an address changes, this page says so at least 90 days before, and the old address works until then.',
    entry: 'Version {{number}}, {{day}}',
    more: 'Eighteen more public lists (credit, ratings, appeals, volunteering and others) to download and to read over the API; results of a search can be downloaded too; files go out as fast as you take them.',
    lists:
      'Public lists as CSV and Excel, and by a read-only API; whoever asks often may have a key of their own. Each night all open data is put into one ZIP, with its checksum.',
    first:
      'First publication: OCDS 1.1.5 (with the extensions for bids and for the milestone of a transaction) and 360Giving 1.4.3.',
    history:
      'Processes from before there was open data have their history written afterwards, by the times that their pages tell.',
  },
} as const satisfies Shape<typeof source>
