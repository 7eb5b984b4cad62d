import type { EvidenceKind } from '#app/domain/milestone/terms.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { isPicture, readPicture, storePicture } from '#app/services/file/picture-store.server.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { openDraft } from './open-draft.server.ts'

export const evidenceMax = 30

export type AttachEvidence = {
  milestoneId: string
  title: string
  kind?: EvidenceKind
  /** The success criterion it proves. */
  criterionId?: string | undefined
  isPublic: boolean
  file: File
}

export async function attachEvidence(ctx: Context, { file, ...input }: AttachEvidence): Promise<Outcome> {
  const upload = await readUpload(file, 'file', { isProof: true })
  if (!upload.ok) return upload
  const { bytes, name, mediaType } = upload
  const read = isPicture(mediaType) ? await readPicture(bytes) : undefined
  if (read?.ok === false) return read
  return transact(ctx, async (tx) => {
    const draft = await openDraft(tx, ctx, input.milestoneId)
    if (!draft.ok) return draft
    const { report, project } = draft
    if ((await tx.evidence.count({ where: { reportId: report.id } })) >= evidenceMax)
      return refuse('report.too-much-evidence', { data: { max: evidenceMax } })
    const criterionId = input.criterionId ?? null
    if (criterionId !== null && !(await isInForce(tx, report.milestoneId, criterionId)))
      return refuse('report.other-criterion', { field: 'criterionId' })
    const kind = input.kind ?? 'OTHER'
    const stored = await storeFile(tx, ctx, {
      bytes,
      name,
      mediaType,
      purpose: 'EVIDENCE',
      organizationId: project.organizationId,
    })
    if (read?.ok === true) await storePicture(tx, ctx, stored.id, read.picture)
    await tx.evidence.create({
      data: { reportId: report.id, fileId: stored.id, title: input.title, kind, criterionId, isPublic: input.isPublic },
    })
    await record(tx, ctx, {
      type: 'evidence.attached',
      entity: 'report',
      entityId: report.id,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { title: input.title, kind, sha256: stored.sha256 },
    })
    return ok()
  })
}

const isInForce = async (tx: Tx, milestoneId: string, id: string) =>
  (await tx.milestoneCriterion.count({ where: { id, milestoneId, isRetired: false } })) > 0

/** Takes a piece off the draft. Earlier versions of the report keep theirs. */
export const removeEvidence = (ctx: Context, input: { milestoneId: string; evidenceId: string }) =>
  transact(ctx, async (tx) => {
    const draft = await openDraft(tx, ctx, input.milestoneId)
    if (!draft.ok) return draft
    const { report, project } = draft
    const { count } = await tx.evidence.deleteMany({ where: { id: input.evidenceId, reportId: report.id } })
    if (count === 0) return refuse('not-found')
    await record(tx, ctx, {
      type: 'evidence.removed',
      entity: 'report',
      entityId: report.id,
      organizationId: project.organizationId,
      projectId: project.id,
      data: { evidenceId: input.evidenceId },
    })
    return ok()
  })
