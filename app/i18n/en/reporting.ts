import type { Shape } from '../shape.ts'
import type * as source from '../zh-CN/reporting.ts'

export const evidenceKind = {
  ATTENDANCE: 'attendance sheet',
  DATED_PHOTO: 'dated photos',
  BENEFICIARY: 'confirmation by those served',
  SERVICE_RECORD: 'service records',
  VOUCHER: 'invoices and vouchers',
  BANK_SLIP: 'bank slip',
  CONTRACT: 'contract or agreement',
  MEDIA: 'media coverage',
  SATISFACTION: 'satisfaction forms',
  OTHER: 'other',
} as const satisfies Shape<typeof source.evidenceKind>

export const terms = {
  title: 'What milestones are judged by',
  edit: 'Set what milestones are judged by',
  lead: 'Say for each milestone what makes it done, which evidence must be there, and how indicators count. It goes into the contract, and both sides sign it; after that it changes only by an amendment.',
  criteria: 'Success criteria',
  criteriaHint: 'One in a line, at most 12, each up to 300 characters. Each is judged at acceptance. May stay empty.',
  evidence: 'Required evidence',
  evidenceHint: 'Without every one of these the report cannot be submitted.',
  counting: '{{name}}: how it is counted',
  countingHint: 'Where it is summed from activities, the report shows their sum while it is written.',
  countingWord: {
    TYPED: 'typed by hand',
    PEOPLE: 'people served, summed from activities',
    HOURS: 'hours of service, summed from activities',
    SESSIONS: 'number of activities',
  },
  counts: '{{name}} is counted from activities ({{counting}})',
  none: 'Nothing agreed',
  save: 'Save',
  saved: 'Saved',
  tooMany: 'At most 12.',
  length: 'Each has 2 to 300 characters.',
  twice: 'Two of them are the same.',
  there: 'there',
  missing: 'missing',
} as const satisfies Shape<typeof source.terms>

export const duplicate = {
  title: 'Evidence that may be used twice',
  reviewLead:
    'These were handed in elsewhere too, or look like a photograph from elsewhere. Please check that they prove different work.',
  writeLead:
    'These were handed in elsewhere too, or look like a photograph from elsewhere. The purchasing body will see it as well; if there is a good reason, please say so in the account.',
  kind: { SAME: 'the very same', ALIKE: 'looks the same' },
  where: {
    sameReport: '“{{title}}” in this report',
    sameProject: '“{{title}}” in milestone {{position}} of this project',
    ownProject: '“{{title}}” in milestone {{position}} of project “{{project}}”',
    elsewhere: 'evidence of another project (which you may not read)',
  },
} as const satisfies Shape<typeof source.duplicate>
