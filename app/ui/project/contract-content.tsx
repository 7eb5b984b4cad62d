import { useT } from '#app/i18n/provider.tsx'
import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Mixed } from '#app/ui/mixed.tsx'
import { ServiceTable } from '#app/ui/fee/service-table.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { PartyList } from '#app/ui/party/party-list.tsx'
import { CofundingTable } from '#app/ui/cofunding/cofunding-table.tsx'
import { AnnexList } from './annex-list.tsx'
import { BudgetLines } from './budget-lines.tsx'
import { ContractTag } from './tags.tsx'

/** Everything both sides sign besides the milestones, which stand in their own table, and the hash over all of it. */
export function ContractContent({ project }: { project: ProjectPage }) {
  const t = useT()
  const { money, day, instant } = useFormat()
  const { contract } = project
  const by = (name: string | null, at: string | null) =>
    name === null || at === null ? null : <Mixed text={t('contract.byAt', { name, at: instant(at) })} />
  return (
    <>
      <p>
        <ContractTag state={contract.state} />
      </p>
      <table className="stack">
        <tbody>
          <tr>
            <th scope="row">{t('contract.no')}</th>
            <td>{contract.contractNo}</td>
          </tr>
          <tr>
            <th scope="row">{t('project.buyer')}</th>
            <td>{project.bodyName}</td>
          </tr>
          <tr>
            <th scope="row">{t('project.supplier')}</th>
            <td>
              <Typed>{project.organizationName}</Typed>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('contract.amount')}</th>
            <td>
              {project.addedFen === '0'
                ? money(project.amountFen)
                : t('amendment.supplement.sum', {
                    total: money((BigInt(project.amountFen) + BigInt(project.addedFen)).toString()),
                    first: money(project.amountFen),
                    added: money(project.addedFen),
                  })}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('project.period')}</th>
            <td>{t('project.from', { from: day(project.startsOn), to: day(project.endsOn) })}</td>
          </tr>
          {contract.offeredAt === null ? null : (
            <tr>
              <th scope="row">{t('contract.offeredBy')}</th>
              <td>{by(contract.offeredByName, contract.offeredAt)}</td>
            </tr>
          )}
          {contract.signedAt === null ? null : (
            <tr>
              <th scope="row">{t('contract.signedBy')}</th>
              <td>{by(contract.signedByName, contract.signedAt)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {project.amendments.some(({ state }) => state === 'SIGNED') ? (
        <p className="notice">{t('contract.amendedNote')}</p>
      ) : null}
      {project.parties.length === 0 ? null : (
        <>
          <h3>{t('party.title')}</h3>
          <PartyList parties={project.parties} />
        </>
      )}
      {project.annexes.length === 0 ? null : (
        <>
          <h3>{t('annex.title')}</h3>
          <AnnexList annexes={project.annexes} />
        </>
      )}
      {project.services.length === 0 ? null : (
        <>
          <h3>{t('fee.services')}</h3>
          <ServiceTable services={project.services} />
        </>
      )}
      <BudgetLines lines={project.budgetLines} />
      {project.cofunding.length === 0 ? null : (
        <>
          <h3>{t('cofunding.title')}</h3>
          <CofundingTable rows={project.cofunding} />
        </>
      )}
      {contract.state === 'DRAFT' && project.may.draftContract ? null : (
        <>
          <h3>{t('contract.terms')}</h3>
          {contract.terms === '' ? <p>{t('contract.noTerms')}</p> : <TypedText text={contract.terms} />}
        </>
      )}
      {contract.contentSha256 === null ? null : (
        <p>
          {t('contract.hash')}
          <br />
          <span className="hash">{contract.contentSha256}</span>
          <br />
          <span className="hint">{t('contract.hashNote')}</span>
        </p>
      )}
      {contract.state === 'SIGNED' ? (
        <p>
          <span className="seal">{t(project.parties.length === 0 ? 'contract.seal' : 'contract.sealAll')}</span>
        </p>
      ) : null}
    </>
  )
}
