import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

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

export function following(
  { actor: { accountId } }: Pick<Context, 'actor'>,
  thing: { projectNo: string } | { callNo: string },
): Reading<Following> {
  const followed =
    'projectNo' in thing
      ? Prisma.sql`f.project_id = (SELECT id FROM project WHERE project_no = ${thing.projectNo})`
      : Prisma.sql`f.call_id = (SELECT id FROM call WHERE call_no = ${thing.callNo})`
  return reading(
    Prisma.sql`SELECT f.id, f.is_silent AS "isSilent" FROM follow f WHERE f.account_id = ${accountId ?? null}::uuid AND ${followed}`,
    ([held]: { id: string; isSilent: boolean }[]) => ({
      isSignedIn: accountId !== undefined,
      followId: held?.id ?? null,
      isSilent: held?.isSilent ?? false,
    }),
  )
}

export const readFollowing = (ctx: Context, thing: Parameters<typeof following>[1]) =>
  readOne(ctx.db, following(ctx, thing))
