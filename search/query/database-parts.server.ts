import { serviceFields, wordsOf } from '#app/domain/search/ask.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { toSimplified } from '../chinese.ts'
import type { Counts } from '../port.ts'
import { wordsOfField } from '../words.ts'

// What the answers without the engine have in common: words found as they are written, filters, counts.

export type SqlPart = ReturnType<typeof Prisma.sql>

export const all = (parts: readonly SqlPart[]) =>
  parts.length === 0 ? Prisma.sql`true` : Prisma.join([...parts], ' AND ')
const any = (parts: readonly SqlPart[]) => Prisma.sql`(${Prisma.join([...parts], ' OR ')})`

/** The words as asked and in Simplified characters, each with what else it may be written as. */
export const waysOf = (q: string): string[][] => wordsOf(q).map((word) => [...new Set([word, toSimplified(word)])])

const likeText = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** Fields whose vocabulary holds the word, so that `elderly` finds what was written in Chinese. */
const fieldsMeant = (ways: readonly string[]): string[] =>
  serviceFields.filter((field) => {
    const vocabulary = wordsOfField[field].toLowerCase().split(' ')
    return ways.some((way) => vocabulary.includes(way.toLowerCase()))
  })

/** Every word must stand somewhere among the columns, or mean the thing's field. */
export const matches = (
  words: readonly (readonly string[])[],
  columns: readonly SqlPart[],
  meansField: (fields: string[]) => SqlPart,
) =>
  all(
    words.map((ways) => {
      const fields = fieldsMeant(ways)
      return any([
        ...columns.flatMap((column) => ways.map((way) => Prisma.sql`${column} ILIKE ${likeText(way)}`)),
        ...(fields.length === 0 ? [] : [meansField(fields)]),
      ])
    }),
  )

export const columnsNamed = (...names: string[]): SqlPart[] => names.map((name) => Prisma.raw(name))

/** The codes of a region `r` from the root down. */
export const regionCodes = Prisma.sql`array_remove(regexp_split_to_array(r.path, '[^0-9A-Za-z]+'), '')`

/** A facet's column in `found`: one value, or several of which each counts. */
export type FacetColumn = { column: string; isList?: true; value: string | undefined }

const holds = ({ column, isList, value }: FacetColumn): SqlPart[] =>
  value === undefined
    ? []
    : [isList ? Prisma.sql`${value} = ANY (${Prisma.raw(column)})` : Prisma.sql`${Prisma.raw(column)} = ${value}`]

/** The rows of `found` that pass every filter but one. */
export const passing = <Facet extends string>(facets: Readonly<Record<Facet, FacetColumn>>, without?: Facet) =>
  all((Object.keys(facets) as Facet[]).filter((name) => name !== without).flatMap((name) => holds(facets[name])))

export type Counted = Record<string, number> | null

/** One JSON object of counts for each facet, named as it, and of totals without each that is set. */
export function countsOf<Facet extends string>(facets: Readonly<Record<Facet, FacetColumn>>): SqlPart {
  const names = Object.keys(facets) as Facet[]
  const counts = names.map((name) => {
    const { column, isList } = facets[name]
    const value = Prisma.raw(isList ? 'value' : column)
    const from = isList ? Prisma.sql`found, unnest(${Prisma.raw(column)}) AS value` : Prisma.sql`found`
    return Prisma.sql`${name}::text, (SELECT json_object_agg(value, n) FROM
      (SELECT ${value} AS value, count(*)::int AS n FROM ${from} WHERE ${passing(facets, name)} AND ${value} IS NOT NULL GROUP BY 1) q)`
  })
  return Prisma.sql`json_build_object(${Prisma.join(counts)})`
}
export function withoutOf<Facet extends string>(facets: Readonly<Record<Facet, FacetColumn>>, max: number): SqlPart {
  const set = (Object.keys(facets) as Facet[]).filter((name) => facets[name].value !== undefined)
  if (set.length === 0) return Prisma.sql`'{}'::json`
  return Prisma.sql`json_build_object(${Prisma.join(
    set.map(
      (name) =>
        Prisma.sql`${name}::text, (SELECT least(count(*), ${max})::int FROM found WHERE ${passing(facets, name)})`,
    ),
  )})`
}

export const countsFor = <Facet extends string>(
  facets: Readonly<Record<Facet, FacetColumn>>,
  counted: Readonly<Partial<Record<Facet, Counted>>> | undefined,
): Record<Facet, Counts> =>
  Object.fromEntries((Object.keys(facets) as Facet[]).map((name) => [name, counted?.[name] ?? {}])) as Record<
    Facet,
    Counts
  >
