import type { Shape } from '../shape.ts'
import type { panel as source } from '../zh-CN/panel.ts'

export const panel = {
  refusal: {},
} as const satisfies Shape<typeof source>
