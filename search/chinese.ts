import { Converter } from 'opencc-js/t2cn'
import { pinyin } from 'pinyin-pro'

const convert = Converter({ from: 't', to: 'cn' })

/** Traditional characters as Simplified ones: 關愛獨居長者 → 关爱独居长者. Everything else stays. */
export const toSimplified = (text: string): string => convert(text)

const hanRun = /\p{Script=Han}+/gu
/** Longer runs of sound than this nobody types. */
const syllablesMax = 8

const syllablesOf = (run: string): string[] => pinyin(run, { toneType: 'none', type: 'array', v: true })

/**
 * How a text sounds, as words that a question can begin with: from each syllable on, 居家养老 gives `jujiayanglao jiayanglao
 * yanglao lao` and the pairs `jujia jiayang yanglao`; by first letters `jjyl jyl yl l`. So `yanglao`, `yang lao` and `yl`
 * find it. A character that is read in two ways gets the reading of its word.
 */
export function soundsOf(text: string): { pinyin: string; initials: string } {
  const [sounds, initials] = [new Set<string>(), new Set<string>()]
  for (const [run] of toSimplified(text).matchAll(hanRun)) {
    const syllables = syllablesOf(run)
    for (let at = 0; at < syllables.length; at += 1) {
      const here = syllables.slice(at, at + syllablesMax)
      sounds.add(here.join(''))
      if (here.length > 1) {
        sounds.add(here.slice(0, 2).join(''))
        initials.add(here.map((syllable) => syllable.charAt(0)).join(''))
      }
    }
  }
  return { pinyin: [...sounds].join(' '), initials: [...initials].join(' ') }
}

/** The pairs of sounds of a question, to find what was meant where one character was mistaken for another of the same sound. */
export function soundPairsOf(q: string): string {
  const pairs = new Set<string>()
  for (const [run] of q.matchAll(hanRun)) {
    const syllables = syllablesOf(run)
    for (let at = 0; at + 1 < syllables.length; at += 1) pairs.add(syllables.slice(at, at + 2).join(''))
  }
  return [...pairs].join(' ')
}
