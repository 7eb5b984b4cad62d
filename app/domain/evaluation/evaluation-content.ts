import { canonicalJson } from '../scoring/canonical.ts'

/** Everything evaluators sign. Points are hundredths, days `YYYY-MM-DD`; nobody served is named. */
export type EvaluationContent = {
  schema: 'commonweal.evaluation/1'
  projectNo: string
  projectTitle: string
  buyer: string
  supplier: string
  agency: string
  kind: string
  number: number
  round: number
  set: { code: string; version: number }
  scores: {
    itemCode: string
    planned: number | null
    actual: number | null
    choice: number | null
    factor: number | null
    points: number | null
    reason: string
  }[]
  visits: { visitedOn: string; place: string; people: string; finding: string }[]
  samples: {
    number: number
    seed: string
    frame: number
    drawn: number
    reached: number | null
    confirmed: number | null
  }[]
  isMisused: boolean
  misuseNote: string
  summary: string
  advice: string
  total: number
  grade: string
}

/** One text for one content: what is hashed. */
export const evaluationText = (content: EvaluationContent): string => canonicalJson(content)
