import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { DeskKind, HolderRole } from '../desk-item.ts'

/** Expressions of one row; `since` an instant, `dueOn` a day, `count` makes it a row of several things. */
type Columns = {
  id?: Prisma.Sql
  of?: Prisma.Sql
  title?: Prisma.Sql
  part?: Prisma.Sql
  dueAt?: Prisma.Sql
  dueOn?: Prisma.Sql
  count?: Prisma.Sql
  as: HolderRole | Prisma.Sql
  name?: Prisma.Sql
  since?: Prisma.Sql
}

const nothing = Prisma.sql`''`
const never = Prisma.sql`NULL`

/** Written out: of a hundred parameters nobody has a use. */
const word = (one: DeskKind | HolderRole): Prisma.Sql => Prisma.raw(`'${one}'`)

/** One kind of thing that was handed on, as a piece of the desk's second statement; `from` ends with its own order and limit. */
export const handedOn = (
  kind: DeskKind,
  { id, of, title, part, dueAt, dueOn, count, as, name, since }: Columns,
  from: Prisma.Sql,
): Prisma.Sql => Prisma.sql`
  SELECT ${word(kind)}::text AS kind, (${id ?? nothing})::text AS id, (${of ?? nothing})::text AS of, (${title ?? nothing})::text AS title, (${part ?? nothing})::text AS part,
    (${dueAt ?? never})::timestamptz AS due_at, (${dueOn ?? never})::text AS due_on, (${count ?? never})::int AS count,
    (${typeof as === 'string' ? word(as) : as})::text AS holder_as, (${name ?? nothing})::text AS holder_name, (${since ?? never})::timestamptz AS since
  FROM ${from}`

/** A body's name in the language of the reader. */
export const bodyName = ({ locale }: Pick<Context, 'locale'>, alias: 'b' | 'l' = 'b'): Prisma.Sql =>
  Prisma.raw(`${alias}.${locale === 'en' ? 'name_en' : 'name_zh'}`)
