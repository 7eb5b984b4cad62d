import type { z } from 'zod'

/** Message keys for what zod finds; a schema's own `error` key comes first. */
export function issueToKey(issue: Parameters<z.core.$ZodErrorMap>[0]): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'form.required' : 'form.invalid'
    case 'too_big':
      return issue.origin === 'string' ? 'form.tooLong' : 'form.invalid'
    case 'too_small':
      return issue.origin === 'string' ? 'form.tooShort' : 'form.invalid'
    case 'invalid_format':
      return issue.format === 'email' ? 'form.email' : 'form.invalid'
    case 'invalid_value':
      return 'form.choice'
    default:
      return 'form.invalid'
  }
}
