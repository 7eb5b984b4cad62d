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
    const anyValid = fc.constantFrom(...valid.map(([code]) => code))
    fc.assert(
      fc.property(anyValid, fc.nat(17), fc.constantFrom(...ALPHABET.split('')), (code, position, character) => {
        fc.pre(code.charAt(position) !== character)
        expect(parseCreditCode(code.slice(0, position) + character + code.slice(position + 1)).ok).toBe(false)
      }),
    )
    fc.assert(
      fc.property(anyValid, fc.nat(16), (code, position) => {
        const [a, b] = [code.charAt(position), code.charAt(position + 1)]
        fc.pre(a !== b)
        expect(parseCreditCode(code.slice(0, position) + b + a + code.slice(position + 2)).ok).toBe(false)
      }),
    )
  })
})
