import { contractContent, type NewestContent, termsOf } from '#app/domain/project/contract-content.ts'
import { linesOf } from '#app/domain/amendment/changes.ts'
import { partyPolicy, type PartyKind } from '#app/domain/project/parties.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { ContractState } from '#app/domain/project/lifecycle.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { standingOf } from '../parties.server.ts'

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
}

/** For a party's own people, from the offer on; null for everybody else. */
export async function readAgreement(ctx: Context, id: string): Promise<AgreementPage | null> {
  const party = await ctx.db.contractParty.findUnique({
    where: { id },
    include: { contract: { include: { parties: { orderBy: { position: 'asc' } } } } },
  })
  const facts = standingOf(party)
  if (party === null || facts === null || !may(partyPolicy, 'read', ctx.actor, facts)) return null
  const { contract } = party
  // A draft is the buyer's own matter.
  if (contract.contentText === null || contract.contentSha256 === null) return null
  const content = contractContent.parse(JSON.parse(contract.contentText))
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
    parties: contract.parties.map((one) => ({
      name: one.name,
      kind: one.kind as PartyKind,
      creditCode: one.creditCode,
      duty: one.duty,
      signer: one.signer,
      signedAt: one.signedAt?.toISOString() ?? null,
      isOnline: standingOf(one) !== null,
    })),
    maySign: contract.state === 'OFFERED' && party.signedAt === null && may(partyPolicy, 'sign', ctx.actor, facts),
  }
}
