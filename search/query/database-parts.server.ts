import { hitsMax, pageSize, serviceFields } from '#app/domain/search/ask.ts'
import { bigramsOf } from '#app/domain/search/bigrams.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { wordsMeant } from '../meant.ts'
import type { Counts, Found } from '../port.ts'
import { synonyms } from '../synonyms.ts'
import { wordsOfField } from '../words.ts'

// What the answers without the engine have in common: words found as they are written, filters, counts.

export type SqlPart = ReturnType<typeof Prisma.sql>

export const all = (parts: readonly SqlPart[]) =>
  parts.length === 0 ? Prisma.sql`true` : Prisma.join([...parts], ' AND ')
const any = (parts: readonly SqlPart[]) => Prisma.sql`(${Prisma.join([...parts], ' OR ')})`

/** The words of a question, each with the other words for it. */
const waysOf = (q: string): string[][] => wordsMeant(q).map((word) => [word, ...(synonyms[word.toLowerCase()] ?? [])])

const likeText = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** Fields whose vocabulary holds the word, so that `elderly` finds what was written in Chinese. */
const fieldsMeant = (ways: readonly string[]): string[] =>
  serviceFields.filter((field) => {
    const vocabulary = wordsOfField[field].toLowerCase().split(' ')
    return ways.some((way) => vocabulary.includes(way.toLowerCase()))
  })

/** Where a thing's words may stand, and how it is asked for its field. */
export type Places = { columns: readonly string[]; title: string; meansField: (fields: string[]) => SqlPart }

/** How a row of `found` is chosen, and its weight among the others. */
export type Choosing = { condition: SqlPart; weight: SqlPart }

const standsIn = (column: string, ways: readonly string[]) =>
  ways.map((way) => Prisma.sql`${Prisma.raw(column)} ILIKE ${likeText(way)}`)

/** Every word must stand somewhere, or mean the thing's field or a place it lies in; those with all of them in the title first. */
export function byWords(q: string, { columns, title, meansField }: Places): Choosing {
  const words = waysOf(q)
  return {
    condition: all(
      words.map((ways) => {
        const fields = fieldsMeant(ways)
        return any([
          ...columns.flatMap((column) => standsIn(column, ways)),
          ...(fields.length === 0 ? [] : [meansField(fields)]),
          Prisma.sql`EXISTS (SELECT 1 FROM region a WHERE a.code = ANY (${regionCodes}) AND ${any([
            ...standsIn('a.name_zh', ways),
            ...standsIn('a.name_en', ways),
          ])})`,
        ])
      }),
    ),
    weight: Prisma.sql`(${all(words.map((ways) => any(standsIn(title, ways))))})::int`,
  }
}

const pairsMax = 16

/** At least a third of the pairs of characters must stand somewhere, as one wrong character spoils two: what is near, those with most of them first. Undefined: too short. */
export function byPairs(q: string, { columns }: Places): Choosing | undefined {
  const pairs = bigramsOf(wordsMeant(q).join(' ')).split(' ').slice(0, pairsMax)
  if (pairs.length < 2) return undefined
  const text = Prisma.raw(`concat_ws(' ', ${columns.join(', ')})`)
  const weight = Prisma.sql`(${Prisma.join(
    pairs.map((pair) => Prisma.sql`(${text} ILIKE ${likeText(pair)})::int`),
    ' + ',
  )})`
  return { condition: Prisma.sql`${weight} * 3 >= ${pairs.length}::int`, weight }
}

/** The codes of a region `r` from the root down. */
export const regionCodes = Prisma.sql`array_remove(regexp_split_to_array(r.path, '[^0-9A-Za-z]+'), '')`

/** A facet's column in `found`: one value, or several of which each counts. */
export type FacetColumn = { column: string; isList?: true; value: string | undefined }

const holds = ({ column, isList, value }: FacetColumn): SqlPart[] =>
  value === undefined
    ? []
    : [isList ? Prisma.sql`${value} = ANY (${Prisma.raw(column)})` : Prisma.sql`${Prisma.raw(column)} = ${value}`]

/** The rows of `found` that pass every filter but one. */
const passing = <Facet extends string>(facets: Readonly<Record<Facet, FacetColumn>>, without?: Facet) =>
  all((Object.keys(facets) as Facet[]).filter((name) => name !== without).flatMap((name) => holds(facets[name])))

type Counted = Record<string, number> | null

/** One JSON object of counts for each facet, named as it, and of totals without each that is set. */
function countsOf<Facet extends string>(facets: Readonly<Record<Facet, FacetColumn>>): SqlPart {
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
function withoutOf<Facet extends string>(facets: Readonly<Record<Facet, FacetColumn>>, max: number): SqlPart {
  const set = (Object.keys(facets) as Facet[]).filter((name) => facets[name].value !== undefined)
  if (set.length === 0) return Prisma.sql`'{}'::json`
  return Prisma.sql`json_build_object(${Prisma.join(
    set.map(
      (name) =>
        Prisma.sql`${name}::text, (SELECT least(count(*), ${max})::int FROM found WHERE ${passing(facets, name)})`,
    ),
  )})`
}

const countsFor = <Facet extends string>(
  facets: Readonly<Record<Facet, FacetColumn>>,
  counted: Readonly<Partial<Record<Facet, Counted>>> | undefined,
): Record<Facet, Counts> =>
  Object.fromEntries((Object.keys(facets) as Facet[]).map((name) => [name, counted?.[name] ?? {}])) as Record<
    Facet,
    Counts
  >

type Row<Hit, Facet extends string> = {
  hits: Hit[] | null
  total: number
  facets: Partial<Record<Facet, Counted>>
  without: Partial<Record<Facet, number>>
}

/** The page that was asked for, with its counts, in one statement. `hit`: what is told of each row, as JSON. */
export async function answerFrom<Hit, Facet extends string>(
  db: Db,
  asked: { found: SqlPart; facets: Readonly<Record<Facet, FacetColumn>>; order: SqlPart; hit: SqlPart; page: number },
): Promise<Omit<Found<Hit, Facet>, 'isNear'>> {
  const { found, facets, order, hit, page } = asked
  const [row] = await db.$queryRaw<Row<Hit, Facet>[]>`
    WITH found AS (${found}),
      ranked AS (SELECT *, row_number() OVER (ORDER BY ${order}) AS place FROM found WHERE ${passing(facets)})
    SELECT
      (SELECT json_agg(${hit} ORDER BY place) FROM ranked
        WHERE place > ${(page - 1) * pageSize} AND place <= ${page * pageSize}) AS hits,
      (SELECT least(count(*), ${hitsMax})::int FROM ranked) AS total,
      ${countsOf(facets)} AS facets, ${withoutOf(facets, hitsMax)} AS without`
  return {
    hits: row?.hits ?? [],
    total: row?.total ?? 0,
    facets: countsFor(facets, row?.facets),
    without: row?.without ?? ({} as Partial<Record<Facet, number>>),
  }
}

/** The answer; when nothing holds every word, what is near, where the question is long enough for that. */
export async function exactOrNear<Hit, Facet extends string>(
  exact: Omit<Found<Hit, Facet>, 'isNear'>,
  near: (() => Promise<Omit<Found<Hit, Facet>, 'isNear'>>) | undefined,
): Promise<Found<Hit, Facet>> {
  const other = exact.total > 0 ? undefined : await near?.()
  return other === undefined || other.total === 0 ? { ...exact, isNear: false } : { ...other, isNear: true }
}
