import { error, type Finding } from './finding.ts'
import type { CallSheet } from './sheet.ts'

export const lintContent = ({ summary, requirement, beneficiaries }: CallSheet): Finding[] => [
  ...(summary === '' ? [error('requirement', 'no-summary')] : []),
  ...(requirement === '' ? [error('requirement', 'no-requirement')] : []),
  ...(beneficiaries === '' ? [error('requirement', 'no-beneficiaries')] : []),
]
