import type { EnterRatingTyped, RecognitionTyped } from '#app/domain/rating/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { addDays, addYears, type Day, toDay } from '#app/domain/shared/day.ts'
import { confirmDecision, enterDecision } from '#app/services/rating/enter-decision.server.ts'
import { confirmRecognition, enterRecognition } from '#app/services/rating/recognition.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { TestDatabase } from './database.ts'
import { must } from './must.ts'
import { type Bureau, makeBureau } from './scenes.ts'

/** A city without districts. */
export async function makeCity(t: TestDatabase, code: string, nameZh: string, nameEn: string): Promise<{ id: string }> {
  return t.owner.region.upsert({
    where: { code },
    create: { code, level: 'CITY', nameZh, nameEn, path: code },
    update: {},
    select: { id: true },
  })
}

/** A bureau that keeps the register of a place. */
export async function makeRegistry(t: TestDatabase, regionId?: string): Promise<Bureau> {
  const bureau = await makeBureau(t)
  await t.owner.body.update({
    where: { id: bureau.body.id },
    data: { duties: ['PURCHASE', 'REGISTRY'], ...(regionId === undefined ? {} : { regionId }) },
  })
  return regionId === undefined ? bureau : { ...bureau, body: { ...bureau.body, regionId } }
}

const paper = () => new File(['评估结论通知书'], '结论.txt', { type: 'text/plain' })

export const typedRating = (
  bureau: Bureau,
  organizationId: string,
  over: Partial<EnterRatingTyped> = {},
): EnterRatingTyped => {
  const validFrom: Day = over.validFrom ?? toDay('2024-03-01')
  return {
    organizationId,
    bodyId: bureau.body.id,
    origin: 'OWN',
    regionId: undefined,
    authorityName: '',
    grade: 3,
    documentNo: '民社评〔2024〕3号',
    decidedOn: validFrom,
    validFrom,
    validUntil: addDays(addYears(validFrom, 5), -1),
    file: paper(),
    ...over,
  }
}

type At = (actor: Actor) => Context

/** A grade from before the registry rated here: entered by one, confirmed by another. */
export async function ratedBefore(
  at: At,
  bureau: Bureau,
  organizationId: string,
  over: Partial<EnterRatingTyped> = {},
) {
  const { decisionId } = must(await enterDecision(at(bureau.officer), typedRating(bureau, organizationId, over)))
  must(await confirmDecision(at(bureau.approver), { decisionId }))
  return decisionId
}

export async function recognizes(
  at: At,
  bureau: Bureau,
  issuerRegionId: string,
  fromOn: Day,
  over: Partial<RecognitionTyped> = {},
) {
  const { recognitionId } = must(
    await enterRecognition(at(bureau.officer), {
      bodyId: bureau.body.id,
      what: 'RATING',
      issuerRegionId,
      acceptingRegionId: bureau.body.regionId,
      fromOn,
      toOn: undefined,
      title: '三地社会组织评估等级互认协议',
      documentNo: '深莞惠民〔2026〕1号',
      file: undefined,
      ...over,
    }),
  )
  must(await confirmRecognition(at(bureau.approver), { recognitionId }))
  return recognitionId
}
