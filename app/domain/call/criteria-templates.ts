import type { CallMethod, CriterionKind } from './terms.ts'

/**
 * Criteria to start from, by method; words at call.template.<set>.<key>, what is asked of quality by field of service
 * (rules C2: M8 for venture calls; services bought: price 20 of 100 in a consultation).
 */
export const criteriaTemplates = {
  venture: [
    { key: 'need', points: '20' },
    { key: 'design', points: '25' },
    { key: 'innovation', points: '10' },
    { key: 'team', points: '15' },
    { key: 'budget', points: '15' },
    { key: 'outcome', points: '10' },
    { key: 'sustainability', points: '5' },
  ],
  consultation: [
    { key: 'need', points: '15' },
    { key: 'design', points: '30' },
    { key: 'team', points: '20' },
    { key: 'quality', points: '15' },
    { key: 'price', points: '20' },
  ],
  tender: [
    { key: 'need', points: '10' },
    { key: 'design', points: '35' },
    { key: 'team', points: '25' },
    { key: 'quality', points: '15' },
    { key: 'price', points: '15' },
  ],
} as const satisfies Record<string, readonly { key: string; points: string }[]>

export type CriteriaTemplate = keyof typeof criteriaTemplates

export const isCriteriaTemplate = (text: string | null): text is CriteriaTemplate =>
  text !== null && Object.hasOwn(criteriaTemplates, text)

/** The sets that suit a method, the usual one first. */
export const templatesFor = (method: CallMethod): CriteriaTemplate[] =>
  method === 'VENTURE_CALL'
    ? ['venture']
    : method === 'OPEN_TENDER'
      ? ['tender', 'consultation']
      : ['consultation', 'tender']

export const kindOfKey = (key: string): CriterionKind => (key === 'price' ? 'PRICE' : 'SUBJECTIVE')
