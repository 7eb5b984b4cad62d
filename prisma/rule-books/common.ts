// Terms that hold for every procurement, whatever its method.

const working = { unit: 'working', direction: 'after' } as const
const after = (from: string, length: number, more: object) => ({
  ...working,
  from,
  length,
  bound: 'atMost',
  isStatutory: true,
  ...more,
})

/** 政府采购法实施条例 art. 43, 47, 50; 政府采购法 art. 42, 46, 47. */
export const procurementTerms = [
  after('resultSigned', 2, { code: 'report', source: 'procurementRegulation', article: '43' }),
  after('resultReported', 5, { code: 'decision', source: 'procurementRegulation', article: '43' }),
  after('decided', 2, { code: 'resultPublication', source: 'procurementRegulation', article: '43' }),
  after('resultNoticed', 1, { code: 'resultNotice', bound: 'atLeast', source: 'order87', article: '69' }),
  after('resultNoticed', 30, { code: 'contractSigning', unit: 'natural', source: 'procurementLaw', article: '46' }),
  after('contractSigned', 7, { code: 'contractFiling', source: 'procurementLaw', article: '47' }),
  after('contractSigned', 2, { code: 'contractPublication', source: 'procurementRegulation', article: '50' }),
  after('invoiceReceived', 30, { code: 'payment', unit: 'natural', source: 'payment38' }),
  after('contractEnded', 15, {
    code: 'archive',
    unit: 'year',
    bound: 'atLeast',
    source: 'procurementLaw',
    article: '42',
  }),
]

/** 询问、质疑、投诉: 政府采购法 art. 52-57, 实施条例 art. 52-53. */
export const remedyTerms = [
  after('inquiryFiled', 3, { code: 'inquiryAnswer', source: 'procurementRegulation', article: '52' }),
  after('callPublished', 7, { code: 'objectionToDocuments', source: 'procurementLaw', article: '52' }),
  after('opened', 7, { code: 'objectionToProcess', source: 'procurementLaw', article: '52' }),
  after('noticeEnded', 7, { code: 'objectionToResult', source: 'procurementLaw', article: '52' }),
  after('objectionFiled', 7, { code: 'objectionAnswer', source: 'procurementLaw', article: '53' }),
  after('objectionAnswerDue', 15, { code: 'complaint', source: 'procurementLaw', article: '55' }),
  after('complaintFiled', 30, { code: 'complaintDecision', source: 'procurementLaw', article: '56' }),
  after('complaintFiled', 30, {
    code: 'complaintSuspension',
    unit: 'natural',
    source: 'procurementLaw',
    article: '57',
  }),
]

/** 财办库〔2024〕265号: when a price opens an explanation request; never a rejection by itself. */
export const lowPrice = { ofMeanPct: 50, ofNextPct: 50, ofCeilingPct: 45, explainMinutes: 30, source: 'lowPrice265' }

/** 102号令 art. 10 and 24; 实施条例 art. 20. */
export const procurementConditions = {
  preferences: 'forbidden',
  smallEnterprises: 'barsSocialOrganizations',
  negativeList: true,
  source: 'procurementRegulation',
  article: '20',
}
export const procurementTerm = { normalMonths: 12, mostMonths: 36, source: 'order102', article: '24' }
export const bonds = { bidPctMax: 2, performancePctMax: 10, source: 'procurementRegulation', article: '33, 48' }
export const expertFee = { hours: 2, feeFen: '30000', perHourFen: '10000', dayMaxFen: '80000', source: 'expertFee24' }
export const everyStep = { mode: 'halfUp', decimals: 2, at: 'everyStep' }
export const procurementSources = [
  'procurementLaw',
  'procurementRegulation',
  'order87',
  'order102',
  'payment38',
  'lowPrice265',
  'expertFee24',
] as const
