import { addDays, parseDay, toDay } from '../shared/day.ts'

/** What a column holds; a choice is one of some words, `many` of them or one. */
export type CellType = 'text' | 'phone' | 'day' | 'code' | 'yes' | 'choice' | 'many'
/** Words of both languages by which people name a choice, tidied by `wordKey`. */
export type CellWords = ReadonlyMap<string, string>

/** The same word, however it was typed: full or half width, capitals, spaces, remarks in brackets, the star of what is required. */
export const wordKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s*:\u200B-\u200F\uFEFF]/g, '')
    .toLowerCase()

/** A day as a spreadsheet counts it, from 30 December 1899 or 1 January 1904; the number itself where that is no day. */
export function dayOfSerial(serial: number, startsIn1904 = false): string {
  const whole = Math.floor(serial)
  return whole >= 1 && whole < 110_000
    ? addDays(toDay(startsIn1904 ? '1904-01-01' : '1899-12-30'), whole)
    : String(serial)
}

const isSerial = (text: string) => /^[1-9]\d{4}$/.test(text)
const two = (text: string) => text.padStart(2, '0')

/** 2026-3-2, 2026/03/02, 2026.3.2, 20260302 and the way it is written out, as 2026-03-02; anything else as it was typed. */
export function tidyDay(text: string): string {
  const typed = text
    .normalize('NFKC')
    .trim()
    .replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, '')
  if (isSerial(typed)) return dayOfSerial(Number(typed))
  const found =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ??
    /^(\d{4})\s*\u5e74\s*(\d{1,2})\s*\u6708\s*(\d{1,2})\s*\u65e5?$/.exec(typed)
  if (found === null) return typed
  const [, year = '', month = '', date = ''] = found
  return parseDay(`${year}-${two(month)}-${two(date)}`) ?? typed
}

/** The apostrophe that our own files put before what a spreadsheet would take for a formula. */
const undefused = (text: string) => text.replace(/^'(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/, '')

/** A cell as the form would have sent it. What is not understood stays as it was typed, for the form's own rules to refuse. */
export function tidyCell(type: CellType, cell: string, words: CellWords = new Map()): string {
  // PostgreSQL keeps no NUL, and nobody types one.
  const text = undefused(cell.replaceAll('\0', '')).trim()
  if (text === '') return ''
  switch (type) {
    case 'day':
      return tidyDay(text)
    case 'code':
      return text
        .normalize('NFKC')
        .replace(/[\s\u200B-\u200F\uFEFF-]/g, '')
        .toUpperCase()
    case 'phone':
      return text.normalize('NFKC')
    case 'choice':
    case 'yes':
      return words.get(wordKey(text)) ?? text
    case 'many':
      return text
        .split(/[,;|/\u3001\uFF0C\uFF1B\n]+/)
        .map((part) => words.get(wordKey(part)) ?? part.trim())
        .filter((part) => part !== '')
        .join(',')
    case 'text':
      return text
  }
}

/** What a spreadsheet shows in a cell whose formula failed. */
export const isFailedCell = (text: string): boolean =>
  /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/i.test(text)
/** A long number that a spreadsheet turned into 1.38E+10: nobody knows the rest of its digits. */
export const hasLostDigits = (text: string): boolean => /^\d(\.\d+)?E\+?\d{1,3}$/i.test(text)
