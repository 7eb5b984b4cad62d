import { childrenCalls } from './calls/children.ts'
import { communityCalls } from './calls/community.ts'
import { cultureCalls } from './calls/culture.ts'
import { disabilityCalls } from './calls/disability.ts'
import { elderlyCalls } from './calls/elderly.ts'
import { employmentCalls } from './calls/employment.ts'
import { healthCalls } from './calls/health.ts'
import { legalCalls } from './calls/legal.ts'
import type { CallRow } from './shape.ts'

export const calls: readonly CallRow[] = [
  ...elderlyCalls,
  ...disabilityCalls,
  ...childrenCalls,
  ...communityCalls,
  ...legalCalls,
  ...healthCalls,
  ...employmentCalls,
  ...cultureCalls,
]
