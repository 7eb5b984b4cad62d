import { z } from 'zod'

/**
 * What a field holds. `word`: a code of ours, whose words are texts below `wordsOf`; `words`: several of them. `money`: yuan with two
 * decimals as text, so that no program rounds it. `address`: a page of this site.
 */
export type Cell =
  | { type: 'text' | 'day' | 'instant' | 'money' | 'number' | 'yes' | 'address' }
  | { type: 'word' | 'words'; wordsOf: string; codes: readonly string[] }

/** Beside the schemas: what a field is for a table, which its JSON shape does not say. */
const cells = z.registry<Cell>()

const as = <Schema extends z.ZodType>(schema: Schema, cell: Cell): Schema => {
  cells.add(schema, cell)
  return schema
}

/** @throws where the schema was not made here. */
export function cellOf(schema: z.ZodType): Cell {
  const cell = cells.get(schema)
  if (cell === undefined) throw new Error('a field of a list is made by cells.ts')
  return cell
}

const yuan = () => z.string().regex(/^-?\d+\.\d{2}$/)
const instantText = () => z.iso.datetime()

export const text = () => as(z.string(), { type: 'text' })
export const textOrNull = () => as(z.string().nullable(), { type: 'text' })
export const day = () => as(z.iso.date(), { type: 'day' })
export const dayOrNull = () => as(z.iso.date().nullable(), { type: 'day' })
export const instant = () => as(instantText(), { type: 'instant' })
export const instantOrNull = () => as(instantText().nullable(), { type: 'instant' })
export const money = () => as(yuan(), { type: 'money' })
export const moneyOrNull = () => as(yuan().nullable(), { type: 'money' })
export const number = () => as(z.int(), { type: 'number' })
export const numberOrNull = () => as(z.int().nullable(), { type: 'number' })
export const yes = () => as(z.boolean(), { type: 'yes' })
export const address = () => as(z.url(), { type: 'address' })
export const word = <const Codes extends readonly string[]>(codes: Codes, wordsOf: string) =>
  as(z.enum(codes), { type: 'word', wordsOf, codes })
export const wordOrNull = <const Codes extends readonly string[]>(codes: Codes, wordsOf: string) =>
  as(z.enum(codes).nullable(), { type: 'word', wordsOf, codes })
export const words = <const Codes extends readonly string[]>(codes: Codes, wordsOf: string) =>
  as(z.array(z.enum(codes)), { type: 'words', wordsOf, codes })
