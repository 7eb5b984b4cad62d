import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest'

// Whatever reaches console.error in a test is a surprise, unless the test expects it.
let spy: MockInstance<typeof console.error>
beforeEach(() => {
  spy = vi.spyOn(console, 'error')
})
afterEach(() => {
  expect(spy.mock.calls).toEqual([])
  spy.mockRestore()
})
