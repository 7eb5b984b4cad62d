import type { Grade, Judged } from '../ndcg.ts'

export const queryClasses = [
  'Chinese words',
  'two characters',
  'inside a compound',
  'another word',
  'a wrong character',
  'pinyin',
  'initials',
  'Traditional',
  'English',
  'English with a slip',
  'both languages',
  'number',
  'credit code',
  'buyer',
  'region and topic',
  'year and topic',
  'a whole sentence',
  'nothing fits',
] as const
export type QueryClass = (typeof queryClasses)[number]

export type Query = { of: QueryClass; index: 'projects' | 'organizations'; q: string; judged: Judged }

/** Keys of the corpus by grade, in any order, apart by spaces. A thing that is not named does not fit. */
export type Grades = Partial<Record<Grade, string>>

/** @throws Error when a key is graded twice. */
export function judge(grades: Grades): Judged {
  const judged = new Map<string, Grade>()
  for (const grade of [3, 2, 1] as const) {
    for (const key of (grades[grade] ?? '').split(' ').filter((each) => each !== '')) {
      if (judged.has(key)) throw new Error(`${key} is graded twice`)
      judged.set(key, grade)
    }
  }
  return judged
}

/** The two ways to ask, for the lines of one class. */
export const asking = (of: QueryClass) => ({
  projects: (q: string, grades: Grades): Query => ({ of, index: 'projects', q, judged: judge(grades) }),
  organizations: (q: string, grades: Grades): Query => ({ of, index: 'organizations', q, judged: judge(grades) }),
})
