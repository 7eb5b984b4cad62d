import type { Shape } from '../shape.ts'
import type { admin as source } from '../zh-CN/admin.ts'

export const admin = {
  refusal: {},
} as const satisfies Shape<typeof source>
