import type { Shape } from '../shape.ts'
import type { home as source } from '../zh-CN/home.ts'

export const home = { title: '' } as const satisfies Shape<typeof source>
