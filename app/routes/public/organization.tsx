import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { organizationStructured } from '#app/http/structured.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  publicOrganization,
  type PublicOrganization,
} from '#app/services/organization/queries/public-organization.server.ts'
import { CreditTag } from '#app/ui/credit/standing.tsx'
import { IncubatorFact } from '#app/ui/incubator/incubator-fact.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { PublicDocuments } from '#app/ui/organization/documents.tsx'
import { Bonds, Ended } from '#app/ui/organization/bonds.tsx'
import { FormerNames } from '#app/ui/organization/former-names.tsx'
import { StageTag } from '#app/ui/stage-tag.tsx'
import { PublicPeople } from '#app/ui/staff/public-people.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

type View = { organization: PublicOrganization; now: string }

export const loader = pageLoader(
  { may: 'anyone', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params }): Promise<View> => ({
    organization: orNotFound(await publicOrganization(ctx, params.id)),
    now: ctx.now.toISOString(),
  }),
)

export const meta = pageMeta<View>(
  (_, { organization }) => organization.name,
  (_, { organization }) => organization.introduction,
  ({ organization }, structuring) => organizationStructured(organization, structuring),
)

export default function Organization() {
  const t = useT()
  const { organization, now } = useLoaderData<typeof loader>() as View
  const { wan, number } = useFormat()
  return (
    <Page crumbs={[{ to: paths.organizations(), text: t('organization.public.title') }]}>
      <div className="with-side">
        <div>
          <article className="sheet">
            {organization.isSuspended ? <Tag tone="wait">{t('organization.public.suspended')}</Tag> : null}
            {organization.creditState === 'REGULAR' ? null : <CreditTag state={organization.creditState} />}
            {organization.hub.isHub ? <Tag tone="open">{t('hub.is')}</Tag> : null}
            <h1>
              <Typed>{organization.name}</Typed>
            </h1>
            {organization.end === null ? null : <Ended end={organization.end} />}
            {organization.nameEn === '' ? null : <p lang="en">{organization.nameEn}</p>}
            <Figures
              items={[
                { label: t('organization.public.projects'), value: number(organization.projectCount) },
                { label: t('organization.public.contracted'), value: wan(organization.contractedFen) },
                { label: t('organization.public.released'), value: wan(organization.releasedFen) },
              ]}
            />
            <h2>{t('organization.public.introduction')}</h2>
            {organization.introduction === '' ? (
              <p>{t('organization.public.introductionNone')}</p>
            ) : (
              <TypedText text={organization.introduction} />
            )}
          </article>
          <Profile organization={organization} />
          <PublicPeople staff={organization.staff} volunteering={organization.volunteering} />
          <Bonds organization={organization} />
          <Projects organization={organization} now={now} />
        </div>
        <Facts organization={organization} />
      </div>
    </Page>
  )
}

/** What is on its certificate, what it works with, and what it shows of its papers; nothing where it says none of that. */
function Profile({ organization }: { organization: PublicOrganization }) {
  const t = useT()
  const { wan, day, number } = useFormat()
  const { profile, documents } = organization
  const facts: [string, ReactNode][] = []
  if (profile.supervisingUnit !== '')
    facts.push([t('organization.label.supervisingUnit'), <Typed key="unit">{profile.supervisingUnit}</Typed>])
  if (profile.businessScope !== '')
    facts.push([t('organization.label.businessScope'), <TypedText key="scope" text={profile.businessScope} />])
  if (profile.registeredFen !== undefined)
    facts.push([t('organization.label.registeredFen'), wan(profile.registeredFen)])
  if (profile.spaceSqm !== undefined)
    facts.push([t('organization.label.spaceSqm'), t('organization.public.sqm', { n: number(profile.spaceSqm) })])
  if (profile.venues !== '')
    facts.push([t('organization.label.venues'), <TypedText key="venues" text={profile.venues} />])
  if (profile.taxStatus !== 'UNKNOWN')
    facts.push([
      t('organization.label.taxStatus'),
      profile.taxExemptUntil === undefined
        ? t(`organization.tax.${profile.taxStatus}`)
        : t('organization.public.exemptUntil', { day: day(profile.taxExemptUntil) }),
    ])
  if (profile.internalRules.length > 0)
    facts.push([
      t('organization.label.internalRules'),
      profile.internalRules.map((rule) => t(`organization.rule.${rule}`)).join(t('organization.comma')),
    ])
  if (facts.length === 0 && documents.length === 0) return null
  return (
    <Sheet labelledBy="profile">
      <h2 id="profile">{t('organization.public.profile')}</h2>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {documents.length === 0 ? null : (
        <>
          <h3>{t('organization.public.documents')}</h3>
          <PublicDocuments documents={documents} />
        </>
      )}
    </Sheet>
  )
}

function Projects({ organization, now }: { organization: PublicOrganization; now: string }) {
  const t = useT()
  const { wan, day } = useFormat()
  const { projects } = organization
  return (
    <Sheet labelledBy="projects">
      <h2 id="projects">{t('organization.public.projects')}</h2>
      {projects.length === 0 ? (
        <p>{t('organization.public.projectsNone')}</p>
      ) : (
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('organization.public.project')}</th>
              <th scope="col">{t('organization.public.state')}</th>
              <th scope="col">{t('organization.public.period')}</th>
              <th scope="col" className="num">
                {t('organization.public.amount')}
              </th>
              <th scope="col" className="num">
                {t('organization.public.released')}
              </th>
            </tr>
          </thead>
          <tbody>
            {projects.map((project) => (
              <tr key={project.no}>
                <th scope="row">
                  <A to={paths.project(project.no)}>
                    <Typed>{project.title}</Typed>
                  </A>
                </th>
                <td className="short" data-label={t('organization.public.state')}>
                  <StageTag stage={project.stage} now={now} />
                </td>
                <td className="short" data-label={t('organization.public.period')}>
                  {day(project.startsOn)} – {day(project.endsOn)}
                </td>
                <td className="num" data-label={t('organization.public.amount')}>
                  {wan(project.amountFen)}
                </td>
                <td className="num" data-label={t('organization.public.released')}>
                  {wan(project.releasedFen)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {organization.projectCount > projects.length ? <p>{t('organization.public.more')}</p> : null}
    </Sheet>
  )
}

function Facts({ organization }: { organization: PublicOrganization }) {
  const t = useT()
  const { day } = useFormat()
  const nameOf = useLocalName()
  const facts: [string, ReactNode][] = [
    [t('organization.public.kindLabel'), t(`organization.public.kind.${organization.kind}`)],
    [t('organization.public.creditCode'), organization.creditCode ?? t('organization.public.creditCodeNone')],
    [t('organization.public.region'), nameOf(organization.region)],
  ]
  facts.push([
    t('credit.events'),
    <A key="credit" to={paths.organizationCredit(organization.id)}>
      {t('credit.see')}
    </A>,
  ])
  facts.push([
    t('rating.standing.label'),
    <A key="standing" to={paths.organizationStanding(organization.id)}>
      {t('rating.standing.see')}
    </A>,
  ])
  if (organization.incubator !== undefined)
    facts.push([
      t('organization.public.incubator'),
      <IncubatorFact key="incubator" incubator={organization.incubator} name={nameOf(organization.incubator)} />,
    ])
  if (organization.profile.legalRepresentative !== '')
    facts.push([
      t('organization.label.legalRepresentative'),
      <Typed key="legal">{organization.profile.legalRepresentative}</Typed>,
    ])
  if (organization.formerNames.length > 0)
    facts.push([t('organization.names.former'), <FormerNames key="names" names={organization.formerNames} />])
  if (organization.foundedOn !== undefined) facts.push([t('organization.public.founded'), day(organization.foundedOn)])
  if (organization.rating !== undefined)
    facts.push([t('organization.public.ratingLabel'), t('organization.public.rating', { grade: organization.rating })])
  if (organization.fields.length > 0)
    facts.push([
      t('organization.public.fields'),
      <ul key="fields" className="plain">
        {organization.fields.map((field) => (
          <li key={field}>{t(`common.field.${field}`)}</li>
        ))}
      </ul>,
    ])
  if (organization.website !== undefined)
    facts.push([
      t('organization.public.website'),
      <a key="website" href={organization.website} rel="nofollow noopener noreferrer">
        {organization.website}
      </a>,
    ])
  return (
    <aside className="sheet" aria-labelledby="facts">
      <h2 className="small" id="facts">
        {t('organization.public.facts')}
      </h2>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}
