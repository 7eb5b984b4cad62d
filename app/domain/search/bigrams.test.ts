import { expect, test } from 'vitest'
import { bigramsOf } from './bigrams.ts'

test('pairs overlap inside a run of Han characters and never across a break', () => {
  expect(bigramsOf('居家养老')).toBe('居家 家养 养老')
  expect(bigramsOf('养老 2026 助残')).toBe('养老 助残')
  expect(bigramsOf('A区养老')).toBe('区养 养老')
})

test('characters beyond the basic plane stay whole, and pairs are said once', () => {
  expect(bigramsOf('𠮷祥村')).toBe('𠮷祥 祥村')
  expect(bigramsOf('养老养老')).toBe('养老 老养')
  expect(bigramsOf('care')).toBe('')
})
