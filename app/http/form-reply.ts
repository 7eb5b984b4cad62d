import type { Refusal } from '#app/domain/shared/outcome.ts'

/**
 * What a form gets back when it was not accepted: everything that was typed, and why. Keys of `errors` are field names.
 * `found`: nothing was wrong, and this is what its button looked up.
 */
export type FormReply = {
  kind: 'form-reply'
  intent: string
  values: Record<string, unknown>
  errors: Record<string, string[]>
  refusal: Refusal | undefined
  found?: Readonly<Record<string, string>> | undefined
}

export const isFormReply = (data: unknown): data is FormReply =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'form-reply'
