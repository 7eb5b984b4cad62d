import type { Context } from '#app/services/shared/context.server.ts'

export type FollowRow = {
  id: string
  title: string
  projectNo: string | null
  callNo: string | null
  isSilent: boolean
  followedAt: string
  /** The last letter. */
  toldAt: string | null
}

/** What a person follows, the latest first; one statement. */
export async function readFollows(ctx: Context): Promise<FollowRow[]> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return []
  const rows = await ctx.db.follow.findMany({
    where: { accountId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      isSilent: true,
      createdAt: true,
      project: { select: { projectNo: true, title: true } },
      call: { select: { callNo: true, title: true } },
      letters: { orderBy: { writtenAt: 'desc' }, take: 1, select: { writtenAt: true } },
    },
  })
  return rows.map(({ id, isSilent, createdAt, project, call, letters }) => ({
    id,
    isSilent,
    title: project?.title ?? call?.title ?? '',
    projectNo: project?.projectNo ?? null,
    callNo: call?.callNo ?? null,
    followedAt: createdAt.toISOString(),
    toldAt: letters[0]?.writtenAt.toISOString() ?? null,
  }))
}

/** How the reader of a public page stands to what it is about. */
export type Following = { isSignedIn: boolean; followId: string | null; isSilent: boolean }

export async function readFollowing(
  ctx: Context,
  thing: { projectNo: string } | { callNo: string },
): Promise<Following> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return { isSignedIn: false, followId: null, isSilent: false }
  const held = await ctx.db.follow.findFirst({
    where: { accountId, ...('projectNo' in thing ? { project: thing } : { call: thing }) },
    select: { id: true, isSilent: true },
  })
  return { isSignedIn: true, followId: held?.id ?? null, isSilent: held?.isSilent ?? false }
}
