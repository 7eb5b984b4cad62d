import type { Shape } from '../shape.ts'
import type { award as source } from '../zh-CN/award.ts'

export const award = {
  refusal: {},
} as const satisfies Shape<typeof source>
