import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Models, quotas and phases that another of the body entered. */
export function showcasesWaiting({ actor }: Context): Prisma.Sql[] {
  const approver = bodiesWhere(actor, 'APPROVER')
  if (approver.length === 0) return []
  const open = (table: 'showcase' | 'showcase_quota' | 'region_phase') => Prisma.sql`
    (SELECT count(*) FROM ${Prisma.raw(table)} WHERE body_id = ${among(approver)} AND confirmed_at IS NULL AND withdrawn_at IS NULL AND entered_by_id <> ${actor.accountId}::uuid)`
  return [
    Prisma.sql`
      SELECT 'showcasesToConfirm' AS kind, true AS mine, '' AS id, '' AS of, '' AS title, '' AS part, NULL::timestamptz AS due_at, NULL::text AS due_on, n::int AS count
      FROM (SELECT ${open('showcase')} + ${open('showcase_quota')} + ${open('region_phase')} AS n) waiting WHERE n > 0`,
  ]
}
