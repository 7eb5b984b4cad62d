import { type AnswerCode, codeOf } from '#app/domain/voice/code.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'

/**
 * The codes of an occasion, computed from its id and the site's secret whenever its sheet is printed: they are stored nowhere, and
 * a lost sheet can be printed again.
 */
export const codesOf = (keys: Keys, sessionId: string, count: number): AnswerCode[] =>
  Array.from({ length: count }, (_, index) => codeOf(keys.tag('answer-code', `code ${sessionId} ${index + 1}`)))

/** What the database keeps of a code: without the secret nobody gets from one to the other, though a code has 40 bits only. */
export const hashOfCode = (keys: Keys, code: AnswerCode): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.tag('answer-code', `hash ${code}`))
