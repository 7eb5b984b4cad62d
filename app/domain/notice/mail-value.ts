import type { MailTemplate, MailValues, ThingLine } from './mail-template.ts'

/**
 * Every text a letter may carry; whatever else a letter says is a day, an instant, an amount, a text of the house or an address of
 * a page. What is sealed (bids, answers, prices before the opening), secret (passphrases, keys, accounts' numbers but their tails)
 * or inside a panel (scores, names, notes) has no name here, so no template has a place for it: a new name does not compile until
 * somebody has put it on this list.
 */
const texts = {
  answer: true,
  appealTitle: true,
  applicantName: true,
  assignmentTitle: true,
  bankText: true,
  bodyName: true,
  callTitle: true,
  calloutTitle: true,
  clockText: true,
  codeText: true,
  countText: true,
  daysText: true,
  department: true,
  documentNo: true,
  documentTitle: true,
  filerName: true,
  finding: true,
  gradeText: true,
  hubName: true,
  incubatorName: true,
  indicatorName: true,
  inviterName: true,
  milestoneTitle: true,
  minutesText: true,
  name: true,
  needNo: true,
  noText: true,
  needTitle: true,
  numberText: true,
  organizationName: true,
  payee: true,
  personName: true,
  place: true,
  placeName: true,
  placeText: true,
  pointsText: true,
  projectNo: true,
  projectTitle: true,
  question: true,
  rankText: true,
  reason: true,
  requestNo: true,
  receiptNo: true,
  regionName: true,
  restText: true,
  searchName: true,
  subject: true,
  summary: true,
  tailText: true,
  taskTitle: true,
  thingTitle: true,
  title: true,
  totalText: true,
  trainingTitle: true,
  venueName: true,
  what: true,
  words: true,
  yearText: true,
} as const satisfies Record<TextName, true>

type NameOf<Values> = Values extends unknown ? keyof Values : never
type ValueName = NameOf<MailValues[MailTemplate] | ThingLine>
type TextName = Exclude<ValueName, `${string}${'Key' | 'At' | 'On' | 'Fen' | 'Url' | 'List'}` | 'url'>

const isText = (name: string): name is TextName => Object.hasOwn(texts, name)

/** Whether a value may stand in a letter. */
export const mayStandInLetters = (name: string): boolean => /(Key|At|On|Fen|Url|List)$|^url$/.test(name) || isText(name)

/** The link that ends letters without a session stands in the mail alone. */
export const withoutStop = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'stopUrl'))

/** What a preview puts for a value: texts by `textOf`, the rest as if it were now. */
export function sampleOf(name: string, now: Date, textOf: (name: TextName) => string): string {
  if (name.endsWith('At')) return now.toISOString()
  if (name.endsWith('On')) return now.toISOString().slice(0, 10)
  if (name.endsWith('Fen')) return '12345600'
  if (/(^url|Url)$/.test(name)) return '/'
  if (name.endsWith('Key')) return 'notice.sample.byCase'
  if (name.endsWith('List')) return JSON.stringify(sampleLines(now, textOf))
  return isText(name) ? textOf(name) : ''
}

const sampleLines = (now: Date, textOf: (name: TextName) => string): ThingLine[] => [
  {
    lineKey: 'search.letter.openCall',
    title: textOf('callTitle'),
    bodyName: textOf('bodyName'),
    fundingFen: sampleOf('fundingFen', now, textOf),
    deadlineAt: sampleOf('deadlineAt', now, textOf),
    url: '/',
  },
  { lineKey: 'search.letter.more', restText: textOf('restText') },
]
