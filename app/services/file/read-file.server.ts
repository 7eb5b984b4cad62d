import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { mayReadFile } from './may-read-file.server.ts'

export type ReadableFile = { name: string; mediaType: string; bytes: Buffer; isPublic: boolean }

/** The file's bytes for whoever may have them; to anyone else it is not there. */
export async function readFile(ctx: Context, id: string): Promise<Outcome<ReadableFile>> {
  const file = await ctx.db.file.findUnique({ where: { id } })
  if (file === null) return refuse('not-found')
  const reading = await mayReadFile(ctx.db, ctx.actor, file)
  if (reading === undefined) return refuse('not-found')
  const bytes = await ctx.files.get(file.sha256)
  if (bytes === undefined) return refuse('not-found')
  return ok({ name: file.name, mediaType: file.mediaType, bytes, isPublic: reading.isPublic })
}
