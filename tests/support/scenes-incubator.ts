import type { Actor } from '#app/domain/shared/actor.ts'
import { addDays, addMonths, dayOf } from '#app/domain/shared/day.ts'
import { offerAgreement, signAgreement } from '#app/services/incubator/agreement.server.ts'
import { saveApplication, sendApplication, startApplication } from '#app/services/incubator/apply.server.ts'
import { checkApplication } from '#app/services/incubator/check.server.ts'
import { createIncubator, saveIncubator } from '#app/services/incubator/keep-incubator.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { TestDatabase } from './database.ts'
import { type Bureau, must } from './scenes.ts'

export type Base = { id: string; classIds: [string, string] }

/** An open incubator of the bureau's district with two classes: `quota` places, and ten. */
export async function makeIncubator(
  t: TestDatabase,
  bureau: Bureau,
  { quota = 3, seats = 40, areaM2 = 400, name = '孵化基地', now = '2026-01-12T09:00:00+08:00' } = {},
): Promise<Base> {
  const ctx = t.contextAt(now, bureau.officer)
  const { incubatorId } = must(
    await createIncubator(ctx, {
      bodyId: bureau.body.id,
      regionId: bureau.body.regionId,
      nameZh: `${name}${crypto.randomUUID().slice(0, 6)}`,
      nameEn: 'Incubator',
    }),
  )
  const row = await t.owner.incubator.findUniqueOrThrow({ where: { id: incubatorId } })
  must(
    await saveIncubator(ctx, {
      incubatorId,
      version: 1,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      parentId: null,
      hostCode: '',
      areaM2,
      seats,
      rooms: 4,
      kinds: ['PHYSICAL', 'VIRTUAL'],
      services: ['SPACE', 'MENTORING'],
      introduction: '',
      howToApply: '',
      address: '',
      hours: '',
      contactName: '',
      contactPhone: '',
      classes: [
        { id: null, nameZh: '社会福利', nameEn: 'Welfare', quota },
        { id: null, nameZh: '其他', nameEn: 'Other', quota: 10 },
      ],
      isOpen: true,
    }),
  )
  const classes = await t.owner.incubatorClass.findMany({ where: { incubatorId }, orderBy: { position: 'asc' } })
  return { id: incubatorId, classIds: [classes[0]?.id ?? '', classes[1]?.id ?? ''] }
}

export const incubationOf = (t: TestDatabase, id: string) => t.owner.incubation.findUniqueOrThrow({ where: { id } })
export const versionOf = async (t: TestDatabase, id: string) => (await incubationOf(t, id)).version

/** A complete application, sent. `applicant`: an organization's id, or `group`. */
export async function sentApplication(
  t: TestDatabase,
  ctx: Context,
  base: Base,
  applicant: string,
  over: { classAt?: 0 | 1; kind?: 'PHYSICAL' | 'VIRTUAL' } = {},
): Promise<string> {
  const { incubationId } = must(await startApplication(ctx, { incubatorId: base.id, applicant }))
  must(
    await saveApplication(ctx, {
      incubationId,
      version: await versionOf(t, incubationId),
      classId: base.classIds[over.classAt ?? 0],
      kind: over.kind ?? 'PHYSICAL',
      groupName: applicant === 'group' ? '晚风陪聊小组' : '',
      initiators: applicant === 'group' ? '甲：联络\n乙：排班\n丙：记录' : '',
      stage: 'SEED',
      need: '一间活动室和登记辅导',
      plan: '每月四场陪聊',
      people: 3,
      wantedSeats: 2,
      wantedM2: 15,
    }),
  )
  must(await sendApplication(ctx, { incubationId, version: await versionOf(t, incubationId) }))
  return incubationId
}

/** The same, admitted and signed on that day: a tenant from then on. */
export async function madeTenant(
  t: TestDatabase,
  bureau: Bureau,
  base: Base,
  applicant: string,
  who: { writes: Actor; signs: Actor },
  now = '2026-02-02T10:00:00+08:00',
): Promise<string> {
  const id = await sentApplication(t, t.contextAt(now, who.writes), base, applicant)
  const officer = t.contextAt(now, bureau.officer)
  must(
    await checkApplication(officer, { incubationId: id, version: await versionOf(t, id), outcome: 'PASS', reason: '' }),
  )
  await signed(t, bureau, id, who.signs, now)
  return id
}

/** The agreement of one that is admitted, offered and signed. */
export async function signed(t: TestDatabase, bureau: Bureau, incubationId: string, signs: Actor, now: string) {
  const approver = t.contextAt(now, bureau.approver)
  const fromOn = dayOf(approver.now)
  must(
    await offerAgreement(approver, {
      incubationId,
      version: await versionOf(t, incubationId),
      seats: 2,
      areaM2: 15,
      fromOn,
      toOn: addDays(addMonths(fromOn, 12), -1),
      terms: '场地限于公益活动和办公。',
    }),
  )
  const { id: agreementId, contentSha256 } = await t.owner.incubationAgreement.findFirstOrThrow({
    where: { incubationId, signedAt: null, withdrawnAt: null },
  })
  must(await signAgreement(t.contextAt(now, signs), { incubationId, agreementId, contentSha256 }))
}
