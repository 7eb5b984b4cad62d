import type { Shape } from '../shape.ts'
import type { refusal as source } from '../zh-CN/refusal.ts'

export const refusal = {
  busy: 'The site is crowded just now and nothing was done. What you typed is still below: press once more.',
  'storage-full':
    'The server’s storage is full: nothing was done, and nothing that is there was lost. What you typed is still below, only a file has to be chosen again. Please try again later, or tell an administrator.',
  unreachable:
    'The site cannot reach its database just now. Please try again in a moment. If you were sending a form, look first whether it was done; if not, your browser’s “back” usually still has what you typed.',
  stale:
    'Somebody else changed this while you were typing. What you typed is still below: please check it and submit again.',
  'not-found': 'This page does not exist, or you may not see it.',
  forbidden: 'You may not do this.',
  'sign-in': 'Please sign in first.',
  'too-many': 'Too many attempts; please try again later.',
  'too-large': 'What was sent is too large: at most 20 MB per file.',
  failed:
    'Something broke, and your action did not take effect. Please try again later; when asking for help, give the number {{requestId}}.',
  invalid: 'Some of it is not right yet; please correct it as shown.',
} as const satisfies Shape<typeof source>
