import type { FormItem } from '../call/form-item.ts'
import { formLimits } from '../call/form-item.ts'
import { parseDay } from '../shared/day.ts'
import { countCharacters } from '../shared/form-fields.ts'
import type { BidContent, FormAnswer } from './content.ts'
import type { BidProblem } from './ready.ts'

type Answers = Readonly<Record<string, FormAnswer>>
type Items = readonly FormItem[]

const textOf = (answer: FormAnswer | undefined): string => (typeof answer === 'string' ? answer.trim() : '')
const rowsOf = (answer: FormAnswer | undefined): readonly (readonly string[])[] =>
  answer === undefined || typeof answer === 'string' ? [] : answer
const isAnswered = (answer: FormAnswer | undefined): boolean => textOf(answer) !== '' || rowsOf(answer).length > 0

/** What is asked of somebody who has answered so: items that wait for another answer are left out, and what waits for those. */
export function shownItems<Item extends Pick<FormItem, 'code' | 'shownIf'>>(
  items: readonly Item[],
  answerOf: (code: string) => string,
): Item[] {
  const shown = new Set<string>()
  return items.filter(({ code, shownIf }) => {
    const isShown = shownIf === null || (shown.has(shownIf.code) && answerOf(shownIf.code) === shownIf.answer)
    if (isShown) shown.add(code)
    return isShown
  })
}

export const itemsShown = (items: Items, form: Answers = {}): FormItem[] =>
  shownItems(items, (code) => textOf(form[code]))

/** A number as it may be written: at most four decimals, no separators. */
const isNumber = (text: string): boolean => /^-?\d{1,12}(\.\d{1,4})?$/.test(text)

/** What is wrong with an answer that was given; nothing is missing here. */
export function answerProblems(item: FormItem, answer: FormAnswer | undefined): BidProblem[] {
  const { code: at, title } = item
  const problem = (code: BidProblem['code'], data: BidProblem['data'] = {}): BidProblem[] => [
    { part: 'form', code, at, data: { title, ...data } },
  ]
  const text = textOf(answer)
  switch (item.kind) {
    case 'TEXT': {
      const count = countCharacters(text)
      return count > item.maxChars ? problem('form-too-long', { count, max: item.maxChars }) : []
    }
    case 'NUMBER':
      return text === '' || isNumber(text) ? [] : problem('form-number')
    case 'DATE':
      return text === '' || parseDay(text) !== undefined ? [] : problem('form-date')
    case 'YES_NO':
      return ['', 'yes', 'no'].includes(text) ? [] : problem('form-choice')
    case 'CHOICE':
      return text === '' || item.options.includes(text) ? [] : problem('form-choice')
    case 'FILE':
      return []
    case 'ROWS': {
      const rows = rowsOf(answer)
      if (rows.length > item.rowsMax) return problem('form-too-many-rows', { max: item.rowsMax })
      return rows.flatMap((cells, index) => {
        const row = index + 1
        if (cells.length !== item.columns.length || cells.some((cell) => cell.trim() === ''))
          return problem('form-row-incomplete', { row })
        return cells.some((cell) => countCharacters(cell) > formLimits.cell)
          ? problem('form-row-too-long', { row, max: formLimits.cell })
          : []
      })
    }
  }
}

/** What keeps the form from being whole: of the items that are asked, the required ones answered, and every answer in order. */
export const formProblems = (items: Items, { form = {}, files }: Pick<BidContent, 'form' | 'files'>): BidProblem[] =>
  itemsShown(items, form).flatMap((item): BidProblem[] => {
    const answer = form[item.code]
    const isThere = item.kind === 'FILE' ? files.some(({ fileId }) => fileId === textOf(answer)) : isAnswered(answer)
    if (isThere) return answerProblems(item, answer)
    return item.isRequired ? [{ part: 'form', code: 'form-missing', at: item.code, data: { title: item.title } }] : []
  })

export const answeredCount = (items: Items, form: Answers = {}) => {
  const shown = itemsShown(items, form)
  return { answered: shown.filter(({ code }) => isAnswered(form[code])).length, of: shown.length }
}

/** Files that the form asked for: they are listed with their answer. */
export const formFileIds = (items: Items, form: Answers = {}): Set<string> =>
  new Set(items.filter(({ kind }) => kind === 'FILE').map(({ code }) => textOf(form[code])))

/** A content with these answers, and without the member where there are none: a bid of a call that asks nothing stays as it was. */
export function withForm(content: BidContent, form: Answers): BidContent {
  const rest = { ...content }
  delete rest.form
  const given = Object.entries(form).filter(([, answer]) => isAnswered(answer))
  return given.length === 0 ? rest : { ...rest, form: Object.fromEntries(given) }
}

/**
 * What is sealed of a draft: answers to items that are asked, with their files. What was typed under a question that is not shown
 * any more stays in the draft only.
 */
export function asSealed(content: BidContent, items: Items): BidContent {
  const { form = {} } = content
  const shown = itemsShown(items, form)
  const isShown = new Set(shown.map(({ code }) => code))
  const dropped = formFileIds(
    items.filter(({ code }) => !isShown.has(code)),
    form,
  )
  const kept = Object.fromEntries(Object.entries(form).filter(([code]) => isShown.has(code)))
  return withForm({ ...content, files: content.files.filter(({ fileId }) => !dropped.has(fileId)) }, kept)
}

/** What a form page posts. */
export type FormTyped = {
  form: Readonly<Record<string, string>>
  /** Item → rows, each with its cells by column: c1, c2, … */
  rows: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>
}

/** The answers as they are kept: rows without the empty ones, files as they were attached. */
export function formToKeep(items: Items, typed: FormTyped, before: Answers = {}): Record<string, FormAnswer> {
  return Object.fromEntries(
    items.flatMap(({ code, kind, columns }): [string, FormAnswer][] => {
      if (kind === 'FILE') return before[code] === undefined ? [] : [[code, before[code]]]
      if (kind === 'TEXT') return [[code, typed.form[code] ?? '']]
      if (kind !== 'ROWS') return [[code, (typed.form[code] ?? '').normalize('NFKC').trim()]]
      const rows = (typed.rows[code] ?? [])
        .map((row) => columns.map((_, index) => (row[`c${index + 1}`] ?? '').trim()))
        .filter((cells) => cells.some((cell) => cell !== ''))
      return [[code, rows]]
    }),
  )
}
