import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCreditCode } from './credit-code.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Codes of living organizations, from rules D2. */
const valid = [
  ['51100000500002862F', 'association', '100000'],
  ['51100000500009247D', 'association', '100000'],
  ['51100000500012681T', 'association', '100000'],
  ['52110000MJ0163191U', 'serviceInstitution', '110000'],
  ['52110000MJ0166456X', 'serviceInstitution', '110000'],
  ['52310230MJ5339125F', 'serviceInstitution', '310230'],
  ['52310105MJ50200186', 'serviceInstitution', '310105'],
  ['52310104MJ49963266', 'serviceInstitution', '310104'],
  ['53100000500019795A', 'foundation', '100000'],
  ['53100000500021676K', 'foundation', '100000'],
  ['11622700013944908W', undefined, '622700'],
  ['91330106673959654P', undefined, '330106'],
] as const

describe('unified social credit code', () => {
  it.each(valid)('accepts %s', (code, kind, region) => {
    expect(parseCreditCode(code)).toEqual({
      ok: true,
      code,
      authority: code.charAt(0),
      kind,
      region,
      organizationCode: code.slice(8, 17),
    })
  })

  it.each([
    ['53100000500020462H', 'organization.credit-code-check-digit'],
    ['51100000500000024G', 'organization.credit-code-check-digit'],
    ['52110101MJ0018899X', 'organization.credit-code-check-digit'],
    ['92440300731093239X', 'organization.credit-code-check-digit'],
    ['5110000050000286', 'organization.credit-code-length'],
    ['51100000500002862FF', 'organization.credit-code-length'],
    ['', 'organization.credit-code-length'],
    ['5I100000500002862F', 'organization.credit-code-character'],
    ['51A00000500002862F', 'organization.credit-code-character'],
    ['51100000 00002862F', 'organization.credit-code-character'],
  ])('refuses %s: %s', (code, problem) => {
    expect(parseCreditCode(code)).toEqual({ ok: false, refusal: { code: problem } })
  })

  it('reads what people type', () => {
    expect(parseCreditCode(' 52310230mj5339125f ')).toMatchObject({ ok: true, code: '52310230MJ5339125F' })
    expect(parseCreditCode('５２３１０２３０ＭＪ５３３９１２５Ｆ')).toMatchObject({ ok: true })
  })

  it('tests the organization code even when the last character fits', () => {
    // The ninth character of the organization code is wrong and the last character is recomputed for it.
    expect(parseCreditCode('51100000500002871D')).toEqual({
      ok: false,
      refusal: { code: 'organization.credit-code-organization-check-digit' },
    })
  })

  // 31 is prime and no weight is a multiple of it, so one wrong character is never missed; swapping two neighbours
  // shows too, since no two neighbouring weights are equal modulo 31.
  it('catches every single wrong character and every swap of unlike neighbours', () => {
    const codes = [...valid.map(([code]) => code), ...fc.sample(anyCode, 300)]
    const missed = codes.flatMap((code) => mistakesIn(code).filter((mistaken) => parseCreditCode(mistaken).ok))
    expect(missed).toEqual([])
    const tried = codes.reduce((sum, code) => sum + mistakesIn(code).length, 0)
    expect(tried).toBeGreaterThan(codes.length * 18 * 30)
  })
})

/** Codes of any register and region: both check characters are found by trying. */
const anyCode = fc
  .tuple(
    fc.constantFrom('51', '52', '53', '59', '11', '91', 'A1', 'Y1'),
    fc.integer({ min: 0, max: 999_999 }),
    fc.array(fc.constantFrom(...ALPHABET.split('')), { minLength: 8, maxLength: 8 }),
  )
  .map(([kind, region, own]) => {
    const start = `${kind}${String(region).padStart(6, '0')}${own.join('')}`
    for (const first of '0123456789X')
      for (const last of ALPHABET) if (parseCreditCode(start + first + last).ok) return start + first + last
    throw new Error(`${start} has no check characters`)
  })

/** Every other character at every place, and every two neighbours that differ the other way round. */
const mistakesIn = (code: string): string[] =>
  code.split('').flatMap((character, at) => {
    const before = code.slice(0, at)
    const next = code.charAt(at + 1)
    const wrong = ALPHABET.split('')
      .filter((other) => other !== character)
      .map((other) => before + other + code.slice(at + 1))
    return next === '' || next === character ? wrong : [...wrong, before + next + character + code.slice(at + 2)]
  })
