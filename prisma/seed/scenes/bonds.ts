import { addDays } from '#app/domain/shared/day.ts'
import { confirmHub, designateHub } from '#app/services/hub/designate.server.ts'
import { agreeMembership, askMembership } from '#app/services/hub/membership.server.ts'
import { publishHubReport, recommendMember } from '#app/services/hub/speak.server.ts'
import { renameOrganization } from '#app/services/organization/rename.server.ts'
import { updateProfile } from '#app/services/organization/update-profile.server.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { stateTie } from '#app/services/tie/state-tie.server.ts'
import { introduction } from '../data/answers.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

const hubKey = 'hejiang'
const memberKeys = ['qingchuan', 'putaoteng', 'baichuan'] as const

/** Who stands beside whom in the district: a hub with its members, a tie with a buyer, a name that was changed, a profile that is whole. */
export function tellBonds(world: World, timeline: Timeline): void {
  const body = world.body('minhang')
  const { officer, approver } = body.staff
  const hub = world.organization(hubKey)
  const main = world.organization('qingchuan')
  const on = (days: number) => addDays(world.today, -days)

  timeline.at(moment(on(300), '10:00'), async (when) => {
    const typed = { organizationId: hub.id, fromOn: on(300), documentNo: '闵民社枢〔演示〕1 号' }
    const { designationId } = await done(designateHub(world.as(officer, when), typed))
    await done(confirmHub(world.as(approver, when), { designationId }))
  })
  for (const [index, key] of memberKeys.entries()) {
    const member = world.organization(key)
    timeline.at(moment(on(280 - index * 7), '11:00'), async (when) => {
      const ask = { organizationId: member.id, other: hub.row.name, asksAs: 'MEMBER' as const }
      const { membershipId } = await done(askMembership(world.as(member.owner, when), ask))
      await done(agreeMembership(world.as(hub.owner, when), { membershipId }))
      await done(
        recommendMember(world.as(hub.owner, when), {
          membershipId,
          words: '连续三年按期完成为老服务项目，账目清楚，愿意把经验讲给新成立的组织听（演示数据）。',
        }),
      )
    })
  }
  timeline.at(moment(on(40), '15:00'), async (when) => {
    await done(
      publishHubReport(world.as(hub.owner, when), {
        organizationId: hub.id,
        title: '半年服务会员情况',
        summary: '为会员单位举办财务和项目管理培训 6 场，陪同 4 家新成立的组织准备第一份投标（演示数据）。',
        fromOn: on(230),
        untilOn: on(45),
        file: undefined,
      }),
    )
  })
  timeline.at(moment(on(260), '09:30'), async (when) => {
    await done(
      stateTie(world.as(main.owner, when), 'ORGANIZATION', {
        organizationId: main.id,
        bodyId: body.id,
        aspect: 'ASSETS',
        description: '使用区社会组织服务中心二楼活动室 60 平方米，每周三个半天，不付租金（演示数据）。',
        fromOn: on(500),
      }),
    )
  })
  timeline.at(moment(on(250), '09:30'), async (when) => {
    const ctx = world.as(main.owner, when)
    const { version, fields, regionId, contactName, contactPhone, nameEn, foundedOn } =
      await ctx.db.organization.findUniqueOrThrow({ where: { id: main.id } })
    await done(
      updateProfile(ctx, main.id, {
        version,
        nameEn: nameEn ?? '',
        regionId,
        fields,
        foundedOn: foundedOn === null ? undefined : dayOfDate(foundedOn),
        introduction: introduction(main.row),
        legalRepresentative: '沈晴川',
        supervisingUnit: '闵行区民政局（演示）',
        businessScope: '居家养老服务；社区为老服务；志愿者培训与组织；承接政府委托的为老服务项目。',
        registeredFen: toFen(10_000_000n),
        spaceSqm: 320,
        venues: '社区活动室两间，可容纳 60 人；助浴点一处。',
        taxStatus: 'EXEMPT',
        taxExemptUntil: addDays(world.today, 500),
        internalRules: ['CHARTER', 'COUNCIL', 'FINANCE', 'PERSONNEL', 'VOLUNTEERS', 'CONFLICTS', 'SAFETY'],
        address: '',
        contactName,
        contactPhone,
        website: '',
      }),
    )
  })
  timeline.at(moment(on(120), '09:30'), async (when) => {
    const ctx = world.as(hub.owner, when)
    const { version } = await ctx.db.organization.findUniqueOrThrow({ where: { id: hub.id } })
    await done(
      renameOrganization(ctx, hub.id, {
        version,
        newName: `${hub.row.name}（闵行）`,
        since: on(125),
        documentNo: '闵民社准〔演示〕6 号',
      }),
    )
  })
}
