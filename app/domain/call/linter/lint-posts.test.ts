import { expect, test } from 'vitest'
import { lintPosts } from './lint-posts.ts'
import type { CallSheet } from './sheet.ts'

const codes = (postsFen: bigint | undefined, ceilingFen: bigint) =>
  lintPosts({ ...(postsFen === undefined ? {} : { postsFen }), ceilingFen } as CallSheet).map(({ code }) => code)

test('a ceiling is asked about above what the posts cost, and more than a tenth below', () => {
  expect(codes(1_000n, 1_001n)).toEqual(['ceiling-above-posts'])
  expect(codes(1_000n, 1_000n)).toEqual([])
  expect(codes(1_000n, 900n)).toEqual([])
  expect(codes(1_000n, 899n)).toEqual(['ceiling-below-posts'])
  expect(codes(0n, 5n)).toEqual([])
  expect(codes(undefined, 5n)).toEqual([])
})
