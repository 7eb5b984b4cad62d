import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import { partiesMax, type PartyKind, partyPolicy, standingOf } from '#app/domain/project/parties.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Fact, record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Contract, Project } from '#prisma/generated/client.ts'
import { lockContract, lockProject } from './store.server.ts'

type Found = { project: Project; contract: Contract }

async function lockedForOfficer(tx: Tx, ctx: Context, projectId: string): Promise<Outcome<Found>> {
  const project = await lockProject(tx, projectId)
  if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
  if (!may(projectPolicy, 'keepParties', ctx.actor, project)) return refuse('forbidden')
  const contract = await lockContract(tx, project.contractId)
  return contract === null ? refuse('not-found') : ok({ project, contract })
}

const factOf = ({ id, bodyId, organizationId }: Project, contractId: string): Omit<Fact, 'type'> => ({
  entity: 'contract',
  entityId: contractId,
  bodyId,
  organizationId,
  projectId: id,
})

const nextVersion = (tx: Tx, { id }: Contract) =>
  tx.contract.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } })

export type AddParty = {
  projectId: string
  /** Of the contract. */
  version: number
  kind: PartyKind
  name: string
  creditCode: string
  duty: string
  signer: string
}

/** A further party of a draft contract. Whether it is on the platform is found by its code, or by its name where it is a body. */
export const addParty = (ctx: Context, input: AddParty) =>
  transact(ctx, async (tx) => {
    const found = await lockedForOfficer(tx, ctx, input.projectId)
    if (!found.ok) return found
    const { project, contract } = found
    if (contract.state !== 'DRAFT') return refuse('contract.offered')
    if (contract.version !== input.version) return stale()
    const code = readCode(input.creditCode)
    if (!code.ok) return code
    const before = await tx.contractParty.findMany({ where: { contractId: contract.id }, orderBy: { position: 'asc' } })
    if (before.length >= partiesMax) return refuse('contract.party-many', { data: { max: partiesMax } })
    if (before.some(({ name }) => name === input.name)) return refuse('contract.party-twice', { field: 'name' })
    const place = await findPlace(tx, input.name, code.creditCode)
    if (place.organizationId === project.organizationId || place.bodyId === project.bodyId)
      return refuse('contract.party-is-side', { field: 'name' })
    const { kind, name, duty, signer } = input
    await tx.contractParty.create({
      data: {
        contractId: contract.id,
        position: (before.at(-1)?.position ?? 0) + 1,
        kind,
        name,
        creditCode: code.creditCode,
        duty,
        signer,
        ...place,
        addedById: ctx.actor.accountId ?? '',
      },
    })
    await nextVersion(tx, contract)
    await record(tx, ctx, { ...factOf(project, contract.id), type: 'contract.party-added', data: { name } })
    return ok()
  })

function readCode(typed: string): Outcome<{ creditCode: string | null }> {
  if (typed === '') return ok({ creditCode: null })
  const parsed = parseCreditCode(typed)
  return parsed.ok ? ok({ creditCode: parsed.code }) : refuse(parsed.refusal.code, { field: 'creditCode' })
}

type Place = { organizationId: string | null; bodyId: string | null }

async function findPlace(tx: Tx, name: string, creditCode: string | null): Promise<Place> {
  const organization =
    creditCode === null ? null : await tx.organization.findFirst({ where: { creditCode }, select: { id: true } })
  if (organization !== null) return { organizationId: organization.id, bodyId: null }
  const body = await tx.body.findFirst({ where: { nameZh: name }, select: { id: true } })
  return { organizationId: null, bodyId: body?.id ?? null }
}

export const removeParty = (ctx: Context, input: { projectId: string; version: number; partyId: string }) =>
  transact(ctx, async (tx) => {
    const found = await lockedForOfficer(tx, ctx, input.projectId)
    if (!found.ok) return found
    const { project, contract } = found
    if (contract.state !== 'DRAFT') return refuse('contract.offered')
    if (contract.version !== input.version) return stale()
    const { count } = await tx.contractParty.deleteMany({ where: { id: input.partyId, contractId: contract.id } })
    if (count === 0) return refuse('not-found')
    await nextVersion(tx, contract)
    await record(tx, ctx, { ...factOf(project, contract.id), type: 'contract.party-removed' })
    return ok()
  })

/** Whoever is on the platform is asked to sign when the contract is offered. */
export async function tellParties(tx: Tx, ctx: Context, project: Project, contractId: string): Promise<void> {
  const parties = await tx.contractParty.findMany({ where: { contractId }, orderBy: { position: 'asc' } })
  const { bodyName } = await partiesOf(tx, project)
  for (const { id, organizationId, bodyId } of parties) {
    const values = { projectTitle: project.title, bodyName, url: `/agreements/${id}` }
    if (organizationId !== null) await tell(tx, ctx, { organizationId, roles: ['CERTIFIER'] }, 'partyToSign', values)
    if (bodyId !== null) await tell(tx, ctx, { bodyId, roles: ['APPROVER'] }, 'partyToSign', values)
  }
}

/** A party on the platform signs the very content the two sides sign. */
export const signAsParty = (ctx: Context, input: { partyId: string; contentSha256: string }) =>
  transact(ctx, async (tx) => {
    const party = await tx.contractParty.findUnique({
      where: { id: input.partyId },
      include: { contract: { select: { project: { select: { id: true } } } } },
    })
    const facts = standingOf(party)
    if (party?.contract.project == null || facts === null || !may(partyPolicy, 'read', ctx.actor, facts))
      return refuse('not-found')
    if (!may(partyPolicy, 'sign', ctx.actor, facts)) return refuse('forbidden')
    const project = await lockProject(tx, party.contract.project.id)
    if (project === null) return refuse('not-found')
    return sign(tx, ctx, project, party.id, { contentSha256: input.contentSha256, fileId: null })
  })

/** The paper of a party that is not on the platform: an official uploads it and vouches that it is this content that was signed. */
export async function keepPaper(
  ctx: Context,
  input: { projectId: string; partyId: string; contentSha256: string; file: File },
): Promise<Outcome> {
  const upload = await readUpload(input.file)
  if (!upload.ok) return upload
  return transact(ctx, async (tx) => {
    const found = await lockedForOfficer(tx, ctx, input.projectId)
    if (!found.ok) return found
    const { project, contract } = found
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
    return sign(tx, ctx, project, party.id, { contentSha256: input.contentSha256, fileId: id })
  })
}

async function sign(
  tx: Tx,
  ctx: Context,
  project: Project,
  partyId: string,
  { contentSha256, fileId }: { contentSha256: string; fileId: string | null },
): Promise<Outcome> {
  const contract = await lockContract(tx, project.contractId)
  const party = await tx.contractParty.findUnique({ where: { id: partyId } })
  if (contract === null || party === null) return refuse('not-found')
  if (party.signedAt !== null) return refuse('contract.party-signed')
  if (contract.state !== 'OFFERED') return refuse('contract.wrong-state')
  if (contract.contentSha256 !== contentSha256) return refuse('contract.hash-mismatch')
  await tx.contractParty.update({
    where: { id: partyId },
    data: { contentSha256, fileId, signedAt: ctx.now, signedById: ctx.actor.accountId ?? '' },
  })
  await record(tx, ctx, {
    ...factOf(project, contract.id),
    type: fileId === null ? 'contract.party-signed' : 'contract.paper-kept',
    data: { name: party.name, contentSha256 },
  })
  const waiting = await tx.contractParty.count({ where: { contractId: contract.id, signedAt: null } })
  if (waiting > 0) return ok()
  // Now the supplier can sign, last of all.
  const { bodyName } = await partiesOf(tx, project)
  await tell(tx, ctx, { organizationId: project.organizationId, roles: ['CERTIFIER'] }, 'contractOffered', {
    projectTitle: project.title,
    bodyName,
    url: `/ngo/projects/${project.id}`,
  })
  return ok()
}
