import { expect, it } from 'vitest'
import { networkOf, pairKey } from './throttle.ts'

it('counts a household as one caller', () => {
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9')
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9')
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:0db8:0001:0002:ffff:ffff:ffff:ffff')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})

it('takes an address for the same however it is typed', () => {
  expect(pairKey(' Chen@Example.cn ', '203.0.113.9')).toBe(pairKey('chen@example.cn', '::ffff:203.0.113.9'))
  expect(pairKey('chen@example.cn', '203.0.113.9')).not.toBe(pairKey('chen@example.cn', '203.0.113.10'))
})
