import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { CommentEvent } from '#app/domain/voice/lifecycle.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { HiddenReason } from '#prisma/generated/enums.ts'
import { lockComment, moveComment } from './store.server.ts'

type Chosen = { commentId: string; version: number; projectId: string }

/** Anybody may read it from now on, once there are enough answers. */
export const showComment = (ctx: Context, input: Chosen) => moderate(ctx, input, 'show', null)

/** Nobody outside the body reads it; the reason is kept, and the decision may be taken back. */
export const hideComment = (ctx: Context, { reason, ...input }: Chosen & { reason: HiddenReason }) =>
  moderate(ctx, input, 'hide', reason)

const moderate = (
  ctx: Context,
  { commentId, version, projectId }: Chosen,
  event: CommentEvent,
  hiddenReason: HiddenReason | null,
) =>
  transact(ctx, async (tx) => {
    const found = await lockComment(tx, commentId)
    if (found === null || found.project.id !== projectId) return refuse('not-found')
    const { comment, project } = found
    if (!may(voicePolicy, 'readComments', ctx.actor, project)) return refuse('not-found')
    if (!may(voicePolicy, 'moderate', ctx.actor, project)) return refuse('forbidden')
    if (comment.version !== version) return stale()
    const moved = await moveComment(tx, comment, event, {
      hiddenReason,
      moderatedById: ctx.actor.accountId ?? null,
      moderatedAt: ctx.now,
    })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: event === 'show' ? 'voice.comment-shown' : 'voice.comment-hidden',
      entity: 'service_comment',
      entityId: comment.id,
      bodyId: project.bodyId,
      projectId,
      data: hiddenReason === null ? {} : { reason: hiddenReason },
    })
    return ok()
  })
