import type { Shape } from '../shape.ts'
import type { mail as source } from '../zh-CN/mail.ts'

export const mail = { title: '' } as const satisfies Shape<typeof source>
