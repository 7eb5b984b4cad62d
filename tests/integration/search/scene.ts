import { randomUUID } from 'node:crypto'
import type { CallState } from '#app/domain/call/lifecycle.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import type { ServiceField } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'

/**
 * Rows put straight into the state that search has to read. The way there is other tests' matter, so the triggers that guard it
 * are off in this database; keys and checks stay on.
 */
export type Scene = {
  db: Db
  people: [string, string]
  bodyId: string
  fundId: string
  region: Readonly<Record<'city' | 'minhang' | 'jiangchuan' | 'xuhui', string>>
  organizationId: string
}

const guarded = [
  'call',
  'bid',
  'result',
  'result_notice',
  'noticed_award',
  'award',
  'contract',
  'project',
  'milestone',
  'tranche',
  'report',
  'rating_decision',
]

export async function makeScene(db: Db): Promise<Scene> {
  for (const table of guarded) await db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  const person = async (name: string) =>
    (await db.account.create({ data: { email: `${randomUUID()}@example.cn`, name }, select: { id: true } })).id
  const people: [string, string] = [await person('甲'), await person('乙')]
  const region = async (
    code: string,
    nameZh: string,
    nameEn: string,
    level: 'CITY' | 'DISTRICT' | 'TOWN',
    parent?: { id: string; path: string },
  ) =>
    db.region.create({
      data: {
        code,
        nameZh,
        nameEn,
        level,
        parentId: parent?.id ?? null,
        path: parent ? `${parent.path}/${code}` : code,
      },
      select: { id: true, path: true },
    })
  const city = await region('310000', '上海市', 'Shanghai', 'CITY')
  const minhang = await region('310112', '闵行区', 'Minhang', 'DISTRICT', city)
  const jiangchuan = await region('310112001', '江川路街道', 'Jiangchuan Road', 'TOWN', minhang)
  const xuhui = await region('310104', '徐汇区', 'Xuhui', 'DISTRICT', city)
  const body = await db.body.create({
    data: { nameZh: '闵行区民政局', nameEn: 'Minhang Civil Affairs Bureau', regionId: minhang.id },
  })
  const fund = await db.fund.create({
    data: { bodyId: body.id, name: '专项资金', shares: { create: { source: 'FISCAL', weight: 10_000, part: '' } } },
  })
  const scene: Scene = {
    db,
    people,
    bodyId: body.id,
    fundId: fund.id,
    region: { city: city.id, minhang: minhang.id, jiangchuan: jiangchuan.id, xuhui: xuhui.id },
    organizationId: '',
  }
  scene.organizationId = await placeOrganization(scene, { name: '晴川社区服务中心' })
  return scene
}

/** How many organizations came before: who is placed later, came later. */
let came = 0

export async function placeOrganization(
  scene: Scene,
  data: {
    name: string
    nameEn?: string
    creditCode?: string
    fields?: ServiceField[]
    region?: keyof Scene['region']
    introduction?: string
  },
): Promise<string> {
  const { id } = await scene.db.organization.create({
    data: {
      name: data.name,
      nameEn: data.nameEn ?? null,
      creditCode: data.creditCode ?? null,
      kind: 'SERVICE_INSTITUTION',
      fields: data.fields ?? ['COMMUNITY'],
      regionId: scene.region[data.region ?? 'minhang'],
      introduction: data.introduction ?? '',
      address: '秘密路 1 号',
      contactName: '联系人张三',
      contactPhone: '13800000000',
      // Never the hour of the run: a test that counts what came between two of its own hours must not count the scene.
      createdAt: new Date(Date.UTC(2026, 0, 5, 2, 0, came++)),
    },
    select: { id: true },
  })
  return id
}

export type PlacedCall = {
  title: string
  state?: CallState
  isPublished?: boolean
  field?: ServiceField
  region?: keyof Scene['region']
  budgetFen?: bigint
  summary?: string
  publishedAt?: string
  deadlineAt?: string
}

let number = 0

export async function placeCall(scene: Scene, data: PlacedCall): Promise<string> {
  const state = data.state ?? 'PUBLISHED'
  const isPublished = data.isPublished ?? !['DRAFT', 'SUBMITTED'].includes(state)
  const [drafter, publisher] = scene.people
  number += 1
  const { id } = await scene.db.call.create({
    data: {
      bodyId: scene.bodyId,
      fundId: scene.fundId,
      regime: 'VENTURE',
      method: 'VENTURE_CALL',
      instrument: 'VENTURE_GRANT',
      fundingKind: 'SUBSIDY',
      title: data.title,
      summary: data.summary ?? '',
      field: data.field ?? 'COMMUNITY',
      regionId: scene.region[data.region ?? 'minhang'],
      budgetFen: data.budgetFen ?? 20_000_000n,
      ceilingFen: data.budgetFen ?? 20_000_000n,
      bidDeadlineAt: new Date(data.deadlineAt ?? '2026-12-31T17:00:00+08:00'),
      startsOn: new Date('2027-01-01'),
      endsOn: new Date('2027-12-31'),
      state,
      stateReason: ['FAILED', 'CANCELLED'].includes(state) ? '不足三家' : '',
      draftedById: drafter,
      ...(state === 'DRAFT' ? {} : { submittedById: drafter, submittedAt: new Date('2026-11-01T09:00:00+08:00') }),
      ...(isPublished
        ? {
            callNo: `GYH-2026-${String(number).padStart(4, '0')}`,
            publishedById: publisher,
            publishedAt: new Date(data.publishedAt ?? `2026-11-02T09:00:${String(number % 60).padStart(2, '0')}+08:00`),
          }
        : {}),
    },
    select: { id: true },
  })
  return id
}

export async function placeProject(
  scene: Scene,
  data: Omit<PlacedCall, 'state'> & { state?: ProjectState; organizationId?: string },
): Promise<{ id: string; callId: string }> {
  const { db } = scene
  const [officer, approver] = scene.people
  const organizationId = data.organizationId ?? scene.organizationId
  const { state, ...callData } = { ...data, organizationId: undefined }
  const callId = await placeCall(scene, { ...callData, title: `${data.title}（征集）`, state: 'AWARDED' })
  const amountFen = data.budgetFen ?? 20_000_000n
  const bid = await db.bid.create({ data: { callId, organizationId, state: 'AWARDED', createdById: officer } })
  const decidedAt = new Date('2026-11-10T09:00:00+08:00')
  const notice = await db.resultNotice.create({
    data: {
      kind: 'RESULT',
      number: 1,
      reasons: '',
      decidedById: approver,
      decidedAt,
      call: { connect: { id: callId } },
      result: {
        create: { callId, record: {}, recordSha256: '', closedAt: decidedAt, closedById: officer },
      },
      awards: { create: { bidId: bid.id, amountFen } },
    },
  })
  const award = await db.award.create({
    data: { callId, noticeId: notice.id, bidId: bid.id, amountFen, decidedById: approver, decidedAt },
  })
  const contract = await db.contract.create({
    data: { awardId: award.id, contractNo: `HT-${number}`, amountFen, draftedById: officer },
  })
  const { id } = await db.project.create({
    data: {
      projectNo: `XM-2026-${String(number).padStart(4, '0')}`,
      callId,
      awardId: award.id,
      contractId: contract.id,
      bodyId: scene.bodyId,
      organizationId,
      title: data.title,
      summary: data.summary ?? '',
      field: data.field ?? 'COMMUNITY',
      instrument: 'VENTURE_GRANT',
      fundingKind: 'SUBSIDY',
      regionId: scene.region[data.region ?? 'minhang'],
      amountFen,
      startsOn: new Date('2027-01-01'),
      endsOn: new Date('2027-12-31'),
      state: state ?? 'ACTIVE',
      createdAt: new Date('2026-11-12T09:00:00+08:00'),
    },
    select: { id: true },
  })
  return { id, callId }
}

/** A grade in force: from ten days ago until `days` from today. */
export async function placeRating(scene: Scene, organizationId: string, grade: number, days: number): Promise<void> {
  const [entering, confirming] = scene.people
  const file = await scene.db.file.create({
    data: {
      sha256: 'a'.repeat(64),
      size: 1,
      mediaType: 'application/pdf',
      name: '评估决定.pdf',
      purpose: 'CREDIT_DOCUMENT',
      uploadedById: entering,
    },
  })
  await scene.db.$executeRaw`
    INSERT INTO rating_decision (id, organization_id, grade, document_no, decided_on, valid_from, valid_until, body_id, file_id,
      entered_by_id, confirmed_by_id, confirmed_at)
    VALUES (gen_random_uuid(), ${organizationId}::uuid, ${grade}, '闵民〔2026〕1号', today() - 10, today() - 10, today() + ${days}::int,
      ${scene.bodyId}::uuid, ${file.id}::uuid, ${entering}::uuid, ${confirming}::uuid, now())`
}
