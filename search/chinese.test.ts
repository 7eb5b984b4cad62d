import { expect, test } from 'vitest'
import { soundPairsOf, soundsOf, toSimplified } from './chinese.ts'

test('Traditional characters become Simplified; the rest stays', () => {
  expect(toSimplified('關愛獨居長者 ABC 2026')).toBe('关爱独居长者 ABC 2026')
  expect(toSimplified('身心障礙者乾淨頭髮')).toBe('身心障碍者干净头发')
  expect(toSimplified('社区养老')).toBe('社区养老')
})

test('a question may begin at any character, whole or by first letters', () => {
  expect(soundsOf('居家养老')).toEqual({
    pinyin: 'jujiayanglao jujia jiayanglao jiayang yanglao lao',
    initials: 'jjyl jyl yl',
  })
  expect(soundsOf('養老 2026 care')).toEqual({ pinyin: 'yanglao lao', initials: 'yl' })
  expect(soundsOf('care')).toEqual({ pinyin: '', initials: '' })
})

test('a character read in two ways is read as its word is', () => {
  expect(soundsOf('重庆').pinyin).toContain('chongqing')
  expect(soundsOf('银行').pinyin).toContain('yinhang')
  expect(soundsOf('绿色').pinyin).toContain('lvse')
})

test('what sounds alike has the same pairs', () => {
  expect(soundPairsOf('养劳服务')).toBe(soundPairsOf('养老服务'))
  expect(soundPairsOf('养')).toBe('')
})
