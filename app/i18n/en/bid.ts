import type { Shape } from '../shape.ts'
import type { bid as source } from '../zh-CN/bid.ts'

export const bid = {
  refusal: {},
} as const satisfies Shape<typeof source>
