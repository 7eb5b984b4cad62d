import type { Shape } from '../shape.ts'
import type { call as source } from '../zh-CN/call.ts'

export const call = {
  refusal: {},
} as const satisfies Shape<typeof source>
