import type { Shape } from '../shape.ts'
import type { account as source } from '../zh-CN/account.ts'

export const account = {
  refusal: {},
} as const satisfies Shape<typeof source>
