import { randomUUID } from 'node:crypto'
import type { NeedTyped, StepTyped } from '#app/domain/need/schema.ts'
import type { NeedStepKind } from '#app/domain/need/lifecycle.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { type Day, toDay } from '#app/domain/shared/day.ts'
import { takeUpNeed } from '#app/services/need/handle-need.server.ts'
import { raiseNeed } from '#app/services/need/raise-need.server.ts'
import { recordStep } from '#app/services/need/record-step.server.ts'
import type { TestDatabase } from './database.ts'
import { must } from './must.ts'

export const needTyped = (regionId: string, over: Partial<NeedTyped> = {}): NeedTyped => ({
  key: randomUUID(),
  title: '独居老人上门助浴',
  what: '小区里独居的高龄老人洗澡困难，子女不在身边，希望有专业人员上门帮助。',
  whyNow: '入冬以后已有两位老人在浴室摔倒。',
  beneficiaries: '80 岁以上独居老人',
  field: 'ELDERLY_AND_DISABILITY',
  people: 60,
  regionId,
  bodyId: undefined,
  name: '陈阿姨',
  phone: '13800000001',
  email: '',
  isDifferent: true,
  ...over,
})

export const stepTyped = (step: NeedStepKind, heldOn: string, over: Partial<StepTyped> = {}): StepTyped => ({
  step,
  basis: step === 'DELIBERATION' ? 'REPRESENTATIVES' : step === 'REVIEW' ? 'COMMITTEE_MEMBERS' : 'HOUSEHOLDS',
  heldOn: toDay(heldOn),
  meetingId: undefined,
  entitled: 100,
  present: 60,
  votesFor: 50,
  votesAgainst: 6,
  abstained: 4,
  outcome: 'PASSED',
  summary: '大家认为确有必要，同意列入。',
  ...over,
})

export const versionOf = async (t: TestDatabase, id: string) =>
  (await t.owner.need.findUniqueOrThrow({ where: { id }, select: { version: true } })).version

type Place = { id: string; regionId: string }

/** Raised by somebody without an account and taken up by an official of the place, both on that day. */
export async function proposedNeed(
  t: TestDatabase,
  body: Place,
  official: Actor,
  on: Day,
  over: Partial<NeedTyped> = {},
) {
  const typed = needTyped(body.regionId, over)
  const { needNo } = must(await raiseNeed(t.contextAt(`${on}T09:00:00+08:00`), typed))
  const { id } = await t.owner.need.findUniqueOrThrow({ where: { needNo } })
  const { title, what, whyNow, beneficiaries, field } = typed
  must(
    await takeUpNeed(t.contextAt(`${on}T10:00:00+08:00`, official), {
      needId: id,
      version: 1,
      bodyId: body.id,
      committeeKind: 'RESIDENTS',
      title,
      what,
      whyNow,
      beneficiaries,
      field,
    }),
  )
  return { id, needNo }
}

/** All four steps on the same day. */
export async function resolvedNeed(
  t: TestDatabase,
  body: Place,
  official: Actor,
  on: Day,
  over: Partial<NeedTyped> = {},
) {
  const need = await proposedNeed(t, body, official, on, over)
  for (const step of ['DELIBERATION', 'REVIEW', 'RESOLUTION'] as const)
    must(
      await recordStep(t.contextAt(`${on}T18:00:00+08:00`, official), {
        needId: need.id,
        version: await versionOf(t, need.id),
        ...stepTyped(step, on),
      }),
    )
  return need
}
