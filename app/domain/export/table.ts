/**
 * What a cell holds: a day as `2026-03-02`, an instant as ISO text, money as text of fen. `word`: a code of ours whose word is below
 * `wordsOf`. `raw`: structured content, for the machine's copy alone.
 */
export type ExportCell = 'text' | 'day' | 'instant' | 'fen' | 'number' | 'yes' | 'word' | 'raw'
export type ExportColumn = { key: string; type: ExportCell; wordsOf?: string }
export type ExportValue = string | number | boolean | null | object
export type ExportTable = {
  kind: ExportKind
  columns: readonly ExportColumn[]
  rows: readonly Readonly<Record<string, ExportValue>>[]
}

export const organizationTables = [
  'profile',
  'names',
  'members',
  'documents',
  'staff',
  'certificates',
  'trainings',
  'volunteers',
  'callouts',
  'hours',
  'bids',
  'questions',
  'projects',
  'milestones',
  'reports',
  'figures',
  'activities',
  'payments',
  'expenses',
  'ratings',
  'annualReports',
  'supervision',
  'credit',
  'deeds',
  'files',
] as const
export const accountTables = [
  'account',
  'roles',
  'expertise',
  'sessions',
  'consents',
  'ownHours',
  'ownCertificates',
  'needs',
  'supports',
  'observations',
  'incubations',
  'savedSearches',
  'follows',
  'apiKeys',
  'letters',
  'letterChoices',
  'deeds',
] as const
export type ExportKind = (typeof organizationTables)[number] | (typeof accountTables)[number]
