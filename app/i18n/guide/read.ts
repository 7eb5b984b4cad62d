import type { Locale } from '../locale.ts'
import { translateDynamic } from '../translate.ts'
import { picturePath, pictureSize } from './pictures.ts'
import type { Guide, Words } from './shape.ts'

/** What is said as it is, or a word of the site's own pages. */
export type Piece = { text: string; isLabel: boolean }

export type ReadPicture = { path: string; alt: string; width: number; height: number }
/** A guide in one language. */
export type ReadGuide = {
  role: Guide['role']
  at: Guide['at']
  title: string
  who: Piece[]
  before: Piece[][]
  tasks: { name: string; title: string; steps: { says: Piece[]; picture?: ReadPicture }[] }[]
  trouble: { what: Piece[]; then: Piece[] }[]
  ask: Piece[][]
}

const label = /\[\[([\w.-]+)\]\]/

/** @throws Error when a key has no text of its own: then the guide speaks of something that is not there. */
export function labelText(key: string, locale: Locale): string {
  const text = translateDynamic(locale, key)
  if (text === undefined || text.includes('{{')) throw new Error(`a guide names ${key}, which no page says`)
  return text
}

/** The keys of the site's words in what is said. */
export const labelsIn = ({ zh }: Words): string[] => zh.split(label).filter((_, at) => at % 2 === 1)

export const oneOf = (words: Words, locale: Locale): string => (locale === 'en' ? words.en : words.zh)

export const piecesOf = (words: Words, locale: Locale): Piece[] =>
  oneOf(words, locale)
    .split(label)
    .map((part, at) =>
      at % 2 === 1 ? { text: labelText(part, locale), isLabel: true } : { text: part, isLabel: false },
    )
    .filter(({ text }) => text !== '')

export function readGuide(guide: Guide, locale: Locale): ReadGuide {
  const pieces = (words: Words) => piecesOf(words, locale)
  return {
    role: guide.role,
    at: guide.at,
    title: oneOf(guide.title, locale),
    who: pieces(guide.who),
    before: guide.before.map(pieces),
    tasks: guide.tasks.map(({ name, title, steps }) => ({
      name,
      title: oneOf(title, locale),
      steps: steps.map(({ says, picture }, at) => ({
        says: pieces(says),
        ...(picture === undefined
          ? {}
          : {
              picture: {
                path: picturePath(locale, guide.role, name, at + 1),
                alt: oneOf(picture, locale),
                ...pictureSize[guide.at],
              },
            }),
      })),
    })),
    trouble: guide.trouble.map(({ what, then }) => ({ what: pieces(what), then: pieces(then) })),
    ask: guide.ask.map(pieces),
  }
}
