import { cite } from '../../rule-book/cite.ts'
import { error, type Finding } from './finding.ts'
import type { CallSheet, Surroundings } from './sheet.ts'

/** Whoever buys from one supplier alone has said on what ground, had it argued by experts, and adds no more than a tenth (法 art. 31). */
export function lintSingleSource({ singleSource, budgetFen }: CallSheet, { book }: Surroundings): Finding[] {
  const rule = book.singleSource
  if (rule === undefined) return []
  const citation = cite(book, rule)
  if (singleSource === undefined || singleSource === null) return [error('conditions', 'single-missing', { citation })]
  const found: Finding[] = []
  if (singleSource.opinions < rule.minOpinions)
    found.push(error('conditions', 'single-opinions', { data: { least: rule.minOpinions }, citation }))
  const { ground, originalFen } = singleSource
  if (ground === 'ADD_ON' && originalFen !== null && budgetFen * 10n > originalFen)
    found.push(
      error('conditions', 'single-add-on', { citation: cite(book, { source: 'procurementLaw', article: '31' }) }),
    )
  return found
}
