import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { PublicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { HubReports } from '#app/ui/hub/hub-reports.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { TieList } from '#app/ui/tie/tie-list.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** That an organization has ended, how, and who carries on. */
export function Ended({ end }: { end: NonNullable<PublicOrganization['end']> }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <p className="notice">
      {t('organization.end.notice', {
        day: day(end.endedOn),
        what: t(`organization.end.kind.${end.kind}`),
        documentNo: end.documentNo,
      })}
      {end.into === null ? null : (
        <>
          {' '}
          {t('organization.end.carriedOn')}{' '}
          <A to={paths.organization(end.into.id)}>
            <Typed>{end.into.name}</Typed>
          </A>
        </>
      )}
    </p>
  )
}

/** Who stands beside it: hubs and members, what a hub says for it, ties with buyers, organizations merged into it. */
export function Bonds({ organization: { hub, ties, predecessors } }: { organization: PublicOrganization }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <>
      {hub.hubs.length === 0 ? null : (
        <Sheet labelledBy="hubs">
          <h2 id="hubs">{t('hub.memberOf')}</h2>
          <ul className="rows">
            {hub.hubs.map((each) => (
              <li key={each.id}>
                <h3>
                  <A to={paths.organization(each.organizationId)}>
                    <Typed>{each.name}</Typed>
                  </A>{' '}
                  <span className="hint">{t('tie.since', { day: day(each.since ?? '') })}</span>
                </h3>
                {each.recommendation === null ? null : (
                  <figure>
                    <blockquote>
                      <TypedText text={each.recommendation.words} />
                    </blockquote>
                    <figcaption className="hint">
                      {t('hub.recommendation')} · {day(each.recommendation.writtenOn)}
                    </figcaption>
                  </figure>
                )}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {hub.members.length === 0 ? null : (
        <Sheet labelledBy="members">
          <h2 id="members">{t('hub.members')}</h2>
          <ul className="plain">
            {hub.members.map((member) => (
              <li key={member.id}>
                <A to={paths.organization(member.organizationId)}>
                  <Typed>{member.name}</Typed>
                </A>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {hub.reports.length === 0 ? null : (
        <Sheet labelledBy="reports">
          <h2 id="reports">{t('hub.reports')}</h2>
          <HubReports reports={hub.reports} />
        </Sheet>
      )}
      {predecessors.length === 0 ? null : (
        <Sheet labelledBy="predecessors">
          <h2 id="predecessors">{t('organization.end.predecessors')}</h2>
          <ul className="plain">
            {predecessors.map(({ id, name }) => (
              <li key={id}>
                <A to={paths.organization(id)}>
                  <Typed>{name}</Typed>
                </A>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {ties.length === 0 ? null : (
        <Sheet labelledBy="ties">
          <h2 id="ties">{t('tie.title')}</h2>
          <TieList ties={ties} />
        </Sheet>
      )}
    </>
  )
}
