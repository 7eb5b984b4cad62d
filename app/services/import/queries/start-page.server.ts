import { mayImport, type ImportOwner } from '#app/domain/import/may-import.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'

/** Those that wait for their word, the newest first. */
async function readOpen({ db, now }: Context, where: Prisma.ImportDraftWhereInput) {
  const rows = await db.importDraft.findMany({
    where: { ...where, state: 'PREVIEW', expiresAt: { gt: now } },
    orderBy: { uploadedAt: 'desc' },
    take: 10,
    select: { id: true, uploadedAt: true, expiresAt: true },
  })
  return rows.map(({ id, uploadedAt, expiresAt }) => ({
    id,
    uploadedAt: uploadedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }))
}

/** Where an organization's list is brought in, for those who keep it. */
export async function readImportStart(ctx: Context, owner: ImportOwner & { organizationId: string }) {
  if (!mayImport(ctx.actor, owner)) return undefined
  const { organizationId, kind } = owner
  const [{ name }, open] = await Promise.all([
    ctx.db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    readOpen(ctx, { organizationId, kind }),
  ])
  return { id: organizationId, name, open }
}

/** Where a register is brought in: the reader's bodies that keep one. */
export async function readRegistryImportStart(ctx: Context) {
  const bodies = await ctx.db.body.findMany({
    where: { id: { in: bodiesWhere(ctx.actor, 'OFFICER') }, duties: { has: 'REGISTRY' } },
    orderBy: { id: 'asc' },
    select: { id: true, nameZh: true, nameEn: true },
  })
  const open = await readOpen(ctx, { bodyId: { in: bodies.map(({ id }) => id) } })
  return { bodies: bodies.map(({ id, nameZh, nameEn }) => ({ id, name: ctx.locale === 'en' ? nameEn : nameZh })), open }
}
