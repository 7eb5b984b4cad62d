import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { MoneyFigures } from './money-figures.tsx'
import { ProjectTag } from './tags.tsx'

/** Title, state, parties and the four figures: the top of every page of a project. `statement`: the reader's way to its statement. */
export function ProjectHead({ project, statement }: { project: ProjectPage; statement: string }) {
  const t = useT()
  const words = useDynamicT()
  const { day, dayOfInstant } = useFormat()
  const { revocation } = project
  return (
    <article className="sheet">
      <ProjectTag state={project.state} isRevoked={revocation !== null} />
      <h1>
        <Typed>{project.title}</Typed>
      </h1>
      <ul className="meta">
        <li>
          {t('project.projectNo')} {project.projectNo}
        </li>
        <li>
          {t('project.buyer')} {project.bodyName}
        </li>
        <li>
          {t('project.supplier')}{' '}
          <A to={paths.organization(project.organizationId)}>
            <Typed>{project.organizationName}</Typed>
          </A>
        </li>
        <li>{t('project.from', { from: day(project.startsOn), to: day(project.endsOn) })}</li>
      </ul>
      {revocation === null ? (
        <MoneyFigures money={project.money} />
      ) : (
        <div className="notice">
          <p>
            <strong>
              {t('project.revoked', {
                day: dayOfInstant(revocation.at),
                reason: words(`award.revocation.${revocation.code}`),
              })}
            </strong>
          </p>
          <TypedText text={revocation.note} />
        </div>
      )}
      {project.summary === '' ? null : <TypedText text={project.summary} />}
      <p>
        <A to={statement}>{t('statement.openLong')}</A>
        {' · '}
        <A to={paths.project(project.projectNo)}>{t('project.publicPage')}</A>
      </p>
    </article>
  )
}
