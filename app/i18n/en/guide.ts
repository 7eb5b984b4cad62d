import type { guide as source } from '../zh-CN/guide.ts'
import type { Shape } from '../shape.ts'

export const guide = {
  title: 'Guides',
  lead: 'What to do step by step, by role, with pictures of the pages. Read yours once before you begin, or print it and keep it beside you.',
  before: 'What you need beforehand',
  trouble: 'What goes wrong most often',
  ask: 'Where to ask',
  own: 'Guide to your work here',
  about: 'Guides: what to do step by step, by role',
  contents: 'In this guide',
  description:
    'Guides to this site by role: how to sign in, fill in and submit, and what to do when something goes wrong.',
} as const satisfies Shape<typeof source>
