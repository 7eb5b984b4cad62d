import type { Shape } from '../shape.ts'
import type { district as source } from '../zh-CN/district.ts'

export const district = {
  title: 'Money by district',
  of: 'Public money in {{name}}',
  lead: 'What was set aside for calls here, put under contract, paid and spent. From the ledger and recognized vouchers.',
  budget: 'Call budgets',
  projects: 'See the projects: {{projects}}, of {{organizations}} organizations',
  empty: 'No project is funded here yet.',
  parts: 'Places in it',
  own: 'Of the place itself',
  code: 'Code of the place',
  everywhere: 'Everywhere',
  unit: 'Amounts in yuan',
  place: 'Place',
  count: 'Projects',
} as const satisfies Shape<typeof source>
