import type { ServiceField } from '#app/domain/search/ask.ts'
import { loadOrganizationCards } from '#app/services/organization/queries/organization-cards.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { fieldsBegunBy } from '#search/fields-begun.ts'
import type { SearchEngine } from '#search/port.ts'
import { loadFoundRows } from './found-rows.server.ts'
import { withFallback } from './with-fallback.server.ts'

export type Suggestion =
  | { kind: 'field'; field: ServiceField }
  | { kind: 'call' | 'project'; no: string; title: string }
  | { kind: 'organization'; id: string; name: string }

/** What begins to answer a question while it is typed: fields, calls and projects, organizations; what is shown comes from PostgreSQL. */
export async function suggest(
  ctx: Pick<Context, 'db'>,
  engine: SearchEngine | undefined,
  q: string,
): Promise<Suggestion[]> {
  if (q === '') return []
  const found = await withFallback(ctx.db, engine, (asked) => asked.suggest(q))
  const [things, organizations] = await Promise.all([
    loadFoundRows(ctx.db, found.projects),
    loadOrganizationCards(
      ctx.db,
      found.organizations.map(({ id }) => id),
    ),
  ])
  return [
    ...fieldsBegunBy(q).map((field) => ({ kind: 'field' as const, field })),
    ...things.map(({ kind, no, title }) => ({ kind, no, title })),
    ...organizations.map(({ id, name }) => ({ kind: 'organization' as const, id, name })),
  ]
}
