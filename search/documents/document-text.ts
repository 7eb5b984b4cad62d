import { withoutMarkers } from '#app/domain/search/highlight.ts'

/** Region paths hold the codes from the root down; a document carries them all, so that a filter on any of them finds it. */
export const codesOfPath = (path: string): string[] => path.split(/[^0-9A-Za-z]+/).filter((code) => code !== '')

export const join = (...parts: (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ')

/** As much of a long text as the engine indexes usefully, without the characters that mark hits. */
export const excerpt = (text: string, max = 4000): string => withoutMarkers(Array.from(text).slice(0, max).join(''))

export const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000)
