import { useT } from '#app/i18n/provider.tsx'
import { paths } from '#app/http/paths.ts'
import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { AmendmentChain } from './amendment-chain.tsx'

/** The versions of a signed contract, and the ways to another one. */
export function ContractChanges({ project, to }: { project: ProjectPage; to: (id: string) => string }) {
  const t = useT()
  const { contract, amendments, may, id } = project
  if (contract.state !== 'SIGNED' || contract.signedAt === null || contract.contentSha256 === null) return null
  const ways = [
    ...(may.amendBudget ? [{ to: paths.ngoAmendmentDraft(id, 'budget'), text: t('amendment.start.budget') }] : []),
    ...(may.amendMilestones
      ? [{ to: paths.ngoAmendmentDraft(id, 'milestones'), text: t('amendment.start.milestones') }]
      : []),
    ...(may.amendMilestonesForBuyer
      ? [{ to: paths.bureauAmendmentDraft(id), text: t('amendment.start.milestones') }]
      : []),
    ...(may.supplement ? [{ to: paths.bureauSupplement(id), text: t('amendment.start.supplement') }] : []),
  ]
  if (ways.length === 0 && amendments.length === 0) return null
  return (
    <Sheet labelledBy="changes">
      <h2 id="changes">{t('amendment.title')}</h2>
      <p>{t('amendment.lead')}</p>
      <AmendmentChain signedAt={contract.signedAt} sha256={contract.contentSha256} amendments={amendments} to={to} />
      {ways.length === 0 ? null : (
        <ul className="ways">
          {ways.map((way) => (
            <li key={way.to}>
              <A to={way.to}>{way.text}</A>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
