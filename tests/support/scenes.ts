import type { Calibration } from '#app/domain/panel/groups.ts'
import { randomInt, randomUUID } from 'node:crypto'
import type { FormItemTyped } from '#app/domain/call/form-item.ts'
import type { CallTerms, ConditionsTyped, CriterionTyped, MilestoneTyped } from '#app/domain/call/schema.ts'
import { accountCode, transferParts } from '#app/domain/ledger/accounts.ts'
import type { DocumentKind } from '#app/domain/organization/document.ts'
import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import { type Actor, anonymous, type BodyRole, type OrganizationRole } from '#app/domain/shared/actor.ts'
import { addDays, at, dayOf, toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { draftCall } from '#app/services/call/draft-call.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import type { CallFeeTyped } from '#app/domain/fee/schema.ts'
import { setFees } from '#app/services/call/set-fees.server.ts'
import { setCriteria } from '#app/services/call/set-criteria.server.ts'
import { setFormItem, setBidderTerms } from '#app/services/call/set-form.server.ts'
import { setScoring } from '#app/services/call/set-scoring.server.ts'
import { setPlan } from '#app/services/call/set-plan.server.ts'
import { setConditions } from '#app/services/call/set-conditions.server.ts'
import { setDepartures } from '#app/services/call/set-departures.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { sealNumber } from '#app/services/payout/store.server.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Call, FundSource, ServiceField } from '#prisma/generated/client.ts'
import { readBureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { TestDatabase } from './database.ts'
import { accountIdOf, afterDeadline, must } from './must.ts'
import { nameKeyholders } from './opening-scenes.ts'
import { told } from './told.ts'

export { accountIdOf, afterDeadline, must }

/**
 * Scenes are stories told with the real services on a real database. Each takes the test's database first; what it makes is new
 * each time, so that scenes in one file do not meet.
 */

/** When stories begin unless they say otherwise: a Monday morning in Beijing. */
export const sceneStart = '2026-03-02T09:00:00+08:00'

const short = () => randomUUID().slice(0, 8)

/** A person with an account; what they may be is given by the makers below. */
export async function makePerson(t: TestDatabase, name: string): Promise<Actor> {
  const email = `${short()}@example.cn`
  const { id } = await t.owner.account.create({ data: { email, name, emailConfirmedAt: at('2026-01-05T09:00') } })
  return { ...anonymous, accountId: id, name, email, sessionId: randomUUID() }
}

/** Districts under one city, made once per database. */
export async function makeRegion(t: TestDatabase, code = '310112'): Promise<{ id: string; path: string }> {
  const city = await t.owner.region.upsert({
    where: { code: '310000' },
    create: { code: '310000', level: 'CITY', nameZh: '上海市', nameEn: 'Shanghai', path: '310000' },
    update: {},
  })
  return t.owner.region.upsert({
    where: { code },
    create: {
      code,
      level: 'DISTRICT',
      nameZh: code === '310112' ? '闵行区' : `第${code}区`,
      nameEn: code === '310112' ? 'Minhang' : `District ${code}`,
      parentId: city.id,
      path: `310000/${code}`,
    },
    update: {},
    select: { id: true, path: true },
  })
}

export type Body = { id: string; regionId: string }

export async function makeBody(t: TestDatabase, nameZh = '区民政局'): Promise<Body> {
  const { id: regionId } = await makeRegion(t)
  return t.owner.body.create({
    data: { nameZh, nameEn: 'Civil Affairs Bureau', regionId },
    select: { id: true, regionId: true },
  })
}

/** Somebody of the body, their second factor passed. */
export async function makeMember(
  t: TestDatabase,
  body: Pick<Body, 'id'>,
  role: BodyRole,
  name: string = role,
): Promise<Actor> {
  const person = await makePerson(t, name)
  await t.owner.bodyMembership.create({ data: { accountId: accountIdOf(person), bodyId: body.id, role } })
  return { ...person, bodies: [{ bodyId: body.id, role }] }
}

export const makeOfficer = (t: TestDatabase, body: Pick<Body, 'id'>, name = '经办甲') =>
  makeMember(t, body, 'OFFICER', name)
export const makeApprover = (t: TestDatabase, body: Pick<Body, 'id'>, name = '审批乙') =>
  makeMember(t, body, 'APPROVER', name)
export const makeFinance = (t: TestDatabase, body: Pick<Body, 'id'>, name = '财务丙') =>
  makeMember(t, body, 'FINANCE', name)
export const makeSupervisor = (t: TestDatabase, body: Pick<Body, 'id'>, name = '监督丁') =>
  makeMember(t, body, 'SUPERVISOR', name)
export const makeEvaluator = (t: TestDatabase, body: Pick<Body, 'id'>, name = '评估戊') =>
  makeMember(t, body, 'EVALUATOR', name)

/** A fund of the body that already holds this much, appropriated through the ledger, each source its share. */
export async function makeFund(
  t: TestDatabase,
  body: Pick<Body, 'id'>,
  withFen = 100_000_000n,
  sources: readonly { source: FundSource; weight: number }[] = [{ source: 'FISCAL', weight: 10_000 }],
): Promise<{ id: string }> {
  const shares = sources.map((each) => ({ ...each, part: sources.length === 1 ? '' : each.source.toLowerCase() }))
  const fund = await t.owner.fund.create({
    data: { bodyId: body.id, name: '社会组织发展专项资金', shares: { create: shares } },
    select: { id: true },
  })
  if (withFen === 0n) return fund
  const ctx = t.contextAt('2026-01-10T09:00:00+08:00')
  must(
    await transact<object>(ctx, async (tx) => {
      for (const { source, weight, part } of shares) {
        const amountFen = (withFen * BigInt(weight)) / 10_000n
        const entryId = await postEntry(tx, ctx, {
          key: `fund.appropriated:${fund.id}:${part}`,
          kind: 'appropriate',
          phase: 'posted',
          lines: transferParts(accountCode.appropriation(body.id), accountCode.fund(fund.id), [{ part, amountFen }]),
        })
        await tx.appropriation.create({
          data: { fundId: fund.id, source, year: 2026, amountFen, documentNo: '预〔2026〕1号', entryId },
        })
      }
      return ok()
    }),
  )
  return fund
}

/** An expert of the pool with an account. */
export async function makeExpert(
  t: TestDatabase,
  { name = '评审专家', employer = '某大学', fields = ['COMMUNITY'] as ServiceField[] } = {},
): Promise<Actor & { expertId: string }> {
  const person = await makePerson(t, name)
  const { id: regionId } = await makeRegion(t)
  const expert = await t.owner.expert.create({
    data: { accountId: accountIdOf(person), fields, employer, regionId },
    select: { id: true },
  })
  return { ...person, expertId: expert.id }
}

/** A well-formed code of a social service institution in Minhang: both check characters found by trying. */
export function makeCreditCode(): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const start = `52310112${String(randomInt(100_000_000)).padStart(8, '0')}`
  for (const first of '0123456789X')
    for (const last of alphabet) if (parseCreditCode(start + first + last).ok) return start + first + last
  throw new Error('every start has its check characters')
}

export type Organization = { id: string; name: string }

/** An organization with its owner; more members through addOrganizationMember. */
export async function makeOrganization(
  t: TestDatabase,
  name = '晴川社区服务中心',
): Promise<Organization & { owner: Actor }> {
  const { id: regionId } = await makeRegion(t)
  const organization = await t.owner.organization.create({
    data: {
      name,
      kind: 'SERVICE_INSTITUTION',
      regionId,
      fields: ['COMMUNITY'],
      creditCode: makeCreditCode(),
    },
    select: { id: true, name: true },
  })
  const owner = await makeOrganizationMember(t, organization, 'OWNER', `${name}负责人`)
  await givePayoutAccount(t, organization)
  return { ...organization, owner }
}

/** Declared and confirmed long before any story begins, by two people who have since left. */
export async function givePayoutAccount(
  t: TestDatabase,
  { id: organizationId, name }: Organization,
  number = `62${randomInt(10 ** 8)}${randomInt(10 ** 8)}`.padEnd(19, '0'),
): Promise<void> {
  const [declared, confirmed] = [await makePerson(t, '前任负责人'), await makePerson(t, '前任签章人')]
  const { id } = await t.owner.payoutAccount.create({
    data: {
      organizationId,
      holder: name,
      bank: '示范银行闵行支行',
      ...sealNumber(t.contextAt(sceneStart), organizationId, number),
      declaredById: accountIdOf(declared),
      declaredAt: at('2025-01-06T09:00'),
    },
    select: { id: true },
  })
  await t.owner.payoutAccount.update({
    where: { id },
    data: { confirmedAt: at('2025-01-06T10:00'), confirmedById: accountIdOf(confirmed) },
  })
}

export async function makeOrganizationMember(
  t: TestDatabase,
  organization: Pick<Organization, 'id'>,
  role: OrganizationRole,
  name: string = role,
): Promise<Actor> {
  const person = await makePerson(t, name)
  await t.owner.organizationMembership.create({
    data: { accountId: accountIdOf(person), organizationId: organization.id, role },
  })
  return { ...person, organizations: [{ organizationId: organization.id, role }] }
}

/** The buying side of a story: a body with money, two officials who are two people, and a supervisor. */
export async function makeBureau(
  t: TestDatabase,
  { withFen = 100_000_000n, sources }: { withFen?: bigint; sources?: Parameters<typeof makeFund>[3] } = {},
) {
  const body = await makeBody(t)
  const fund = await makeFund(t, body, withFen, sources)
  return {
    body,
    fund,
    officer: await makeOfficer(t, body),
    approver: await makeApprover(t, body),
    supervisor: await makeSupervisor(t, body),
  }
}
export type Bureau = Awaited<ReturnType<typeof makeBureau>>

export type CallOverrides = Partial<CallTerms> & {
  /** When it is drafted, submitted and published. */
  now?: string
  criteria?: readonly SceneCriterion[]
  milestones?: readonly MilestoneTyped[]
  scoring?: {
    isBlind: boolean
    reasons: 'EVERY' | 'EXTREMES' | 'NONE'
    allowsDiscussion?: boolean
    calibration?: Calibration
  }
  conditions?: Partial<ConditionsTyped>
  form?: readonly FormItemTyped[]
  documents?: readonly DocumentKind[]
  allowsConsortium?: boolean
  /** Whom it is for, and what may be taken. */
  fees?: Omit<CallFeeTyped, 'version'>
  bureau?: Bureau
}

export type SceneCriterion = Omit<CriterionTyped, 'anchors'> & { anchors?: string }

export const sceneCriteria: readonly SceneCriterion[] = [
  {
    title: '需求与服务对象',
    guidance: '有调研数据、对象明确可核',
    kind: 'SUBJECTIVE',
    points: '30',
    answerLimit: 1500,
  },
  { title: '方案与可行性', guidance: '步骤、人员、时间可执行', kind: 'SUBJECTIVE', points: '50', answerLimit: 1500 },
  { title: '报价', guidance: '', kind: 'PRICE', points: '20', answerLimit: 1500 },
]

/** Three milestones, 50/40/10, inside 2026-05-01 to 2026-12-31. */
export const sceneMilestones: readonly MilestoneTyped[] = [
  {
    title: '启动与建档',
    deliverable: '完成服务对象建档',
    indicator: '建档户数',
    unit: '户',
    target: 240,
    dueOn: toDay('2026-06-30'),
    share: 5000,
  },
  {
    title: '中期服务',
    deliverable: '完成中期服务量',
    indicator: '服务人次',
    unit: '人次',
    target: 1200,
    dueOn: toDay('2026-09-30'),
    share: 4000,
  },
  {
    title: '结项',
    deliverable: '提交结项报告与审计报告',
    indicator: '',
    unit: '',
    target: 0,
    dueOn: toDay('2026-12-31'),
    share: 1000,
  },
]

/** Nothing special is asked; in procurement the list of what must not be bought has been looked at. */
export const sceneConditions = (method?: CallTerms['method']): ConditionsTyped => ({
  conditions: [],
  reservation: 'NONE',
  negativeListChecked: method !== 'VENTURE_CALL',
  bidBond: toFen(0n),
  performanceBond: 0,
  awardMode: method === 'VENTURE_CALL' ? 'MULTI' : 'SINGLE',
})

/** A reason for each warning that has none. */
export async function explainWarnings(ctx: Context, callId: string): Promise<void> {
  const call = await readBureauCall(ctx, callId)
  const open = call?.warnings.filter(({ reason }) => reason === '') ?? []
  if (call === undefined || open.length === 0) return
  const departures = open.map(({ key }) => ({ finding: key, reason: '经集体研究，确有必要' }))
  must(await setDepartures(ctx, { callId, version: call.version, departures }))
}

type CallStory = { call: Call; bureau: Bureau }

/** A complete draft by the bureau's officer. */
export async function draftedCall(t: TestDatabase, overrides: CallOverrides = {}): Promise<CallStory> {
  const {
    now = sceneStart,
    criteria = sceneCriteria,
    milestones = sceneMilestones,
    conditions = {},
    form = [],
    documents = [],
    allowsConsortium = false,
    scoring,
    fees,
    bureau = await makeBureau(t),
    ...terms
  } = overrides
  const ctx = t.contextAt(now, bureau.officer)
  const { callId } = must(
    await draftCall(ctx, {
      bodyId: bureau.body.id,
      title: '高龄独居老人居家照护服务',
      method: 'COMPETITIVE_CONSULTATION',
      instrument: 'PROJECT_GRANT',
      field: 'ELDERLY_AND_DISABILITY',
      regionId: bureau.body.regionId,
      docNo: '',
      summary: '为高龄独居老人提供每周两次上门照护。',
      requirement: '每周两次上门照护、每月一次健康监测。',
      beneficiaries: '辖区 80 岁以上独居老人',
      budget: toFen(48_600_000n),
      ceiling: toFen(48_000_000n),
      fundId: bureau.fund.id,
      bidDeadlineAt: at(`${addDays(dayOf(at(now)), 21)}T17:00`),
      startsOn: toDay('2026-05-01'),
      endsOn: toDay('2026-12-31'),
      quorum: 3,
      ...terms,
    }),
  )
  must(await setCriteria(ctx, { callId, version: 1, criteria }))
  must(await setPlan(ctx, { callId, version: 2, milestones }))
  must(await setConditions(ctx, { callId, version: 3, ...sceneConditions(terms.method), ...conditions }))
  await nameKeyholders(t, { call: { id: callId, version: 4 }, bureau, now })
  for (const item of form) {
    const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: callId } })
    must(await setFormItem(ctx, { callId, version, item }))
  }
  if (documents.length > 0 || allowsConsortium) {
    const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: callId } })
    must(await setBidderTerms(ctx, { callId, version, documents, allowsConsortium }))
  }
  if (fees !== undefined) {
    const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: callId } })
    must(await setFees(ctx, { callId, version, ...fees }))
  }
  const draft = await t.owner.call.findUniqueOrThrow({ where: { id: callId } })
  if (scoring !== undefined) must(await setScoring(ctx, { callId, version: draft.version, ...scoring }))
  return { call: await t.owner.call.findUniqueOrThrow({ where: { id: callId } }), bureau }
}

export async function submittedCall(t: TestDatabase, overrides: CallOverrides = {}): Promise<CallStory> {
  const { call, bureau } = await draftedCall(t, overrides)
  const ctx = t.contextAt(overrides.now ?? sceneStart, bureau.officer)
  await explainWarnings(ctx, call.id)
  const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
  must(await submitCall(ctx, { callId: call.id, version }))
  return { call: await t.owner.call.findUniqueOrThrow({ where: { id: call.id } }), bureau }
}

/** A published call, open for bids until its deadline (three weeks later, 17:00). */
export const publishedCall = told(
  'publishedCall',
  async (t: TestDatabase, overrides: CallOverrides = {}): Promise<CallStory & { callNo: string }> => {
    const { call, bureau } = await submittedCall(t, overrides)
    const ctx = t.contextAt(overrides.now ?? sceneStart, bureau.approver)
    const { callNo } = must(await publishCall(ctx, { callId: call.id, version: call.version }))
    return { call: await t.owner.call.findUniqueOrThrow({ where: { id: call.id } }), bureau, callNo }
  },
)

/** The instant before it. */
export const beforeDeadline = (call: Pick<Call, 'bidDeadlineAt'>, minutes = 1): string => afterDeadline(call, -minutes)
