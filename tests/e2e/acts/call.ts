import { paths } from '#app/http/paths.ts'
import { fill, press } from '../hands.ts'
import { type Actor, expect, type Stage } from '../stage.ts'

const day = 86_400_000
const beijing = (at: number) => new Date(at + 8 * 3_600_000).toISOString()

export type CallPlan = {
  title: string
  method: 'OPEN_TENDER' | 'SMALL_PURCHASE'
  /** From now to the deadline. */
  bidDays: number
  quorum: number
  pricePoints: number
  fundId: string
  /** Number of the resolved need it is begun from. */
  needNo?: string
}

type DraftingBureau = {
  officer: Actor
  supervisor: Pick<Actor, 'accountId'>
  body: { id: string }
  region: { id: string }
}
type PublishingBureau = { officer: Actor; approver: Actor }

/** An officer drafts a call page by page, explains what departs from the rule book, and hands it in; tells its id. */
export async function draftCall(
  { db, t }: Stage,
  { officer, supervisor, body, region }: DraftingBureau,
  { title, method, bidDays, quorum, pricePoints, fundId, needNo }: CallPlan,
  look: (actor: Actor, name: string) => Promise<void>,
): Promise<string> {
  const deadline = Date.now() + bidDays * day
  await officer.goto(needNo === undefined ? paths.bureauCallNew() : `${paths.bureauCallNew()}?need=${needNo}`)
  await fill(officer.page, {
    title,
    method,
    instrument: 'PROJECT_GRANT',
    field: 'OTHER',
    regionId: region.id,
    summary: '为机关职工提供工作日三餐。',
    requirement: '每日供应三餐，食材可追溯，厨师持健康证上岗。',
    beneficiaries: '在职职工约 300 人',
    budget: '900000',
    ceiling: '880000',
    fundId,
    bidDeadlineAt: beijing(deadline).slice(0, 16),
    startsOn: beijing(deadline + 30 * day).slice(0, 10),
    endsOn: beijing(deadline + 330 * day).slice(0, 10),
    quorum: String(quorum),
  })
  await look(officer, 'call-new')
  await press(officer.page, t('call.form.create'))
  const { id } = await db.call.findFirstOrThrow({ where: { bodyId: body.id, title } })

  await officer.goto(paths.bureauCallCriteria(id))
  await fill(officer.page, {
    'criteria[0].title': '技术方案',
    'criteria[0].guidance': '菜单、卫生、人员',
    'criteria[0].points': String(100 - pricePoints),
  })
  await press(officer.page, t('call.criteria.add'))
  await fill(officer.page, {
    'criteria[1].title': '报价',
    'criteria[1].kind': 'PRICE',
    'criteria[1].points': String(pricePoints),
  })
  await look(officer, 'call-criteria')
  await press(officer.page, t('call.form.saveAndBack'))

  await officer.goto(paths.bureauCallConditions(id))
  await officer.page.locator('[name="negativeListChecked"]').check()
  await look(officer, 'call-conditions')
  await press(officer.page, t('call.form.saveAndBack'))

  await officer.goto(`${paths.bureauCallPlan(id)}?template=50-40-10`)
  for (const index of [0, 1, 2])
    await fill(officer.page, {
      [`milestones[${index}].indicator`]: '供餐人次',
      [`milestones[${index}].unit`]: '人次',
      [`milestones[${index}].target`]: '20000',
    })
  await look(officer, 'call-plan')
  await press(officer.page, t('call.form.saveAndBack'))

  await officer.goto(paths.bureauCallKeyholders(id))
  // Whoever may be named has been suggested.
  await expect(officer.page.locator('[name="officers"]:checked')).toHaveCount(2)
  await fill(officer.page, { escrow: supervisor.accountId, threshold: '2' })
  await look(officer, 'call-keyholders')
  await press(officer.page, t('call.form.saveAndBack'))
  await look(officer, 'call-bureau')
  const reasons = officer.page.locator('textarea[name^="departures["]')
  if ((await reasons.count()) > 0) {
    for (const reason of await reasons.all()) await reason.fill('预算有保障，服务内容固定')
    await press(officer.page, t('call.departure.save'))
  }
  await press(officer.page, t('call.action.submit'))
  await expect(officer.page.getByRole('status')).toBeVisible()
  return id
}

/** Another person publishes it: four eyes. Tells its number. */
export async function publishCall({ db, t }: Stage, { officer, approver }: PublishingBureau, callId: string) {
  await officer.goto(paths.bureauCall(callId))
  await expect(officer.page.getByRole('button', { name: t('call.action.publish'), exact: true })).toHaveCount(0)
  await approver.goto(paths.bureauCall(callId))
  await press(approver.page, t('call.action.publish'))
  await expect(approver.page.getByRole('status')).toBeVisible()
  const { callNo } = await db.call.findUniqueOrThrow({ where: { id: callId } })
  return callNo ?? ''
}
