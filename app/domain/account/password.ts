import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import { countCharacters } from '../shared/form-fields.ts'
import { commonPasswords, contextWords } from './common-passwords.ts'

export const passwordLengthMin = 10
export const passwordLengthMax = 128

/** The same of a form that is not right yet: nothing is said of a password that is not typed. */
export const checkTypedPassword = ({ password, name, email }: Readonly<Record<string, unknown>>): Outcome => {
  if (typeof password !== 'string' || password === '') return ok()
  const checked = checkPassword(
    password,
    [name, email].filter((text) => typeof text === 'string'),
  )
  return checked.ok ? checked : { ok: false, refusal: { ...checked.refusal, field: 'password' } }
}

/** The same password whatever keyboard composed it. */
export const normalizePassword = (typed: string): string => typed.normalize('NFKC')

/**
 * Long enough, and not what an attacker tries first. No rule about kinds of characters: they make passwords worse
 * (NIST SP 800-63B). `about` is what others know of the person: name and address.
 */
export function checkPassword(typed: string, about: readonly string[] = []): Outcome {
  const password = normalizePassword(typed)
  const length = countCharacters(password)
  if (length < passwordLengthMin) return refuse('account.password-short', { data: { min: passwordLengthMin } })
  if (length > passwordLengthMax) return refuse('account.password-long', { data: { max: passwordLengthMax } })
  const plain = password.toLowerCase()
  if (commonPasswords.has(plain) || new Set(plain).size < 4 || isSequence(plain))
    return refuse('account.password-common')
  const words = [...contextWords, ...about.flatMap(wordsOf)]
  // Fewer than five characters of its own beside a word that anybody would guess.
  const own = words.reduce((rest, word) => rest.replaceAll(word, ''), plain).replace(/[\d\s\p{P}\p{S}]/gu, '')
  if (own.length < 5 && words.some((word) => plain.includes(word))) return refuse('account.password-context')
  return ok()
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[@.\s_+-]+/)
    .filter((word) => countCharacters(word) >= 3)

/** abcdefghijk, and digits in the order of the keyboard too: 12345678901, 32109876543. */
function isSequence(text: string): boolean {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  const steps = points.slice(1).map((point, index) => point - (points[index] ?? 0))
  const turn = /^\d+$/.test(text) ? 9 : Infinity
  return steps.every((step) => step === 1 || step === -turn) || steps.every((step) => step === -1 || step === turn)
}
