import type { AccountKind } from '#app/domain/ledger/account-kind.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** Whose money a statement tells of: the accounts that name it, whatever parts its money is kept in. */
export type StatementSubject = {
  kind: Exclude<AccountKind, 'gov' | 'donor' | 'appeal' | 'call' | 'clawback'>
  /** What the accounts' codes name: a fund, an award, an organization. */
  ownerId: string
  /** Only entries that touch this body's books. */
  bodyId: string | null
  name: string
  /** The body, where it is one body's statement. */
  bodyName: string | null
}
export type BodySubject = { bodyId: string; name: string; others: { id: string; name: string }[] }

type Named = { nameZh: string; nameEn: string }
const named = ({ locale }: Context, { nameZh, nameEn }: Named) => (locale === 'en' ? nameEn : nameZh)

export async function fundSubject(ctx: Context, fundId: string): Promise<StatementSubject | null> {
  const fund = await ctx.db.fund.findUnique({ where: { id: fundId }, include: { body: true } })
  if (fund === null || !may(ledgerPolicy, 'readStatements', ctx.actor, fund)) return null
  return { kind: 'fund', ownerId: fund.id, bodyId: null, name: fund.name, bodyName: named(ctx, fund.body) }
}

/** A project's contract; for everybody who may read its file. */
export async function projectSubject(ctx: Context, projectId: string): Promise<StatementSubject | null> {
  const project = await ctx.db.project.findUnique({
    where: { id: projectId },
    select: { awardId: true, title: true, bodyId: true, organizationId: true, body: true },
  })
  if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return null
  const { awardId, title, body } = project
  return { kind: 'award', ownerId: awardId, bodyId: null, name: title, bodyName: named(ctx, body) }
}

/** What an organization received, of all bodies; for its own people. */
export async function receiptsSubject(ctx: Context, organizationId: string): Promise<StatementSubject | null> {
  if (!may(organizationPolicy, 'read', ctx.actor, { organizationId })) return null
  const found = await ctx.db.organization.findUnique({ where: { id: organizationId }, select: { name: true } })
  return found === null
    ? null
    : { kind: 'org', ownerId: organizationId, bodyId: null, name: found.name, bodyName: null }
}

/** What an organization received of one body, for those who keep or watch that body's books. */
export async function paidToSubject(
  ctx: Context,
  organizationId: string,
  bodyId: string | null,
): Promise<StatementSubject | null> {
  const body = await bodySubject(ctx, bodyId)
  if (body === null) return null
  const organization = await ctx.db.organization.findUnique({ where: { id: organizationId }, select: { name: true } })
  if (organization === null) return null
  return { kind: 'org', ownerId: organizationId, bodyId: body.bodyId, name: organization.name, bodyName: body.name }
}

/** The body asked for, or the reader's first; with the reader's other bodies. */
export async function bodySubject(ctx: Context, bodyId: string | null): Promise<BodySubject | null> {
  const ids = bodiesWhere(ctx.actor, 'FINANCE', 'SUPERVISOR')
  const bodies = await ctx.db.body.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
  const body = bodyId === null ? bodies[0] : bodies.find(({ id }) => id === bodyId)
  if (body === undefined || !may(ledgerPolicy, 'readStatements', ctx.actor, { bodyId: body.id })) return null
  const others = bodies.filter(({ id }) => id !== body.id).map((other) => ({ id: other.id, name: named(ctx, other) }))
  return { bodyId: body.id, name: named(ctx, body), others }
}
