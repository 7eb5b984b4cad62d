import { type Finding, warning } from './finding.ts'
import type { CallSheet } from './sheet.ts'

/** So much below what the posts cost, in ten-thousandths, a ceiling is asked about: nobody can pay these people from it. */
const belowBps = 1_000n

/** The ceiling of a call for posts follows from what they cost: not above it, and not far below. */
export function lintPosts({ postsFen, ceilingFen }: CallSheet): Finding[] {
  if (postsFen === undefined || ceilingFen === undefined || postsFen === 0n) return []
  const data = { postsFen: String(postsFen), ceilingFen: String(ceilingFen) }
  if (ceilingFen > postsFen) return [warning('posts', 'ceiling-above-posts', { data })]
  if (ceilingFen * 10_000n < postsFen * (10_000n - belowBps)) return [warning('posts', 'ceiling-below-posts', { data })]
  return []
}
