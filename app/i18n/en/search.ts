import type { Shape } from '../shape.ts'
import type { search as source } from '../zh-CN/search.ts'

export const search = {
  refusal: {},
} as const satisfies Shape<typeof source>
