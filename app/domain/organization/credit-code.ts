import { ok, refuse, type Outcome } from '#app/domain/shared/outcome.ts'

/** 统一社会信用代码, GB 32100-2015 (rules D2): 18 characters, none of I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** GB 11714: characters 9-16 are the organization code proper, 17 its own check; here A is 10 and Z 35. */
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** What a civil affairs authority registers; `undefined` kind means another authority's register. */
export type RegisteredKind = 'association' | 'serviceInstitution' | 'foundation' | 'other'

export type CreditCode = {
  /** The code as written in registers: upper case, 18 characters. */
  code: string
  /** First character: the registering authority; `5` is civil affairs (民政). */
  authority: string
  kind: RegisteredKind | undefined
  /** GB/T 2260 region of the register, six digits; `100000` is national. */
  region: string
  /** Nine characters, its check included. */
  organizationCode: string
}

const CIVIL_AFFAIRS = '5'
const kinds: Record<string, RegisteredKind> = {
  '1': 'association',
  '2': 'serviceInstitution',
  '3': 'foundation',
  '9': 'other',
}

const weightedSum = (text: string, weights: readonly number[], valueOf: (character: string) => number) =>
  weights.reduce((sum, weight, index) => sum + weight * valueOf(text.charAt(index)), 0)

function checkCharacter(code: string): string {
  const rest = weightedSum(code, WEIGHTS, (character) => ALPHABET.indexOf(character)) % 31
  return ALPHABET.charAt((31 - rest) % 31)
}

function organizationCheckCharacter(organizationCode: string): string {
  const rest = weightedSum(organizationCode, ORGANIZATION_WEIGHTS, (character) => parseInt(character, 36)) % 11
  return ['0', 'X'][rest] ?? String(11 - rest)
}

/**
 * Reads a code as people type it (spaces around it, lower case and full width allowed) and tests both check characters.
 * Refused with the first that holds of `organization.credit-code-length`, `organization.credit-code-character`, `organization.credit-code-check-digit`,
 * `organization.credit-code-organization-check-digit`.
 */
export function parseCreditCode(text: string): Outcome<CreditCode> {
  const code = text.normalize('NFKC').trim().toUpperCase()
  if (code.length !== 18) return refuse('organization.credit-code-length')
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code))
    return refuse('organization.credit-code-character')
  if (checkCharacter(code) !== code.charAt(17)) return refuse('organization.credit-code-check-digit')
  const organizationCode = code.slice(8, 17)
  if (organizationCheckCharacter(organizationCode) !== organizationCode.charAt(8))
    return refuse('organization.credit-code-organization-check-digit')
  const authority = code.charAt(0)
  const kind = authority === CIVIL_AFFAIRS ? kinds[code.charAt(1)] : undefined
  return ok({ code, authority, kind, region: code.slice(2, 8), organizationCode })
}
