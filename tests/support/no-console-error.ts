import { afterEach, beforeEach, expect, vi } from 'vitest'

// Whatever reaches console.error in a test is a surprise, unless the test expects it.
let spy: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  spy = vi.spyOn(console, 'error')
})
afterEach(() => {
  expect(spy.mock.calls).toEqual([])
  spy.mockRestore()
})
