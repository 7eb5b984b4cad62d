import { canonicalJson } from '../scoring/canonical.ts'
import { withForm } from './application-form.ts'
import type { BidContent } from './content.ts'

// Several people write one draft. What each of them saves is merged field by field: see docs/decisions/merging-drafts.md.

/** The parts of a draft that are forms; files and partners come and go by themselves. */
export type DraftPart = 'answers' | 'budget' | 'form'

/**
 * The text of every field of a part, by the name it has in the form; one that says nothing is left out. The same for what is
 * stored and for what a browser posts back: NFC, and line feeds alone. A list is one field: rows have no name that lasts.
 */
export function fieldTexts(part: DraftPart, content: BidContent): Record<string, string> {
  const texts = fieldsOf(part, content).map(([name, value]) => {
    const text = typeof value === 'string' ? value : canonicalJson(value)
    return [name, text.normalize('NFC').replace(/\r\n?/g, '\n')] as const
  })
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

function fieldsOf(
  part: DraftPart,
  { answers, priceFen, budgetLines, cofunding = [], form = {} }: BidContent,
): [string, unknown][] {
  switch (part) {
    case 'answers':
      return Object.entries(answers).map(([code, text]) => [`answers.${code}`, text])
    case 'budget':
      return [
        ['price', priceFen ?? ''],
        ['lines', budgetLines.length === 0 ? '' : budgetLines],
        ['others', cofunding.length === 0 ? '' : cofunding],
      ]
    case 'form':
      return Object.entries(form).map(([code, answer]) =>
        typeof answer === 'string' ? [`form.${code}`, answer] : [`rows.${code}`, answer.length === 0 ? '' : answer],
      )
  }
}

/** A digest for every field that says something, by the field's name. */
export type Digests = Readonly<Record<string, string>>

type Sides = {
  /** What the page was drawn from. */
  base: Digests
  /** What a colleague wrote instead, where the page has shown it beside what was typed. */
  seen: Digests
  stored: Digests
  typed: Digests
}

export type Merge = {
  /** Fields that get what was typed. */
  taken: string[]
  /** Fields that a colleague changed and the writer did not: they stay. */
  kept: string[]
  /** Both changed it, and the writer has not seen the other words: it stays until they have. */
  conflicts: string[]
}

/** Three-way merge of a part. What both say alike is in none of the three lists. */
export function mergeFields({ base, seen, stored, typed }: Sides): Merge {
  const merge: Merge = { taken: [], kept: [], conflicts: [] }
  for (const name of new Set([...Object.keys(stored), ...Object.keys(typed)])) {
    const [now, mine] = [stored[name], typed[name]]
    if (mine === now) continue
    if (name in seen && seen[name] === (now ?? nothing)) merge.taken.push(name)
    else if (mine === base[name]) merge.kept.push(name)
    else if (now === base[name]) merge.taken.push(name)
    else merge.conflicts.push(name)
  }
  return merge
}

/** A field that was seen empty is named all the same. */
const nothing = '-'

/** What is stored of the fields that are shown beside what was typed. */
export const seenOf = (names: readonly string[], stored: Digests): Digests =>
  Object.fromEntries(names.map((name) => [name, stored[name] ?? nothing]))

/** What the page has been drawn from once it is saved: its own words, and as before where they could not be taken. */
export const nextBase = (typed: Digests, base: Digests, conflicts: readonly string[]): Digests =>
  withDigests(typed, base, conflicts)

/** `digests`, with those of `names` from elsewhere. */
export const withDigests = (digests: Digests, from: Digests, names: readonly string[]): Digests =>
  Object.fromEntries(
    Object.entries({ ...digests, ...Object.fromEntries(names.map((name) => [name, from[name]])) }).flatMap(
      ([name, digest]) => (digest === undefined ? [] : [[name, digest]]),
    ),
  )

/** The draft as stored, with the named fields as they were typed. */
export function withFields(
  part: DraftPart,
  stored: BidContent,
  typed: BidContent,
  names: readonly string[],
): BidContent {
  const isTaken = (...ways: string[]) => ways.some((way) => names.includes(way))
  switch (part) {
    case 'answers':
      return { ...stored, answers: pick(stored.answers, typed.answers, (code) => isTaken(`answers.${code}`)) }
    case 'budget':
      return withCofunding(
        {
          ...stored,
          priceFen: (isTaken('price') ? typed : stored).priceFen,
          budgetLines: (isTaken('lines') ? typed : stored).budgetLines,
        },
        (isTaken('others') ? typed : stored).cofunding,
      )
    case 'form':
      return withForm(
        stored,
        pick(stored.form ?? {}, typed.form ?? {}, (code) => isTaken(`form.${code}`, `rows.${code}`)),
      )
  }
}

/** Content says what others bring only where somebody does. */
export function withCofunding(content: BidContent, cofunding: BidContent['cofunding'] = []): BidContent {
  if (cofunding.length > 0) return { ...content, cofunding }
  const rest = { ...content }
  delete rest.cofunding
  return rest
}

const pick = <Value>(
  stored: Readonly<Record<string, Value>>,
  typed: Readonly<Record<string, Value>>,
  isTaken: (code: string) => boolean,
): Record<string, Value> =>
  Object.fromEntries([
    ...Object.entries(stored).filter(([code]) => !isTaken(code)),
    ...Object.entries(typed).filter(([code]) => isTaken(code)),
  ])

/** Never empty: a form's empty field counts as left out, and a draft of nothing is something to have been drawn from. */
const mark = '1'

/** `1 answers.c1=… answers.c2=…`: as a page carries it. */
export const digestsText = (digests: Digests): string =>
  [mark, ...Object.entries(digests).map(([name, digest]) => `${name}=${digest}`)].join(' ')

/** What cannot be read says nothing, so that the field counts as drawn empty, and its words meet rather than vanish. */
export const readDigests = (text: string): Digests =>
  Object.fromEntries(
    [...text.matchAll(/(?<=^| )([^= ]+)=([\w-]+)(?= |$)/g)].map(([, name = '', digest = '']) => [name, digest]),
  )
