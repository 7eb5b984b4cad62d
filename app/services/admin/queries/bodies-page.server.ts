import type { Context } from '#app/services/shared/context.server.ts'

/** Every body, with how many people work in it and whether somebody there can approve. */
export async function readBodiesPage(ctx: Context) {
  const bodies = await ctx.db.body.findMany({
    orderBy: { nameZh: 'asc' },
    include: { region: true, members: { select: { accountId: true, role: true } } },
  })
  const isEnglish = ctx.locale === 'en'
  return bodies.map((body) => ({
    id: body.id,
    name: isEnglish ? body.nameEn : body.nameZh,
    region: isEnglish ? body.region.nameEn : body.region.nameZh,
    people: new Set(body.members.map(({ accountId }) => accountId)).size,
    isRegistry: body.duties.includes('REGISTRY'),
    isRegulator: body.duties.includes('REGULATION'),
    hasApprover: body.members.some(({ role }) => role === 'APPROVER'),
  }))
}
