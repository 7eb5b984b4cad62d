import type { Shape } from '../shape.ts'
import type { ledger as source } from '../zh-CN/ledger.ts'

export const ledger = {
  refusal: {},
} as const satisfies Shape<typeof source>
