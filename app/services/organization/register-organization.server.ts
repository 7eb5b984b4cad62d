import { registeredCode } from '#app/domain/organization/registered-code.ts'
import type { NewOrganization } from '#app/domain/organization/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { type NewPerson, signUp } from '#app/services/account/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** A new person and their organization: both or neither. */
export async function signUpOrganization(ctx: Context, input: NewPerson & NewOrganization): Promise<Outcome> {
  // Asked before anything that depends on the person: what is public about codes must not tell who has an account.
  const code = await freeCode(ctx, input)
  if (!code.ok) return code
  return signUp(ctx, input, async (tx, as, account) => {
    await createOrganization(tx, as, account.id, input, code.code)
    return ok()
  })
}

/** A signed-in person registers an organization and is its first owner. */
export async function registerOrganization(
  ctx: Context,
  input: NewOrganization,
): Promise<Outcome<{ organizationId: string }>> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const code = await freeCode(ctx, input)
  if (!code.ok) return code
  return transact(ctx, async (tx) =>
    ok({ organizationId: await createOrganization(tx, ctx, accountId, input, code.code) }),
  )
}

async function freeCode(ctx: Context, input: NewOrganization): Promise<Outcome<{ code: string | undefined }>> {
  const code = registeredCode(input.kind, input.creditCode)
  if (!code.ok) return code
  const region = await ctx.db.region.findUnique({ where: { id: input.regionId }, select: { id: true } })
  if (region === null) return refuse('invalid', { field: 'regionId' })
  if (code.code === undefined) return code
  const taken = await ctx.db.organization.findUnique({ where: { creditCode: code.code }, select: { id: true } })
  return taken === null ? code : refuse('organization.credit-code-taken', { field: 'creditCode' })
}

async function createOrganization(
  tx: Tx,
  ctx: Context,
  accountId: string,
  input: NewOrganization,
  creditCode: string | undefined,
): Promise<string> {
  const { id } = await tx.organization.create({
    data: {
      name: input.organizationName,
      creditCode: creditCode ?? null,
      kind: input.kind,
      fields: input.fields,
      regionId: input.regionId,
      contactName: input.contactName,
      contactPhone: input.contactPhone,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  await tx.organizationMembership.createMany({
    data: (['OWNER', 'EDITOR', 'CERTIFIER'] as const).map((role) => ({
      accountId,
      organizationId: id,
      role,
      createdAt: ctx.now,
    })),
  })
  await record(tx, ctx, {
    type: 'organization.registered',
    entity: 'organization',
    entityId: id,
    organizationId: id,
    isPublic: true,
    data: { name: input.organizationName },
    index: [{ kind: 'organization', id }],
  })
  return id
}
