import { canonicalJson } from '../scoring/canonical.ts'
import type { Day } from '../shared/day.ts'

/** Everything both sides sign. Its hash changes with any word, day or fen of it. */
export type ContractContent = {
  schema: 'commonweal.contract/1'
  contractNo: string
  projectNo: string
  title: string
  buyer: { id: string; name: string }
  supplier: { id: string; name: string; creditCode: string | null }
  /** Fen as text. */
  amountFen: string
  startsOn: Day
  endsOn: Day
  terms: string
  milestones: readonly {
    position: number
    title: string
    deliverable: string
    dueOn: Day
    trancheFen: string
    indicators: readonly { name: string; unit: string; target: number }[]
  }[]
}

/** One text for one content: what is hashed. */
export const contractText = (content: ContractContent): string => canonicalJson(content)
