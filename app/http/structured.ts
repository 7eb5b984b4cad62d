import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { localize } from '#app/i18n/locale.ts'
import type { PublicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import type { PolicyPage } from '#app/services/policy-document/queries/policy-page.server.ts'
import type { PublicProject } from '#app/services/project/queries/public-project.server.ts'
import type { Structuring } from './meta.ts'
import { paths } from './paths.ts'

// What pages are about in the words of schema.org: nothing that the page itself does not say.

export const siteStructured = (name: string, { locale, url }: Structuring) => ({
  '@type': 'WebSite',
  name,
  url: url(localize(paths.home(), locale)),
  inLanguage: locale,
  potentialAction: {
    '@type': 'SearchAction',
    target: `${url(localize(paths.search(), locale))}?q={search_term_string}`,
    'query-input': 'required name=search_term_string',
  },
})

export const organizationStructured = (organization: PublicOrganization, { locale, url }: Structuring) => ({
  '@type': organization.kind === 'ENTERPRISE' ? 'Organization' : 'NGO',
  name: organization.name,
  ...(organization.nameEn === '' ? {} : { alternateName: organization.nameEn }),
  url: url(localize(paths.organization(organization.id), locale)),
  ...(organization.website === undefined ? {} : { sameAs: organization.website }),
  ...(organization.creditCode === undefined
    ? {}
    : {
        identifier: { '@type': 'PropertyValue', propertyID: 'GB 32100-2015', value: organization.creditCode },
      }),
  ...(organization.foundedOn === undefined ? {} : { foundingDate: organization.foundedOn }),
  areaServed: locale === 'en' ? organization.region.en : organization.region.zh,
})

export const projectStructured = (project: PublicProject, { locale, url }: Structuring) => ({
  '@type': 'MonetaryGrant',
  name: project.title,
  identifier: project.projectNo,
  ...(project.summary === '' ? {} : { description: project.summary }),
  url: url(localize(paths.project(project.projectNo), locale)),
  amount: { '@type': 'MonetaryAmount', currency: 'CNY', value: fenToYuanText(toFen(BigInt(project.amountFen))) },
  funder: { '@type': 'GovernmentOrganization', name: project.bodyName },
  fundedItem: {
    '@type': 'Project',
    name: project.title,
    foundingDate: project.startsOn,
    location: project.regionName,
    member: {
      '@type': 'Organization',
      name: project.organizationName,
      url: url(localize(paths.organization(project.organizationId), locale)),
    },
  },
})

export const policyStructured = (policy: PolicyPage, { locale, url }: Structuring) => ({
  '@type': 'Legislation',
  name: locale === 'en' ? policy.titleEn : policy.titleZh,
  ...(policy.documentNo === '' ? {} : { legislationIdentifier: policy.documentNo }),
  abstract: policy.summary,
  url: url(localize(paths.policy(policy.id), locale)),
  legislationPassedBy: { '@type': 'GovernmentOrganization', name: policy.issuer },
  ...(policy.issuedOn === null ? {} : { legislationDate: policy.issuedOn }),
  ...(policy.inForceFrom === null ? {} : { temporalCoverage: `${policy.inForceFrom}/${policy.inForceUntil ?? '..'}` }),
  ...(policy.sourceUrl === '' ? {} : { sameAs: policy.sourceUrl }),
})
