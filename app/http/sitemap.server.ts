import type { Addresses } from '#app/domain/sitemap/sitemap-xml.ts'
import { guides } from '#app/i18n/guide/index.ts'
import { localize } from '#app/i18n/locale.ts'
import type { Listed } from '#app/services/sitemap/list-pages.server.ts'
import { paths } from './paths.ts'
import { publicUrl } from './session.server.ts'

/** Lists and pages that stand by themselves. */
export const standing: readonly string[] = [
  paths.home(),
  paths.about(),
  paths.guides(),
  ...guides.map(({ role }) => paths.guide(role)),
  paths.needs(),
  paths.catalogue(),
  paths.calls(),
  paths.results(),
  paths.objections(),
  paths.projects(),
  paths.organizations(),
  paths.incubators(),
  paths.publicFunds(),
  paths.ledgerProof(),
  paths.integrity(),
  paths.privacy(),
  paths.askDataRequest(),
  paths.appeals(),
  paths.districts(),
  paths.statistics(),
  paths.moneyPicture(),
  paths.callPicture(),
  paths.paymentPicture(),
  paths.agreementPicture(),
  paths.successPicture(),
  paths.mapPicture(),
  paths.indicators(),
  paths.responsibilities(),
  paths.showcases(),
  paths.credit(),
  paths.ratings(),
  paths.recognition(),
  paths.rules(),
  paths.policies(),
  paths.singleSources(),
  paths.postPrices(),
  paths.functionTransfers(),
  paths.taskAdmissions(),
  paths.meetings(),
  paths.venues(),
  paths.volunteering(),
  paths.openData(),
]

export const pathOf: Readonly<Record<Listed, (key: string) => string>> = {
  calls: paths.call,
  projects: paths.project,
  organizations: paths.organization,
  needs: paths.need,
  policies: paths.policy,
}

export const siteAddress = (path: string): string => `${publicUrl().replace(/\/+$/, '')}${path}`
export const addressesOf = (path: string): Addresses => ({
  zh: siteAddress(path),
  en: siteAddress(localize(path, 'en')),
})

const daySeconds = 86_400
export const xmlResponse = (xml: string): Response =>
  new Response(xml, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': `public, max-age=${daySeconds}` },
  })
