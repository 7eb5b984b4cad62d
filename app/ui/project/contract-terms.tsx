import { useT } from '#app/i18n/provider.tsx'
import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { hasTerms, MilestoneTerms } from './milestone-terms.tsx'

/** What all milestones are judged by, as both sides sign it. `edit`: where the officer writes it, while the contract is a draft. */
export function ContractTerms({ project, edit }: { project: ProjectPage; edit?: string }) {
  const t = useT()
  const agreed = project.milestones.filter(hasTerms)
  const mayEdit = edit !== undefined && project.may.draftContract
  if (agreed.length === 0 && !mayEdit) return null
  // Read before it is signed; looked up after that.
  const list = agreed.map((milestone) => (
    <section key={milestone.id}>
      <h3>
        {t('milestone.position', { position: milestone.position })} <Typed>{milestone.title}</Typed>
      </h3>
      <MilestoneTerms milestone={milestone} heading="h4" />
    </section>
  ))
  return (
    <Sheet labelledBy="terms">
      <h2 id="terms">{t('milestone.terms.title')}</h2>
      {agreed.length === 0 ? <p>{t('milestone.terms.none')}</p> : null}
      {project.contract.state === 'SIGNED' ? (
        <details>
          <summary>{t('milestone.terms.show')}</summary>
          {list}
        </details>
      ) : (
        list
      )}
      {mayEdit ? (
        <p className="next">
          <A to={edit}>{t('milestone.terms.edit')}</A>
        </p>
      ) : null}
    </Sheet>
  )
}
