import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { isPicture, readPicture, storePicture } from '#app/services/file/picture-store.server.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockNeed } from './store.server.ts'

const photosMax = 3

/** A photograph by whoever raised the need, while nobody else has read it. Shown is a copy without what the camera wrote beside it. */
export async function addNeedPhoto(ctx: Context, { needId, photo }: { needId: string; photo: File }): Promise<Outcome> {
  const upload = await readUpload(photo, 'photo')
  if (!upload.ok) return upload
  const { bytes, name, mediaType } = upload
  if (!isPicture(mediaType)) return refuse('need.not-a-photo', { field: 'photo' })
  const read = await readPicture(bytes, 'photo')
  if (!read.ok) return read
  return transact(ctx, async (tx) => {
    const need = await lockNeed(tx, needId)
    if (need === null || need.raisedById === null || need.raisedById !== ctx.actor.accountId) return refuse('not-found')
    if (need.state !== 'RECEIVED') return refuse('need.public')
    const count = await tx.needPhoto.count({ where: { needId } })
    if (count >= photosMax) return refuse('need.photos-enough', { field: 'photo' })
    const { id } = await storeFile(tx, ctx, { bytes, name, mediaType, purpose: 'NEED_PHOTO' })
    await storePicture(tx, ctx, id, read.picture)
    await tx.needPhoto.create({ data: { fileId: id, needId, position: count + 1 } })
    return ok()
  })
}
