import { randomUUID } from 'node:crypto'
import { formatGiverCode, type GiverCode } from '#app/domain/appeal/giver-code.ts'
import type { AppealTyped, PledgeTyped } from '#app/domain/appeal/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { openAppeal, submitAppeal } from '#app/services/appeal/decide-appeal.server.ts'
import { draftAppeal } from '#app/services/appeal/draft-appeal.server.ts'
import { hashOfGiverCode } from '#app/services/shared/giver.server.ts'
import { receivePledge } from '#app/services/appeal/keep-money.server.ts'
import { makePledge } from '#app/services/appeal/make-pledge.server.ts'
import type { Pledge } from '#prisma/generated/client.ts'
import type { TestDatabase } from './database.ts'
import { type Bureau, makeBureau, makeFinance, must } from './scenes.ts'

/** A Monday morning in the middle of the appeal. */
export const appealDay = '2026-03-09T10:00:00+08:00'

export const appealTyped = (overrides: Partial<AppealTyped> & Pick<AppealTyped, 'for'>): AppealTyped => ({
  title: '为独居老人添置助浴椅',
  purpose: '为辖区 60 位高龄独居老人添置防滑助浴椅，由社区上门安装并教会使用。',
  target: toFen(3_000_000n),
  approvalNo: '53100000MJ0163191UA26001',
  approvedByName: '区民政局',
  raiserName: '区民政局',
  raiserLicence: '',
  partnerName: '示范区慈善会',
  partnerLicence: '51310112MJ50200186',
  bankText: '户名：示范区慈善会\n开户行：示范银行\n账号：6222000000000001',
  opensOn: toDay('2026-03-02'),
  endsOn: toDay('2026-03-31'),
  belowTarget: 'USE',
  ...overrides,
})

export type AppealStory = { bureau: Bureau; finance: Actor; appealId: string }

/** A body whose fund has donations, besides its own money. */
export const givingBureau = (t: TestDatabase) =>
  makeBureau(t, {
    sources: [
      { source: 'FISCAL', weight: 8_000 },
      { source: 'DONATION', weight: 2_000 },
    ],
  })

export const versionOf = async (t: TestDatabase, appealId: string) =>
  (await t.owner.appeal.findUniqueOrThrow({ where: { id: appealId } })).version

/** Drafted by the officer, opened by the approver. */
export async function openedAppeal(
  t: TestDatabase,
  overrides: Partial<AppealTyped> & { bureau?: Bureau; now?: string } = {},
): Promise<AppealStory> {
  const { bureau = await givingBureau(t), now = appealDay, ...typed } = overrides
  const officer = t.contextAt(now, bureau.officer)
  const { appealId } = must(
    await draftAppeal(officer, appealTyped({ for: { kind: 'fund', id: bureau.fund.id }, ...typed })),
  )
  must(await submitAppeal(officer, { appealId, version: 1 }))
  must(await openAppeal(t.contextAt(now, bureau.approver), { appealId, version: 2 }))
  return { bureau, finance: await makeFinance(t, bureau.body), appealId }
}

export const pledgeTyped = (amountFen: bigint, overrides: Partial<PledgeTyped> = {}): PledgeTyped => ({
  key: randomUUID(),
  amount: toFen(amountFen),
  name: '热心居民',
  email: 'giver@example.cn',
  phone: '13800000000',
  isNamed: false,
  naming: '',
  message: '愿老人平安',
  ...overrides,
})

export async function pledgeOf(t: TestDatabase, code: GiverCode): Promise<Pledge> {
  const { keys } = t.contextAt(appealDay)
  return t.owner.pledge.findUniqueOrThrow({ where: { codeHash: hashOfGiverCode(keys, code) } })
}

export async function pledged(
  t: TestDatabase,
  appealId: string,
  amountFen: bigint,
  overrides: Partial<PledgeTyped> & { now?: string } = {},
) {
  const { now = appealDay, ...typed } = overrides
  const { code } = must(await makePledge(t.contextAt(now), { appealId, ...pledgeTyped(amountFen, typed) }))
  return { pledge: await pledgeOf(t, code), code: formatGiverCode(code) }
}

/** Promised, and on the bank's statement. */
export async function given(
  t: TestDatabase,
  { appealId, finance }: AppealStory,
  amountFen: bigint,
  overrides: Partial<PledgeTyped> = {},
) {
  const { pledge, code } = await pledged(t, appealId, amountFen, overrides)
  must(
    await receivePledge(t.contextAt(appealDay, finance), {
      pledgeId: pledge.id,
      version: 1,
      amount: pledge.amountFen,
      on: toDay('2026-03-09'),
      reference: `B-${randomUUID().slice(0, 8)}`,
    }),
  )
  return { pledge: await t.owner.pledge.findUniqueOrThrow({ where: { id: pledge.id } }), code }
}
