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
] as const
export type ListName = (typeof listNames)[number]

export const listFormats = ['csv', 'xlsx'] as const
export type ListFormat = (typeof listFormats)[number]

/** Where a list is as a file: below its page, without its language. */
export const listFilePath = (list: ListName, format: ListFormat): string => `/${list}.${format}`
