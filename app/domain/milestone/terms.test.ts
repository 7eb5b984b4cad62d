import { describe, expect, it } from 'vitest'
import { criteriaText } from './schema.ts'
import { missingKinds } from './terms.ts'

describe('missingKinds', () => {
  it('names what was agreed and is not there', () => {
    expect(missingKinds(['ATTENDANCE', 'VOUCHER'], [{ kind: 'ATTENDANCE' }, { kind: 'ATTENDANCE' }])).toEqual([
      'VOUCHER',
    ])
  })
  it('asks for nothing where nothing was agreed', () => {
    expect(missingKinds([], [])).toEqual([])
  })
})

describe('criteria, one in a line', () => {
  it('leaves out empty lines and marks in front', () => {
    expect(criteriaText.parse(' 1. 建档 240 户\n\n- 满意度不低于 85%\r\n')).toEqual(['建档 240 户', '满意度不低于 85%'])
    expect(criteriaText.parse(undefined)).toEqual([])
  })
  it('keeps a number that is part of the words', () => {
    expect(criteriaText.parse('240 户完成建档\n1.5 小时以上的服务')).toEqual(['240 户完成建档', '1.5 小时以上的服务'])
  })
  it('takes at most twelve, and none twice', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => `标准${index}`).join('\n')
    expect(criteriaText.safeParse(lines(12)).success).toBe(true)
    expect(criteriaText.safeParse(lines(13)).success).toBe(false)
    expect(criteriaText.safeParse('标准\n标准').success).toBe(false)
    expect(criteriaText.safeParse('长'.repeat(301)).success).toBe(false)
  })
})
