import { cite } from '../../rule-book/cite.ts'
import { error, type Finding, warning } from './finding.ts'
import { wordPatterns } from './patterns.ts'
import type { CallSheet, Surroundings } from './sheet.ts'

/**
 * What a text says between the fields: conditions that are scored again (财政部令第87号 art. 55), and limits or preferences that no
 * field names (实施条例 art. 20). A grant is free in both. Words may deceive: what is only found by words can be explained.
 */
export function lintWords(sheet: CallSheet, { book }: Surroundings): Finding[] {
  if (book.regime === 'VENTURE') return []
  const scoring = cite(book, book.scoring)
  const limits = cite(book, book.conditions)
  const scored = sheet.criteria.flatMap(({ title, guidance, kind }, index): Finding[] => {
    if (kind === 'PRICE') return []
    const text = `${title}\n${guidance}`
    const number = index + 1
    const condition = sheet.conditions.findIndex((row) => row.use === 'REQUIRED' && reappears(row.text, text))
    if (condition >= 0)
      return [error('criteria', 'condition-scored', { data: { number, condition: condition + 1 }, citation: scoring })]
    const found = wordPatterns.flatMap(({ kind: limit, scored: words }) => match(words, text, limit))[0]
    return found === undefined
      ? []
      : [warning('criteria', 'words-scored', { data: { number, ...found }, citation: limits })]
  })
  const texts = [sheet.requirement, ...sheet.conditions.filter(({ kind }) => kind === 'OTHER').map(({ text }) => text)]
  const required = texts.flatMap((text, index) =>
    wordPatterns
      .flatMap(({ kind, required: words }) => match(words, text, kind))
      .map((found) => {
        const data = { place: `${index}-${found.kind}`, ...found }
        return warning(index === 0 ? 'requirement' : 'conditions', 'words-required', { data, citation: limits })
      }),
  )
  return [...scored, ...required]
}

const match = (words: RegExp, text: string, kind: string): { kind: string; words: string }[] => {
  const found = words.exec(text)?.[0]
  return found === undefined ? [] : [{ kind, words: found.slice(0, 30) }]
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
const bigramsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2))

/** Fewer than these many pairs of letters say nothing. */
const pairsMin = 6
const shareMin = 0.7

/** Whether a phrase of the condition stands in the text again, word for word or nearly. */
export function reappears(condition: string, text: string): boolean {
  const there = new Set(bigramsOf(plain(text)))
  return condition.split(/[，。；、,.;\n]+/u).some((phrase) => {
    const pairs = bigramsOf(plain(phrase))
    return pairs.length >= pairsMin && pairs.filter((pair) => there.has(pair)).length / pairs.length >= shareMin
  })
}
