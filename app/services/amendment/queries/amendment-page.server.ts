import { type AmendmentKind, type AmendmentSide, type Authority, sharedBps } from '#app/domain/amendment/authority.ts'
import type { AmendmentChanges } from '#app/domain/amendment/changes.ts'
import { type Invalidated, invalidated } from '#app/domain/amendment/invalidates.ts'
import type { AmendmentState } from '#app/domain/amendment/lifecycle.ts'
import { amendmentPolicy } from '#app/domain/amendment/policy.ts'
import { type PartyKind, standingOf } from '#app/domain/project/parties.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { mustDeclareFirst } from '#app/services/evaluation/queries/must-declare-first.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { AmendmentSignature, ContractParty } from '#prisma/generated/client.ts'
import { readInvalidated } from '../read-invalidated.server.ts'
import { changesOf, factsOf, readAmendmentRule, readSupplementStanding } from '../store.server.ts'

/** Fen as text, shares in hundredths of a percent. */
export type RuleView = { noticeBps: number; approvalBps: number; source: string; isConfirmed: boolean }

export type SupplementView = {
  addedFen: string
  leftFen: string
  limitBps: number
  source: string
  isConfirmed: boolean
}

export type AmendmentPage = {
  id: string
  projectId: string
  projectTitle: string
  contractNo: string
  amountFen: string
  number: number
  kind: AmendmentKind
  side: AmendmentSide
  authority: Authority
  state: AmendmentState
  version: number
  reason: string
  changes: AmendmentChanges
  movedFen: string
  movedBps: number
  rule: RuleView
  /** What the law leaves to be added; null where it knows no supplements. */
  supplement: SupplementView | null
  invalidates: Invalidated[]
  contentSha256: string
  contentText: string
  previousSha256: string
  draftedByName: string
  offeredByName: string | null
  offeredAt: string | null
  settledByName: string | null
  settledAt: string | null
  decisionReason: string
  /** Who signs besides the two sides, before the other side does; none where it takes less. */
  parties: AmendmentParty[]
  may: Record<'write' | 'offer' | 'answer' | 'refuse' | 'withdraw' | 'keepPaper', boolean>
}
export type AmendmentParty = {
  id: string
  kind: PartyKind
  name: string
  creditCode: string | null
  duty: string
  signer: string
  isOnline: boolean
  signedAt: string | null
  file: { id: string; name: string; size: number; sha256: string } | null
}

/** An amendment for somebody of its two sides; null for everybody else, as if it were not there. */
export async function readAmendmentPage(ctx: Context, id: string): Promise<AmendmentPage | null> {
  const amendment = await ctx.db.amendment.findUnique({
    where: { id },
    include: {
      signatures: true,
      contract: {
        include: {
          parties: { orderBy: { position: 'asc' } },
          project: { include: { call: { select: { regime: true } } } },
        },
      },
    },
  })
  const project = amendment?.contract.project
  if (amendment == null || project == null) return null
  const facts = factsOf(amendment, project)
  if (!may(amendmentPolicy, 'read', ctx.actor, facts)) return null
  if (await mustDeclareFirst(ctx, project)) return null
  const { contract } = amendment
  const parties = facts.authority === 'CONTRACT' ? await partiesOf(ctx, amendment) : []
  const isWaiting = parties.some(({ signedAt }) => signedAt === null)
  const changes = changesOf(amendment)
  const isOpen = amendment.state === 'DRAFT' || amendment.state === 'OFFERED'
  const [rule, people, open] = await Promise.all([
    readAmendmentRule(ctx.db, project.call.regime, contract.signedAt ?? contract.createdAt),
    ctx.db.account.findMany({
      where: {
        id: {
          in: [amendment.draftedById, amendment.offeredById, amendment.settledById].filter((each) => each !== null),
        },
      },
      select: { id: true, name: true },
    }),
    isOpen
      ? readInvalidated(
          ctx.db,
          { projectId: project.id, contractId: contract.id, previousSha256: amendment.previousSha256 },
          changes,
        )
      : null,
  ])
  const nameOf = (accountId: string | null) => people.find((person) => person.id === accountId)?.name ?? null
  const allowed = (step: 'write' | 'offer' | 'answer' | 'withdraw') => may(amendmentPolicy, step, ctx.actor, facts)
  return {
    id,
    projectId: project.id,
    projectTitle: project.title,
    contractNo: contract.contractNo,
    amountFen: project.amountFen.toString(),
    number: amendment.number,
    kind: changes.kind,
    side: facts.side,
    authority: facts.authority,
    state: amendment.state,
    version: amendment.version,
    reason: amendment.reason,
    changes,
    movedFen: amendment.movedFen.toString(),
    movedBps: sharedBps(amendment.movedFen, project.amountFen),
    rule: ruleView(ctx, rule),
    supplement: changes.kind === 'SUPPLEMENT' ? await readSupplement(ctx, contract.id) : null,
    invalidates: open ?? invalidated.array().parse(amendment.invalidates),
    contentSha256: amendment.contentSha256,
    contentText: amendment.contentText,
    previousSha256: amendment.previousSha256,
    draftedByName: nameOf(amendment.draftedById) ?? '',
    offeredByName: nameOf(amendment.offeredById),
    offeredAt: amendment.offeredAt?.toISOString() ?? null,
    settledByName: nameOf(amendment.settledById),
    settledAt: amendment.settledAt?.toISOString() ?? null,
    decisionReason: amendment.decisionReason,
    parties,
    may: {
      write: allowed('write'),
      offer: allowed('offer'),
      answer: allowed('answer') && !isWaiting,
      refuse: allowed('answer'),
      keepPaper: amendment.state === 'OFFERED' && may(projectPolicy, 'keepParties', ctx.actor, project),
      withdraw: allowed('withdraw'),
    },
  }
}

async function partiesOf(
  { db }: Context,
  { signatures, contract }: { signatures: AmendmentSignature[]; contract: { parties: ContractParty[] } },
): Promise<AmendmentParty[]> {
  const fileIds = signatures.flatMap(({ fileId }) => fileId ?? [])
  const files =
    fileIds.length === 0
      ? []
      : await db.file.findMany({
          where: { id: { in: fileIds } },
          select: { id: true, name: true, size: true, sha256: true },
        })
  return contract.parties.map((party) => {
    const signature = signatures.find(({ partyId }) => partyId === party.id)
    return {
      id: party.id,
      kind: party.kind as PartyKind,
      name: party.name,
      creditCode: party.creditCode,
      duty: party.duty,
      signer: party.signer,
      isOnline: standingOf(party) !== null,
      signedAt: signature?.signedAt.toISOString() ?? null,
      file: files.find(({ id }) => id === signature?.fileId) ?? null,
    }
  })
}

export async function readSupplement(ctx: Context, contractId: string): Promise<SupplementView | null> {
  const standing = await readSupplementStanding(ctx.db, contractId)
  if (standing === null) return null
  const { addedFen, leftFen, limitBps, sourceZh, sourceEn, isConfirmed } = standing
  return {
    addedFen: addedFen.toString(),
    leftFen: leftFen.toString(),
    limitBps,
    source: ctx.locale === 'en' ? sourceEn : sourceZh,
    isConfirmed,
  }
}

export const ruleView = (
  { locale }: Pick<Context, 'locale'>,
  { noticeBps, approvalBps, sourceZh, sourceEn, isConfirmed }: Awaited<ReturnType<typeof readAmendmentRule>>,
): RuleView => ({ noticeBps, approvalBps, source: locale === 'en' ? sourceEn : sourceZh, isConfirmed })
