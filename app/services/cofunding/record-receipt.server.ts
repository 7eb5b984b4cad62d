import { cofundingPolicy } from '#app/domain/cofunding/policy.ts'
import type { ReceiptTyped } from '#app/domain/cofunding/schema.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factOf, lockCofunding } from './store.server.ts'

/** More than anybody brings in parts. */
const receiptsMax = 60

/** The organization says what came in of what was promised, with a voucher; the office is told, and looks. */
export async function recordReceipt(
  ctx: Context,
  { file, ...input }: ReceiptTyped & { projectId: string; file: File },
): Promise<Outcome> {
  const upload = await readUpload(file)
  if (!upload.ok) return upload
  const outcome = await transact(ctx, async (tx) => {
    const found = await lockCofunding(tx, input.cofundingId)
    if (
      found === null ||
      found.project.id !== input.projectId ||
      !may(cofundingPolicy, 'read', ctx.actor, found.project)
    )
      return refuse('not-found')
    const { cofunding, project } = found
    if (!may(cofundingPolicy, 'record', ctx.actor, project) || ctx.actor.accountId === undefined)
      return refuse('forbidden')
    if ((await tx.cofundingReceipt.count({ where: { cofundingId: cofunding.id } })) >= receiptsMax)
      return refuse('cofunding.too-many', { data: { max: receiptsMax } })
    const { bytes, name, mediaType } = upload
    const { organizationId } = project
    const stored = await storeFile(tx, ctx, { bytes, name, mediaType, purpose: 'VOUCHER', organizationId })
    const { id } = await tx.cofundingReceipt.create({
      data: {
        cofundingId: cofunding.id,
        receivedOn: dateOfDay(input.receivedOn),
        amountFen: input.amount,
        fileId: stored.id,
        recordedById: ctx.actor.accountId,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      ...factOf(project, id),
      type: 'cofunding.recorded',
      data: { amountFen: input.amount.toString(), sha256: stored.sha256 },
    })
    const { organizationName } = await partiesOf(tx, project)
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER'] }, 'cofundingRecorded', {
      projectTitle: project.title,
      organizationName,
      amountFen: input.amount.toString(),
      url: `/bureau/projects/${project.id}/cofunding`,
    })
    return ok()
  })
  if (outcome.ok || outcome.refusal.code !== 'cofunding.not-yet') return outcome
  return refuse('cofunding.not-yet', { field: 'receivedOn' })
}
