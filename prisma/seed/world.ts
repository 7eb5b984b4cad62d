import { createAccount, type NewAccount } from '#app/services/account/create-account.server.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { confirmAppropriation, proposeAppropriation } from '#app/services/ledger/appropriate-money.server.ts'
import { createFund } from '#app/services/ledger/create-fund.server.ts'
import { setOpeningKey } from '#app/services/opening/set-opening-key.server.ts'
import { type Actor, anonymous, type BodyRole, type OrganizationRole } from '#app/domain/shared/actor.ts'
import { addDays, type Day, dayOf, yearOf } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { FundSource } from '#prisma/generated/enums.ts'
import { addressOf, demonstrationPassphrase, demonstrationPassword, demonstrationTotpSecret } from './accounts.ts'
import { introduction } from './data/answers.ts'
import { bodies, bodyStaff, experts, type BodyRow } from './data/bodies.ts'
import { hangzhou } from './data/calls/hangzhou.ts'
import { inventedCreditCode } from './data/credit-code.ts'
import { incubators, type OrganizationRow, organizations } from './data/organizations.ts'
import { moment, type Timeline } from './timeline.ts'

export type Staff = Record<(typeof bodyStaff)[number]['key'], Actor>
export type Body = { id: string; row: BodyRow; staff: Staff; funds: Map<string, string> }
export type Organization = { id: string; row: OrganizationRow; owner: Actor; editor: Actor; certifier: Actor }
export type Expert = { id: string; key: string; region: string; actor: Actor }

/** Everybody and everything the stories need, by the keys of the data files. */
export type World = {
  today: Day
  as: (actor: Actor, when: Date) => Context
  body: (key: string) => Body
  organization: (key: string) => Organization
  expert: (key: string) => Expert
  region: (code: string) => string
  incubator: (key: string) => string
  resident: Actor
}

/** Those of every body who are named to hold calls' keys, and the two who come to open them. */
export const keyholders = ['officer', 'officer2', 'approver', 'supervisor'] as const

/** Only what was transcribed from the public notice is here. */
export const hangzhouRegion = '330100'

/** A refusal here is a mistake in a story. */
export async function done<T extends object>(outcome: Promise<Outcome<T>>): Promise<T> {
  const settled = await outcome
  if (!settled.ok) throw new Error(`refused: ${settled.refusal.code} ${JSON.stringify(settled.refusal.data ?? {})}`)
  return settled
}

function from<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key)
  if (found === undefined) throw new Error(`nothing is called ${key}`)
  return found
}

type Base = Omit<Context, 'actor' | 'now'>

/** The people and organizations are there from the start; money comes into the funds as the timeline runs. */
export async function makeWorld(base: Base, today: Day, timeline: Timeline): Promise<World> {
  const as = (actor: Actor, now: Date): Context => ({ ...base, actor, now })
  const beginning = moment(addDays(today, -560), '09:00')
  const { db } = base
  const regionIds = new Map(
    (await db.region.findMany({ select: { id: true, code: true } })).map(({ id, code }) => [code, id]),
  )
  const region = (code: string) => from(regionIds, code)

  const person = async (account: NewAccount): Promise<Actor> => {
    const { accountId } = await createAccount(
      db,
      { keys: base.keys, now: beginning },
      { isConfirmed: true, ...account },
    )
    const expert = account.expert === undefined ? null : await db.expert.findUnique({ where: { accountId } })
    return {
      ...anonymous,
      accountId,
      name: account.name,
      email: account.email,
      isAdministrator: account.isAdministrator ?? false,
      expertId: expert?.id,
      bodies: (account.bodies ?? []).flatMap(({ bodyId, roles }) => roles.map((role) => ({ bodyId, role }))),
      organizations: (account.organizations ?? []).flatMap(({ organizationId, roles }) =>
        roles.map((role) => ({ organizationId, role })),
      ),
    }
  }
  const official = (name: string, title: string, bodyId: string, role: BodyRole) =>
    person({
      email: addressOf(name),
      name: title,
      totpSecret: demonstrationTotpSecret,
      bodies: [{ bodyId, roles: [role] }],
    })
  const member = (name: string, title: string, organizationId: string, roles: OrganizationRole[]) =>
    person({ email: addressOf(name), name: title, organizations: [{ organizationId, roles }] })

  await person({
    email: addressOf('admin'),
    name: '平台管理员',
    isAdministrator: true,
    totpSecret: demonstrationTotpSecret,
  })
  const resident = await person({ email: addressOf('resident'), name: '居民代表' })

  const bodyByKey = new Map<string, Body>()
  for (const row of bodies) {
    const { id } = await db.body.create({
      data: {
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        regionId: region(row.region),
        duties: ['PURCHASE', 'REGISTRY'],
        createdAt: beginning,
      },
    })
    const staff: Partial<Staff> = {}
    for (const { key, roles, title } of bodyStaff) {
      const name = row.key === 'minhang' ? key : `${key}.${row.key}`
      // What stands under the one real body's name was copied from its notice, by nobody of its own.
      const told = row.key === 'hangzhou' ? `转录员（${title.slice(-1)}）` : title
      staff[key] = await official(name, told, id, roles[0])
    }
    const body: Body = { id, row, staff: staff as Staff, funds: new Map() }
    const beforeEverything = row.key === 'hangzhou' ? moment('2021-02-20' as Day, '09:00') : beginning
    for (const key of keyholders)
      await done(setOpeningKey(as(body.staff[key], beforeEverything), { passphrase: demonstrationPassphrase }))
    bodyByKey.set(row.key, body)
    await fillFunds(as, timeline, body, today)
  }

  const incubatorIds = new Map<string, string>()
  for (const { key, nameZh, nameEn, region: code, body, parent } of incubators) {
    const { id } = await db.incubator.create({
      data: {
        nameZh,
        nameEn,
        regionId: region(code),
        bodyId: body === undefined ? null : from(bodyByKey, body).id,
        parentId: parent === undefined ? null : from(incubatorIds, parent),
      },
    })
    incubatorIds.set(key, id)
  }

  const organizationByKey = new Map<string, Organization>()
  for (const [index, row] of organizations.entries()) {
    const { id } = await db.organization.create({
      data: {
        name: row.name,
        nameEn: row.nameEn,
        creditCode: creditCodeOf(row, index + 1),
        kind: row.kind,
        fields: row.fields,
        regionId: region(row.region),
        // Where nobody keeps the incubator here, all that is known is its name; elsewhere scenes/incubator.ts tells how it came in.
        incubatorId: row.incubator === 'xiamen' ? from(incubatorIds, row.incubator) : null,
        foundedOn: new Date(`${row.founded}-${String((index % 12) + 1).padStart(2, '0')}-15T00:00:00Z`),
        introduction: introduction(row),
        contactName: row.kind === 'COMMUNITY_GROUP' ? '联络员' : '项目部',
        contactPhone: `000-0000${String(1000 + index)}`,
        createdAt: new Date(beginning.getTime() + index * 3_600_000),
      },
    })
    const short = row.name.slice(0, 2)
    const isMain = row.key === 'qingchuan'
    const named = (role: string) => (isMain ? role : `${role}.${row.key}`)
    const owner = await member(named('owner'), `${short}·负责人`, id, ['OWNER'])
    organizationByKey.set(row.key, {
      id,
      row,
      owner,
      editor: isMain ? await member('editor', `${short}·填报员`, id, ['EDITOR']) : owner,
      certifier: await member(named('certifier'), `${short}·授权代表`, id, ['CERTIFIER']),
    })
  }
  for (const { key, name } of hangzhou.bids) {
    const row: OrganizationRow = {
      key,
      name,
      nameEn: '',
      kind: 'ENTERPRISE',
      region: hangzhouRegion,
      fields: ['OTHER'],
      founded: 0,
      rating: null,
      work: '',
      staff: 0,
    }
    const { id } = await db.organization.create({
      data: {
        name,
        kind: 'ENTERPRISE',
        fields: ['OTHER'],
        regionId: region(hangzhouRegion),
        introduction: '名称录自 2021 年 3 月 15 日公开的结果公告。本站没有该企业的其他资料，也不对其作任何评价。',
        createdAt: moment('2021-02-01' as Day, '09:00'),
      },
    })
    const scribe = await member(`scribe.${key}`, '转录员', id, ['OWNER', 'CERTIFIER'])
    organizationByKey.set(key, { id, row, owner: scribe, editor: scribe, certifier: scribe })
  }

  const expertByKey = new Map<string, Expert>()
  for (const { key, name, fields, employer, region: code } of experts) {
    const address = key === 'e1' ? 'expert' : key === 'e2' ? 'expert2' : `expert.${key}`
    const actor = await person({
      email: addressOf(address),
      name,
      totpSecret: demonstrationTotpSecret,
      expert: { fields, employer, regionId: region(code) },
    })
    if (actor.expertId === undefined) throw new Error(`${name} has no seat in the pool`)
    expertByKey.set(key, { id: actor.expertId, key, region: code, actor })
  }

  // Nobody signs in under the one real body, its suppliers or its experts.
  const passwordHash = await hashPassword(demonstrationPassword)
  const real = { region: { code: hangzhouRegion } }
  await db.account.updateMany({
    where: {
      bodyMemberships: { none: { body: real } },
      organizationMemberships: { none: { organization: real } },
      OR: [{ expert: null }, { expert: { NOT: real } }],
    },
    data: { passwordHash },
  })
  return {
    today,
    as,
    region,
    body: (key) => from(bodyByKey, key),
    organization: (key) => from(organizationByKey, key),
    expert: (key) => from(expertByKey, key),
    incubator: (key) => from(incubatorIds, key),
    resident,
  }
}

/** Civil affairs registers associations, institutions and foundations; a filed group has no code. */
function creditCodeOf({ kind, region }: OrganizationRow, number: number): string | null {
  const heads = { ASSOCIATION: '51', SERVICE_INSTITUTION: '52', FOUNDATION: '53', ENTERPRISE: '91' } as const
  return kind === 'COMMUNITY_GROUP' ? null : inventedCreditCode(heads[kind], region.slice(0, 6), number)
}

async function fillFunds(as: World['as'], timeline: Timeline, body: Body, today: Day): Promise<void> {
  const isTranscribed = body.row.key === 'hangzhou'
  const opening = isTranscribed ? moment('2021-02-20' as Day, '09:00') : moment(addDays(today, -500), '09:30')
  for (const fund of body.row.funds) {
    const { fundId } = await done(
      createFund(as(body.staff.finance, opening), {
        bodyId: body.id,
        name: fund.name,
        shares: sharesOf(fund.shares),
        purpose: fund.purpose,
        uses: fund.uses ?? [],
      }),
    )
    body.funds.set(fund.key, fundId)
    for (const [index, yuan] of fund.appropriationsYuan.entries()) {
      const when = isTranscribed ? opening : moment(addDays(today, -498 + index * 210), '10:00')
      for (const { source, weight } of sharesOf(fund.shares))
        timeline.at(when, async (now) => {
          const { proposalId } = await done(
            proposeAppropriation(as(body.staff.finance, now), {
              fundId,
              key: `${fund.key}-${index + 1}-${source}`,
              source,
              year: yearOf(dayOf(now)),
              amountFen: toFen((BigInt(yuan) * 100n * BigInt(weight)) / 10_000n),
              documentNo: isTranscribed
                ? '按公布的成交价登记'
                : `${source === 'DONATION' ? '捐赠协议' : '指标文件'}第 ${index + 1} 号`,
            }),
          )
          await done(confirmAppropriation(as(body.staff.approver, now), { proposalId }))
        })
    }
  }
}

const sharesOf = (shares: Partial<Record<FundSource, number>>) =>
  (Object.entries(shares) as [FundSource, number][]).map(([source, percent]) => ({ source, weight: percent * 100 }))
