/** The public lists that are given whole: as files and over the API. */
export const listNames = [
  'calls',
  'projects',
  'organizations',
  'needs',
  'funds',
  'incubators',
  'venues',
  'meetings',
  'policies',
  'results',
  'objections',
  'single-source',
  'function-transfers',
  'task-admissions',
  'post-prices',
  'rules',
  'catalogue',
  'volunteering',
  'appeals',
  'credit',
  'credit-events',
  'ratings',
  'rating-notices',
  'rating-rounds',
  'recognition',
  'showcases',
  'showcase-phases',
  'responsibilities',
  'ledger-anchors',
] as const
export type ListName = (typeof listNames)[number]

/** What a search finds, as a file alone: it depends on what is asked. */
export const hitFileNames = ['search', 'search-organizations'] as const
export type HitFileName = (typeof hitFileNames)[number]
export type FileName = ListName | HitFileName

export const listFormats = ['csv', 'xlsx'] as const
export type ListFormat = (typeof listFormats)[number]

/** Where a list is as a file: below its page, without its language. */
export const listFilePath = (list: ListName | 'search', format: ListFormat): string => `/${list}.${format}`
