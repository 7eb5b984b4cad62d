import { toSimplified } from './chinese.ts'
import { stopWords } from './synonyms.ts'

/** GYH-2026-0012, however its hyphens were typed. */
const number = /^([a-z]{2,4})[\s-]*(20\d\d)[\s-]*(\d{2,6})$/i
/** GB 32100-2015, however it was cut into groups. */
const creditCode = /^[0-9A-HJ-NPQRTUWXY]{18}$/i

/** A question as it was meant: in Simplified characters, a number with its hyphens, a credit code in one piece. */
export function asMeant(q: string): string {
  const [, prefix, year, rest] = number.exec(q) ?? []
  if (prefix !== undefined && year !== undefined && rest !== undefined) return `${prefix.toUpperCase()}-${year}-${rest}`
  const compact = q.replace(/[\s-]/g, '')
  if (creditCode.test(compact)) return compact.toUpperCase()
  return toSimplified(q)
}

/** A number such as GYH-2026-0012 means that one thing: its parts alone would find a year's worth. */
export const isNumber = (meant: string): boolean => number.test(meant)

const hanFillers = stopWords.filter((word) => /^\p{Script=Han}{2,}$/u.test(word)).sort((a, b) => b.length - a.length)
const filler = new RegExp(hanFillers.join('|'), 'gu')
const [lone, whole] = [new Set(stopWords), /[\s,，、。？?！!]+/u]

/** The words of a question without what asks for nothing: for whoever does not know where a Chinese word ends. Nothing else: itself. */
export function wordsMeant(q: string): string[] {
  const meant = asMeant(q)
  const words = [...new Set(meant.replace(filler, ' ').split(whole))].filter(
    (word) => word !== '' && !lone.has(word.toLowerCase()),
  )
  return words.length === 0 && meant !== '' ? [meant] : words.slice(0, 6)
}
