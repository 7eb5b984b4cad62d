import type { Shape } from '../shape.ts'
import type { organization as source } from '../zh-CN/organization.ts'

export const organization = {
  refusal: {},
} as const satisfies Shape<typeof source>
