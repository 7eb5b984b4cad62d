import type { ActivityForm } from '#app/domain/voice/activity.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import { ok, type Outcome, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { isPicture, type Picture, readPicture, storePicture } from '#app/services/file/picture-store.server.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { createSession } from './make-session.server.ts'

type ReadPhoto = { bytes: Uint8Array; name: string; mediaType: string; picture: Picture }

async function readPhoto(file: File): Promise<Outcome<{ photo: ReadPhoto }>> {
  const upload = await readUpload(file, 'photo', { isProof: true })
  if (!upload.ok) return upload
  const { bytes, name, mediaType } = upload
  if (!isPicture(mediaType)) return refuse('activity.not-a-photo', { field: 'photo' })
  const read = await readPicture(bytes, 'photo')
  return read.ok ? ok({ photo: { bytes, name, mediaType, picture: read.picture } }) : read
}

async function keepPhoto(tx: Tx, ctx: Context, sessionId: string, organizationId: string, photo: ReadPhoto) {
  const { picture, ...file } = photo
  const { id } = await storeFile(tx, ctx, { ...file, purpose: 'EVIDENCE', organizationId })
  await storePicture(tx, ctx, id, picture)
  await tx.activityPhoto.create({ data: { fileId: id, sessionId } })
}

/** An activity with its first photograph, where one was taken. The same as an occasion with codes, with none or some of them. */
export async function recordActivity(
  ctx: Context,
  { projectId, photo: file, hours: minutes, ...input }: ActivityForm & { projectId: string },
): Promise<Outcome<{ sessionId: string }>> {
  const read = file === undefined ? undefined : await readPhoto(file)
  if (read?.ok === false) return read
  return transact(ctx, async (tx) => {
    const made = await createSession(tx, ctx, { ...input, minutes, projectId })
    if (!made.ok) return made
    if (read?.ok === true) await keepPhoto(tx, ctx, made.sessionId, made.organizationId, read.photo)
    return ok({ sessionId: made.sessionId })
  })
}

/** The activity's project, locked, for its own people. */
async function lockedActivity(
  tx: Tx,
  ctx: Context,
  { projectId, sessionId }: { projectId: string; sessionId: string },
) {
  const project = await lockProject(tx, projectId)
  if (project === null || !may(voicePolicy, 'readFigures', ctx.actor, project)) return refuse('not-found')
  if (!may(voicePolicy, 'makeSession', ctx.actor, project)) return refuse('forbidden')
  const session = await tx.serviceSession.findUnique({ where: { id: sessionId }, include: { withdrawal: true } })
  if (session?.projectId !== projectId) return refuse('not-found')
  if (session.withdrawal !== null) return refuse('activity.withdrawn')
  return ok({ project, session })
}

export async function addPhoto(
  ctx: Context,
  { photo: file, ...input }: { projectId: string; sessionId: string; photo: File },
): Promise<Outcome> {
  const read = await readPhoto(file)
  if (!read.ok) return read
  return transact(ctx, async (tx) => {
    const found = await lockedActivity(tx, ctx, input)
    if (!found.ok) return found
    await keepPhoto(tx, ctx, input.sessionId, found.project.organizationId, read.photo)
    return ok()
  })
}

/** Written down by mistake: it stays as it was and no longer counts. */
export const withdrawActivity = (ctx: Context, input: { projectId: string; sessionId: string; reason: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedActivity(tx, ctx, input)
    if (!found.ok) return found
    const { project, session } = found
    await tx.activityWithdrawal.create({
      data: {
        sessionId: session.id,
        reason: input.reason,
        withdrawnById: ctx.actor.accountId ?? '',
        withdrawnAt: ctx.now,
      },
    })
    await record(tx, ctx, {
      type: 'activity.withdrawn',
      entity: 'service_session',
      entityId: session.id,
      bodyId: project.bodyId,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { title: session.title, reason: input.reason },
    })
    return ok()
  })
