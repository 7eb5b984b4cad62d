import { paths } from '#app/http/paths.ts'
import { guides } from '#app/i18n/guide/index.ts'
import { expect, expectGoodPage, type Part, shot, type Stage, test } from '../stage.ts'
import { signedInWeightMax, weigh, weightMax } from './weight.ts'

// Every page that is there without a call or a project of one's own, in both languages: no axe violation, nothing sideways at 320 px.
const everyone = [
  paths.home(),
  paths.about(),
  paths.guides(),
  ...guides.map(({ role }) => paths.guide(role)),
  paths.openData(),
  paths.rules(),
  paths.singleSources(),
  paths.ledgerProof(),
  paths.integrity(),
  paths.privacy(),
  paths.askDataRequest(),
  paths.needs(),
  paths.needNew(),
  paths.catalogue(),
  paths.meetings(),
  paths.functionTransfers(),
  paths.taskAdmissions(),
  paths.venues(),
  paths.calls(),
  paths.projects(),
  paths.results(),
  paths.objections(),
  paths.organizations(),
  paths.singleSources(),
  paths.rules(),
  paths.search(),
  `${paths.search()}?q=${encodeURIComponent('养老')}`,
  paths.statistics(),
  paths.moneyPicture(),
  paths.callPicture(),
  paths.paymentPicture(),
  paths.agreementPicture(),
  paths.successPicture(),
  paths.mapPicture(),
  paths.appeals(),
  paths.pledges(),
  paths.voice(),
  paths.voiceAnswer('0000-0000'),
  paths.voiceThanks(''),
  paths.signIn(),
  paths.signUp(),
  paths.signUpOrganization(),
  paths.signUpResident(),
  paths.forgot(),
  paths.checkMail(),
  paths.confirmEmail('used-or-too-old'),
  paths.reset('used-or-too-old'),
  paths.invitation('used-or-too-old'),
  '/no-such-page',
]

type Visit = { who: string; part: (bodyId: string, organizationId: string, regionId: string) => Part; to: string[] }
const visits: Visit[] = [
  {
    who: 'officer',
    part: (bodyId) => ({ name: '经办人', bodies: [{ bodyId, role: 'OFFICER' }] }),
    to: [
      paths.desk(),
      paths.bureauCalls(),
      paths.bureauCallNew(),
      paths.bureauNeeds(),
      paths.bureauMeetings(),
      paths.bureauMeetingNew(),
      paths.bureauTaskAdmissions(),
      paths.bureauTransfers(),
      paths.bureauVenues(),
      paths.bureauAppeals(),
      paths.bureauAppealNew(),
      paths.bureauProjects(),
      paths.bureauTeam(),
      paths.bureauWarnings(),
      paths.account(),
      paths.openingKey(),
    ],
  },
  {
    who: 'approver',
    part: (bodyId) => ({ name: '审批人', bodies: [{ bodyId, role: 'APPROVER' }] }),
    to: [paths.desk(), paths.bureauTeam(), paths.bureauCalls(), paths.bureauProjects(), paths.openingKey()],
  },
  {
    who: 'finance',
    part: (bodyId) => ({ name: '财务', bodies: [{ bodyId, role: 'FINANCE' }] }),
    to: [
      paths.desk(),
      paths.funds(),
      paths.donations(),
      paths.releases(),
      paths.ledger(),
      paths.books(),
      paths.trialBalance(),
    ],
  },
  {
    who: 'supervisor',
    part: (bodyId) => ({ name: '监督员', bodies: [{ bodyId, role: 'SUPERVISOR' }] }),
    to: [
      paths.desk(),
      paths.oversight(),
      paths.bureauAppeals(),
      paths.books(),
      paths.trialBalance(),
      paths.adminAudit(),
    ],
  },
  {
    who: 'evaluator',
    part: (bodyId) => ({ name: '评估员', bodies: [{ bodyId, role: 'EVALUATOR' }] }),
    to: [paths.desk(), paths.evaluations(), paths.oversight()],
  },
  {
    who: 'expert',
    part: (_, __, regionId) => ({ name: '专家', expert: { employer: '独立机构', regionId } }),
    to: [paths.desk(), paths.panels()],
  },
  {
    who: 'owner',
    part: (_, organizationId) => ({ name: '负责人', organizations: [{ organizationId, role: 'OWNER' }] }),
    to: [paths.desk(), paths.ngoBids(), paths.ngoProjects(), paths.signUpOrganization()],
  },
  { who: 'resident', part: () => ({ name: '居民' }), to: [paths.desk(), paths.account(), paths.secondFactor()] },
  {
    who: 'administrator',
    part: () => ({ name: '管理员', isAdministrator: true }),
    to: [
      paths.desk(),
      paths.adminAccounts(),
      paths.adminInvitations(),
      paths.adminExperts(),
      paths.adminCalendar(),
      paths.adminBodies(),
      paths.adminMessages(),
      paths.adminSystem(),
      paths.adminAudit(),
      paths.adminRetention(),
      paths.adminDataRequests(),
    ],
  },
]

async function scenery({ db, mark }: Stage) {
  const region = await db.region.findFirstOrThrow({ where: { level: 'TOWN' } })
  const body = await db.body.create({
    data: { nameZh: `演示单位${mark}`, nameEn: `Body ${mark}`, regionId: region.id },
  })
  const organization = await db.organization.create({
    data: { name: `演示组织${mark}`, kind: 'SERVICE_INSTITUTION', regionId: region.id, fields: ['COMMUNITY'] },
  })
  return { region, body, organization }
}

for (const locale of ['zh-CN', 'en']) {
  test.describe(locale, () => {
    test.use({ locale })

    test('what anyone sees', async ({ stage }) => {
      const { organization } = await scenery(stage)
      const reader = await stage.anonymous()
      for (const path of [...everyone, paths.organization(organization.id)]) {
        await test.step(path, async () => {
          const weighed = weigh(reader.page)
          await reader.goto(path)
          await expectGoodPage(reader.page)
          const weight = await weighed()
          for (const kind of ['script', 'stylesheet', 'font'] as const)
            expect(weight[kind], `${kind} of ${path}`).toBeLessThanOrEqual(weightMax[kind])
          await expect(reader.page.locator('html')).toHaveAttribute('lang', locale)
          // No framework script on any page: one small module, and nothing inline.
          expect(
            await reader.page
              .locator('script:not([type="application/ld+json"])')
              .evaluateAll((scripts) => scripts.map((script) => script.getAttribute('src'))),
          ).toEqual(['/enhance/main.js'])
          await shot(reader.page, `${locale}-${path.replace(/\W+/g, '_')}`)
        })
      }
    })

    for (const { who, part, to } of visits) {
      test(`what the ${who} sees first`, async ({ stage }) => {
        const { region, body, organization } = await scenery(stage)
        const actor = await stage.enter(part(body.id, organization.id, region.id))
        for (const path of to) {
          await test.step(path, async () => {
            const weighed = weigh(actor.page)
            await actor.goto(path)
            expect(new URL(actor.page.url()).pathname.replace(/^\/en/, '')).toBe(path)
            await expectGoodPage(actor.page)
            const { script, stylesheet, font } = await weighed()
            expect(script + stylesheet + font).toBeLessThanOrEqual(signedInWeightMax)
            await shot(actor.page, `${locale}-${who}-${path.replace(/\W+/g, '_')}`)
          })
        }
      })
    }
  })
}

test('a refused post keeps its frame: the page still says who is signed in', async ({ stage }) => {
  const { body } = await scenery(stage)
  const officer = await stage.enter({ name: `经办人${stage.mark}`, bodies: [{ bodyId: body.id, role: 'OFFICER' }] })
  const answer = await officer.page.request.post(`${stage.siteUrl}${paths.bureauCall(body.id)}`, {
    form: { intent: 'submit', version: '1' },
    headers: { Origin: stage.siteUrl, 'Sec-Fetch-Site': 'same-origin' },
  })
  expect(answer.status()).toBe(404)
  expect(await answer.text()).toContain(`经办人${stage.mark}`)
})
