import { amendmentPolicy } from '#app/domain/amendment/policy.ts'
import { partyPolicy, standingOf } from '#app/domain/project/parties.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factsOf, type LockedAmendment, lockAmendment, partiesUnsigned } from './store.server.ts'
import { tellOtherSide } from './tell-side.server.ts'

type Sign = { amendmentId: string; partyId: string; contentSha256: string }

/** A further party of the contract, on the platform, signs the amended content. */
export const signAmendmentAsParty = (ctx: Context, input: Sign) =>
  transact(ctx, async (tx) => {
    const found = await lockAmendment(tx, input.amendmentId)
    const party = await tx.contractParty.findUnique({ where: { id: input.partyId } })
    const standing = standingOf(party)
    if (found === null || party?.contractId !== found.contract.id || standing === null) return refuse('not-found')
    // A draft is its own side's alone.
    if (!may(partyPolicy, 'read', ctx.actor, standing) || found.amendment.offeredAt === null) return refuse('not-found')
    if (!may(partyPolicy, 'sign', ctx.actor, standing)) return refuse('forbidden')
    return sign(tx, ctx, found, { ...input, name: party.name, fileId: null })
  })

/** The paper of a party that is not on the platform: an official uploads it and vouches that it is this content that was signed. */
export async function keepAmendmentPaper(ctx: Context, { file, ...input }: Sign & { file: File }): Promise<Outcome> {
  const upload = await readUpload(file)
  if (!upload.ok) return upload
  return transact(ctx, async (tx) => {
    const found = await lockAmendment(tx, input.amendmentId)
    if (found === null || !may(amendmentPolicy, 'read', ctx.actor, factsOf(found.amendment, found.project)))
      return refuse('not-found')
    const { project, contract } = found
    if (!may(projectPolicy, 'keepParties', ctx.actor, project)) return refuse('forbidden')
    const party = await tx.contractParty.findUnique({ where: { id: input.partyId } })
    if (party?.contractId !== contract.id || standingOf(party) !== null) return refuse('not-found')
    const { id } = await storeFile(tx, ctx, {
      bytes: upload.bytes,
      name: upload.name,
      mediaType: upload.mediaType,
      purpose: 'CONTRACT_PAPER',
      bodyId: project.bodyId,
      organizationId: project.organizationId,
    })
    return sign(tx, ctx, found, { ...input, name: party.name, fileId: id })
  })
}

async function sign(
  tx: Tx,
  ctx: Context,
  { amendment, project }: LockedAmendment,
  { partyId, contentSha256, name, fileId }: Sign & { name: string; fileId: string | null },
): Promise<Outcome> {
  if (amendment.state !== 'OFFERED' || amendment.authority !== 'CONTRACT') return refuse('amendment.wrong-state')
  if (amendment.contentSha256 !== contentSha256) return refuse('amendment.hash-mismatch')
  const before = await tx.amendmentSignature.count({ where: { amendmentId: amendment.id, partyId } })
  if (before > 0) return refuse('contract.party-signed')
  await tx.amendmentSignature.create({
    data: {
      amendmentId: amendment.id,
      partyId,
      contentSha256,
      fileId,
      signedAt: ctx.now,
      signedById: ctx.actor.accountId ?? '',
    },
    select: { partyId: true },
  })
  await record(tx, ctx, {
    type: fileId === null ? 'amendment.party-signed' : 'amendment.paper-kept',
    entity: 'amendment',
    entityId: amendment.id,
    bodyId: project.bodyId,
    organizationId: project.organizationId,
    projectId: project.id,
    data: { number: amendment.number, name, contentSha256 },
  })
  if ((await partiesUnsigned(tx, amendment.id)) === 0) await tellOtherSide(tx, ctx, amendment, project)
  return ok()
}
