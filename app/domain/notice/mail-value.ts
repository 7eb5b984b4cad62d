import type { MailTemplate, MailValues } from './mail-template.ts'

/**
 * Every text a letter may carry; whatever else a letter says is a day, an instant, an amount, a text of the house or an address of
 * a page. What is sealed (bids, answers, prices before the opening), secret (passphrases, keys, accounts' numbers but their tails)
 * or inside a panel (scores, names, notes) has no name here, so no template has a place for it: a new name does not compile until
 * somebody has put it on this list.
 */
export const textNames = [
  'answer',
  'appealTitle',
  'applicantName',
  'assignmentTitle',
  'bankText',
  'bodyName',
  'callTitle',
  'calloutTitle',
  'clockText',
  'codeText',
  'countText',
  'daysText',
  'department',
  'documentNo',
  'documentTitle',
  'filerName',
  'finding',
  'gradeText',
  'hubName',
  'incubatorName',
  'indicatorName',
  'inviterName',
  'milestoneTitle',
  'minutesText',
  'name',
  'needNo',
  'needTitle',
  'numberText',
  'organizationName',
  'payee',
  'personName',
  'place',
  'placeName',
  'placeText',
  'pointsText',
  'projectNo',
  'projectTitle',
  'question',
  'rankText',
  'reason',
  'receiptNo',
  'regionName',
  'subject',
  'summary',
  'tailText',
  'taskTitle',
  'title',
  'totalText',
  'trainingTitle',
  'venueName',
  'what',
  'words',
  'yearText',
] as const

type ValueName = { [Template in MailTemplate]: keyof MailValues[Template] }[MailTemplate]
type Written = `${string}${'Key' | 'At' | 'On' | 'Fen' | 'Url'}` | 'url'
type Unlisted = Exclude<ValueName, Written | (typeof textNames)[number]>
const nothingUnlisted: [Unlisted] extends [never] ? true : Unlisted = true

/** Whether a value may stand in a letter. */
export const mayStandInLetters = (name: string): boolean =>
  nothingUnlisted && (/(Key|At|On|Fen|Url)$|^url$/.test(name) || textNames.some((known) => known === name))

/** What a preview puts for a value: texts by `textOf`, the rest as if it were now. */
export function sampleOf(name: string, now: Date, textOf: (name: (typeof textNames)[number]) => string): string {
  if (name.endsWith('At')) return now.toISOString()
  if (name.endsWith('On')) return now.toISOString().slice(0, 10)
  if (name.endsWith('Fen')) return '12345600'
  if (/(^url|Url)$/.test(name)) return '/'
  if (name.endsWith('Key')) return 'notice.sample.byCase'
  const known = textNames.find((text) => text === name)
  return known === undefined ? '' : textOf(known)
}
