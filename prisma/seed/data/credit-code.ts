const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

const weighted = (text: string, by: readonly number[], valueOf: (character: string) => number) =>
  by.reduce((sum, weight, index) => sum + weight * valueOf(text.charAt(index)), 0)

/**
 * A code for an organization that does not exist: both check characters are right (GB 32100-2015, GB 11714), the organization
 * part is a run of zeros and a small number, which no register has given out.
 */
export function inventedCreditCode(head: '51' | '52' | '53' | '91', region: string, number: number): string {
  const organization = String(number).padStart(8, '0')
  const rest = weighted(organization, organizationWeights, Number) % 11
  const body = `${head}${region}${organization}${['0', 'X'][rest] ?? String(11 - rest)}`
  return `${body}${alphabet.charAt((31 - (weighted(body, weights, (character) => alphabet.indexOf(character)) % 31)) % 31)}`
}
