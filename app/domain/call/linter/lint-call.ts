import type { Finding } from './finding.ts'
import { lintConditions } from './lint-conditions.ts'
import { lintContent } from './lint-content.ts'
import { lintBlind, lintCriteria } from './lint-criteria.ts'
import { lintDates } from './lint-dates.ts'
import { lintKeyholders } from './lint-keyholders.ts'
import { lintMatching } from './lint-matching.ts'
import { lintMoney } from './lint-money.ts'
import { lintPlan } from './lint-plan.ts'
import { lintPosts } from './lint-posts.ts'
import { lintSingleSource } from './lint-single-source.ts'
import { lintWords } from './lint-words.ts'
import type { CallSheet, Surroundings } from './sheet.ts'

/** Everything that is not right yet, part by part; without an error the call may be submitted and published. */
export const lintCall = (sheet: CallSheet, surroundings: Surroundings): Finding[] => [
  ...lintContent(sheet),
  ...lintMoney(sheet, surroundings),
  ...lintDates(sheet, surroundings),
  ...lintCriteria(sheet, surroundings),
  ...lintBlind(sheet, surroundings),
  ...lintConditions(sheet, surroundings),
  ...lintSingleSource(sheet, surroundings),
  ...lintWords(sheet, surroundings),
  ...lintMatching(sheet),
  ...lintPosts(sheet),
  ...lintPlan(sheet),
  ...lintKeyholders(sheet),
]
