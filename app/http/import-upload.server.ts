import type { ImportOwner } from '#app/domain/import/may-import.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { uploadImport } from '#app/services/import/upload.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { vocabularyOf, withHeadings } from './import-words.ts'
import { redirectWithToast } from './page.server.ts'
import { paths } from './paths.ts'

/** A list was uploaded: on to its preview, or back with what is wrong with the file. */
export async function takeImport(ctx: Context, owner: ImportOwner, file: File): Promise<Response | Outcome> {
  const outcome = await uploadImport(ctx, owner, { file, vocabulary: vocabularyOf(owner.kind) })
  if (outcome.ok) return redirectWithToast(ctx, paths.importPreview(outcome.draftId), 'import.toast.uploaded')
  return { ok: false, refusal: withHeadings(outcome.refusal, owner.kind, ctx.locale) }
}
