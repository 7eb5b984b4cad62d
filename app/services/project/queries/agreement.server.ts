import { contractContent, type NewestContent, termsOf } from '#app/domain/project/contract-content.ts'
import type { AmendmentKind, Authority } from '#app/domain/amendment/authority.ts'
import { amendmentChanges, type AmendmentChanges, linesOf } from '#app/domain/amendment/changes.ts'
import type { ServiceView } from '#app/domain/fee/fees.ts'
import { partyPolicy, type PartyKind, standingOf } from '#app/domain/project/parties.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { ContractState } from '#app/domain/project/lifecycle.ts'
import type { AnnexView } from './sheet.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** What a party signs: the very content that was hashed, and nothing else of the project. Fen as text. */
export type AgreementPage = {
  id: string
  name: string
  kind: PartyKind
  duty: string
  state: ContractState
  signedAt: string | null
  contentSha256: string
  contractNo: string
  projectNo: string
  title: string
  buyer: string
  supplier: string
  amountFen: string
  startsOn: string
  endsOn: string
  terms: string
  milestones: NewestContent['milestones']
  budgetLines: NewestContent['budgetLines']
  annexes: AnnexView[]
  services: ServiceView[]
  parties: {
    name: string
    kind: PartyKind
    creditCode: string | null
    duty: string
    signer: string
    signedAt: string | null
    isOnline: boolean
  }[]
  maySign: boolean
  /** What was offered or signed since, the newest first. */
  amendments: AgreementAmendment[]
}
export type AgreementAmendment = {
  id: string
  number: number
  kind: AmendmentKind
  state: 'OFFERED' | 'SIGNED'
  reason: string
  changes: AmendmentChanges
  contentSha256: string
  /** When this party signed it; null: not yet, or it is not asked to. */
  signedAt: string | null
  needsParties: boolean
  maySign: boolean
}

/** For a party's own people, from the offer on; null for everybody else. */
export async function readAgreement(ctx: Context, id: string): Promise<AgreementPage | null> {
  const party = await ctx.db.contractParty.findUnique({
    where: { id },
    include: {
      contract: {
        include: {
          parties: { orderBy: { position: 'asc' } },
          annexes: {
            where: { replacedAt: null },
            orderBy: { title: 'asc' },
            include: { file: { select: { id: true, name: true, size: true } } },
          },
          amendments: {
            where: { state: { in: ['OFFERED', 'SIGNED'] } },
            include: { signatures: { where: { partyId: id } } },
            orderBy: { number: 'desc' },
          },
        },
      },
    },
  })
  const facts = standingOf(party)
  if (party === null || facts === null || !may(partyPolicy, 'read', ctx.actor, facts)) return null
  const { contract } = party
  // A draft is the buyer's own matter.
  if (contract.contentText === null || contract.contentSha256 === null) return null
  const content = contractContent.parse(JSON.parse(contract.contentText))
  const [service] = await ctx.db.$queryRaw<
    { items: ServiceView[] }[]
  >`SELECT service_items_of(p.id) AS items FROM project p WHERE p.contract_id = ${contract.id}::uuid`
  return {
    id,
    name: party.name,
    kind: party.kind as PartyKind,
    duty: party.duty,
    state: contract.state,
    signedAt: party.signedAt?.toISOString() ?? null,
    contentSha256: contract.contentSha256,
    contractNo: content.contractNo,
    projectNo: content.projectNo,
    title: content.title,
    buyer: content.buyer.name,
    supplier: content.supplier.name,
    amountFen: content.amountFen,
    startsOn: content.startsOn,
    endsOn: content.endsOn,
    terms: content.terms,
    milestones: termsOf(content),
    budgetLines: linesOf(content),
    services: service?.items ?? [],
    annexes: contract.annexes.map((one) => ({
      id: one.id,
      title: one.title,
      versionNo: one.versionNo,
      sha256: one.sha256,
      addedAt: one.addedAt.toISOString(),
      isReplaced: false,
      file: one.file,
    })),
    parties: contract.parties.map((one) => ({
      name: one.name,
      kind: one.kind as PartyKind,
      creditCode: one.creditCode,
      duty: one.duty,
      signer: one.signer,
      signedAt: one.signedAt?.toISOString() ?? null,
      isOnline: standingOf(one) !== null,
    })),
    amendments: contract.amendments.map(({ signatures, ...one }) => {
      const signedAt = signatures[0]?.signedAt.toISOString() ?? null
      const needsParties = (one.authority as Authority) === 'CONTRACT'
      return {
        id: one.id,
        number: one.number,
        kind: one.kind as AmendmentKind,
        state: one.state as 'OFFERED' | 'SIGNED',
        reason: one.reason,
        changes: amendmentChanges.parse(one.changes),
        contentSha256: one.contentSha256,
        signedAt,
        needsParties,
        maySign:
          needsParties && one.state === 'OFFERED' && signedAt === null && may(partyPolicy, 'sign', ctx.actor, facts),
      }
    }),
    maySign: contract.state === 'OFFERED' && party.signedAt === null && may(partyPolicy, 'sign', ctx.actor, facts),
  }
}
