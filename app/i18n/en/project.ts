import type { Shape } from '../shape.ts'
import type { project as source } from '../zh-CN/project.ts'

export const project = {
  refusal: {},
} as const satisfies Shape<typeof source>
