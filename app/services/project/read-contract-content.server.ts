import type { CofundingKind } from '#app/domain/cofunding/matching.ts'
import type { FeeMode, ServiceClass } from '#app/domain/fee/schema.ts'
import { type ContractContent, contractText } from '#app/domain/project/contract-content.ts'
import type { PartyKind } from '#app/domain/project/parties.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { sha256Of } from '#app/services/shared/file-store.server.ts'
import type { ContractAnnex, ContractParty, ServiceItem } from '#prisma/generated/client.ts'

/** What both sides sign, as it stands now, in the form this contract is hashed in. */
export async function readContractContent(tx: Db | Tx, projectId: string): Promise<ContractContent> {
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    include: {
      contract: { include: { parties: { orderBy: { position: 'asc' } }, annexes: { where: { replacedAt: null } } } },
      body: true,
      organization: true,
      budgetLines: { orderBy: { position: 'asc' } },
      cofunding: { orderBy: { position: 'asc' } },
      serviceItems: { orderBy: { position: 'asc' } },
      milestones: {
        // What was signed; a supplement's money counts with its milestone.
        where: { supplementsId: null },
        orderBy: { position: 'asc' },
        include: {
          indicators: { orderBy: { position: 'asc' } },
          criteria: { where: { isRetired: false }, orderBy: { position: 'asc' } },
          tranche: true,
          supplementedBy: { include: { tranche: true } },
        },
      },
    },
  })
  const content = {
    contractNo: project.contract.contractNo,
    projectNo: project.projectNo,
    title: project.title,
    buyer: { id: project.body.id, name: project.body.nameZh },
    supplier: {
      id: project.organization.id,
      name: project.organization.name,
      creditCode: project.organization.creditCode,
    },
    amountFen: project.amountFen.toString(),
    startsOn: dayOfDate(project.startsOn),
    endsOn: dayOfDate(project.endsOn),
    terms: project.contract.terms,
    milestones: project.milestones.map(
      ({ position, title, deliverable, dueOn, tranche, supplementedBy, indicators }) => ({
        position,
        title,
        deliverable,
        dueOn: dayOfDate(dueOn),
        trancheFen: supplementedBy
          .reduce((sum, one) => sum + (one.tranche?.amountFen ?? 0n), tranche?.amountFen ?? 0n)
          .toString(),
        indicators: indicators.map(({ name, unit, target }) => ({ name, unit, target })),
      }),
    ),
  }
  if (project.contract.schemaNo === 1) return { schema: 'commonweal.contract/1', ...content }
  const budgetLines = project.budgetLines.map(({ position, item, basis, amountFen }) => ({
    position,
    item,
    basis,
    amountFen: amountFen.toString(),
  }))
  if (project.contract.schemaNo === 2) return { schema: 'commonweal.contract/2', ...content, budgetLines }
  const terms = new Map(project.milestones.map((milestone) => [milestone.position, milestone]))
  const milestones = content.milestones.map((milestone) => {
    const { indicators = [], criteria = [], requiredEvidence = [] } = terms.get(milestone.position) ?? {}
    return {
      ...milestone,
      indicators: indicators.map(({ name, unit, target, counting }) => ({ name, unit, target, counting })),
      criteria: criteria.map(({ text }) => text),
      evidence: requiredEvidence,
    }
  })
  if (project.contract.schemaNo === 3) return { schema: 'commonweal.contract/3', ...content, milestones, budgetLines }
  return {
    schema: 'commonweal.contract/4',
    ...partiesPart(project.contract.parties),
    ...annexesPart(project.contract.annexes),
    ...servicesPart(project.serviceItems),
    ...content,
    milestones,
    budgetLines: budgetLines.map((line, index) => {
      const kind = project.budgetLines[index]?.kind ?? null
      return kind === null ? line : { ...line, kind }
    }),
    ...(project.cofunding.length === 0
      ? {}
      : {
          cofunding: project.cofunding.map(({ position, kind, giver, amountFen, isAgreed, valuation }) => ({
            position,
            kind: kind as CofundingKind,
            giver,
            amountFen: amountFen.toString(),
            isAgreed,
            valuation,
          })),
        }),
  }
}

/** Left out where the two sides sign alone. */
const partiesPart = (parties: readonly ContractParty[]) =>
  parties.length === 0
    ? {}
    : {
        parties: parties.map(({ position, kind, name, creditCode, duty, signer }) => ({
          position,
          kind: kind as PartyKind,
          name,
          creditCode,
          duty,
          signer,
        })),
      }

/** By title, as PostgreSQL sorts bytes; left out where there are none. */
const annexesPart = (annexes: readonly ContractAnnex[]) =>
  annexes.length === 0
    ? {}
    : {
        annexes: annexes
          .toSorted((one, other) => Buffer.compare(Buffer.from(one.title), Buffer.from(other.title)))
          .map(({ title, versionNo, sha256 }) => ({ title, versionNo, sha256 })),
      }

/** Left out where nothing is agreed about fees. */
const servicesPart = (items: readonly ServiceItem[]) =>
  items.length === 0
    ? {}
    : {
        services: items.map(
          ({ position, name, unit, class: kind, mode, costFen, feeFen, reducedFen, reducedGroups, freeGroups }) => ({
            position,
            name,
            unit,
            class: kind as ServiceClass,
            mode: mode as FeeMode,
            costFen: costFen.toString(),
            feeFen: feeFen.toString(),
            reducedFen: reducedFen?.toString() ?? null,
            reducedGroups,
            freeGroups,
          }),
        ),
      }

/** SHA-256 (hex) over the canonical JSON of the content. */
export const contractSha256 = (content: ContractContent): string => sha256Of(Buffer.from(contractText(content), 'utf8'))
