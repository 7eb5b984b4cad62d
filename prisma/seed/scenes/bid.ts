import type { BidContent } from '#app/domain/bid/content.ts'
import { allocate, toFen } from '#app/domain/shared/money.ts'
import { attachFile } from '#app/services/bid/attach-file.server.ts'
import { attachDocument } from '#app/services/bid/attach-document.server.ts'
import { answerPartnership, namePartner } from '#app/services/bid/partners.server.ts'
import { saveAnswers, saveBudget, saveForm } from '#app/services/bid/save-draft.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { withdrawBid } from '#app/services/bid/withdraw-bid.server.ts'
import { addDocument } from '#app/services/organization/documents.server.ts'
import { contributeShare } from '#app/services/opening/contribute-share.server.ts'
import { signRecord } from '#app/services/opening/sign-record.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { demonstrationPassphrase, demonstrationRetrievalCode } from '../accounts.ts'
import { chanceOf } from '../chance.ts'
import { consortia, formAnswersOf, requiredCertificates } from '../data/application-forms.ts'
import { answerText, budgetShares } from '../data/answers.ts'
import { criteriaSets } from '../data/criteria.ts'
import { onePagePdf } from '../evidence-files.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type Organization, type World } from '../world.ts'
import { cofundingOf } from './cofunding.ts'
import type { CallStory } from './prepare-call.ts'
import { addDays } from '#app/domain/shared/day.ts'

/** What one organization writes: an answer to every question, a budget to the fen. */
export function bidContentOf(
  { plan }: CallStory,
  { row }: Organization,
): Pick<BidContent, 'answers' | 'budgetLines' | 'priceFen' | 'form' | 'cofunding'> {
  const chance = chanceOf(`${plan.key}:${row.key}`)
  const last = plan.milestones.at(-1)
  const told = { plan, organization: row, chance, total: last?.target ?? 0, unit: last?.unit ?? '人次' }
  const answers = Object.fromEntries(
    criteriaSets[plan.criteria].flatMap((criterion, index) =>
      criterion.kind === 'SUBJECTIVE' ? [[`c${index + 1}`, answerText(criterion.topic, told)]] : [],
    ),
  )
  const ceiling = plan.ceilingYuan ?? plan.budgetYuan
  const isFirst = plan.bidders?.[0] === row.key
  const priceYuan =
    Math.round((ceiling * (isFirst ? 0.93 + chance.next() * 0.03 : 0.91 + chance.next() * 0.08)) / 100) * 100
  const price = toFen(BigInt(priceYuan) * 100n)
  const shares = budgetShares(plan)
  const parts = allocate(
    price,
    shares.map(({ permille }) => BigInt(permille)),
  )
  const form = formAnswersOf(plan.key, row, chance)
  return {
    answers,
    ...(form === undefined ? {} : { form }),
    priceFen: String(price),
    ...(plan.matching === undefined ? {} : { cofunding: cofundingOf(price, plan.words.place) }),
    budgetLines: shares.map(({ item, basis, kind }, index) => {
      const amountFen = parts[index] ?? 0n
      // Two days of training, for as many persons as the sum is for at 300 yuan a day.
      const trained = kind === 'TRAINING' ? { persons: Number(amountFen / 60_000n) + 1, days: 2 } : {}
      return { item, basis, amountFen: String(amountFen), kind, ...trained }
    }),
  }
}

const versionsOf = ({ db }: Context, bidId: string) => db.bidDraft.findUniqueOrThrow({ where: { bidId } })

export async function writeBid(ctx: Context, bidId: string, content: ReturnType<typeof bidContentOf>): Promise<void> {
  await done(
    saveAnswers(ctx, { bidId, version: (await versionsOf(ctx, bidId)).answersVersion, answers: content.answers }),
  )
  if (content.form !== undefined) await fillForm(ctx, bidId, content.form)
  await done(saveBudget(ctx, { bidId, version: (await versionsOf(ctx, bidId)).budgetVersion, ...content }))
}

/** As the form's page posts it: texts by item, rows by column. */
async function fillForm(ctx: Context, bidId: string, answers: NonNullable<BidContent['form']>): Promise<void> {
  const entries = Object.entries(answers)
  const form = Object.fromEntries(
    entries.flatMap(([code, answer]) => (typeof answer === 'string' ? [[code, answer]] : [])),
  )
  const rows = Object.fromEntries(
    entries.flatMap(([code, answer]) =>
      typeof answer === 'string'
        ? []
        : [[code, answer.map((cells) => Object.fromEntries(cells.map((cell, index) => [`c${index + 1}`, cell])))]],
    ),
  )
  await done(saveForm(ctx, { bidId, version: (await versionsOf(ctx, bidId)).formVersion, form, rows }))
}

export const seal = async (ctx: Context, bidId: string) =>
  done(
    sealBid(ctx, { bidId, version: (await versionsOf(ctx, bidId)).version, retrievalCode: demonstrationRetrievalCode }),
  )

type Ending = 'sealed' | 'draft' | 'withdrawn'

/** Every bidder starts, writes and seals in its own days, all before the deadline and before today. */
export function tellBids(
  world: World,
  timeline: Timeline,
  story: CallStory,
  endings: Record<string, Ending> = {},
): void {
  const { plan } = story
  const bidders = plan.bidders ?? []
  const yesterday = addDays(world.today, -1)
  const lastOn = story.deadlineOn > yesterday ? yesterday : addDays(story.deadlineOn, -1)
  for (const [index, key] of bidders.entries()) {
    const organization = world.organization(key)
    const ending = endings[key] ?? 'sealed'
    const dayOfSealing = addDays(lastOn, -index)
    const sealedOn = dayOfSealing > story.publishedOn ? dayOfSealing : addDays(story.publishedOn, 1)
    const startedOn = sealedOn > addDays(story.publishedOn, 4) ? addDays(sealedOn, -3) : story.publishedOn
    let bidId = ''
    timeline.at(moment(startedOn, `1${index % 8}:2${index % 6}`), async (when) => {
      const ctx = world.as(organization.editor, when)
      bidId = (await done(startBid(ctx, { callNo: story.callNo, organizationId: organization.id }))).bidId
      const content = bidContentOf(story, organization)
      await attachCertificates(ctx, bidId, story, organization, ending === 'draft')
      if (ending === 'draft') {
        const [first] = Object.entries(content.answers)
        await writeBid(ctx, bidId, {
          answers: first === undefined ? {} : Object.fromEntries([first]),
          budgetLines: [],
          priceFen: null,
          // The form is begun: the team is there, the rest is not.
          ...(content.form?.['q1'] === undefined ? {} : { form: { q1: content.form['q1'], q6: 'yes' } }),
        })
        return
      }
      await writeBid(ctx, bidId, content)
      if (index === 0) await attachSchedule(ctx, bidId, story)
      await joinPartner(world, ctx, bidId, consortia[plan.key]?.[key])
    })
    if (ending === 'draft') continue
    timeline.at(moment(sealedOn, `2${index % 3}:${10 + ((index * 7) % 50)}`), async (when) => {
      await seal(world.as(organization.certifier, when), bidId)
    })
    if (ending !== 'withdrawn') continue
    timeline.at(moment(sealedOn, '23:30'), async (when) => {
      const ctx = world.as(organization.certifier, when)
      await done(withdrawBid(ctx, { bidId, retrievalCode: demonstrationRetrievalCode }))
    })
  }
}

/** Where certificates are asked for, the organization has them in its profile; a draft has put the first into the bid. */
async function attachCertificates(
  ctx: Context,
  bidId: string,
  { plan, deadlineOn }: CallStory,
  { id: organizationId, row }: Organization,
  isDraft: boolean,
): Promise<void> {
  for (const [index, kind] of (requiredCertificates[plan.key] ?? []).entries()) {
    const title = kind === 'AUDIT_REPORT' ? '上年度审计报告' : ''
    // The draft's audit report is last year's: it has to be renewed.
    const validUntil = addDays(deadlineOn, isDraft && index > 0 ? -4 : 300)
    const page = onePagePdf(kind === 'AUDIT_REPORT' ? '审计报告' : '法人登记证书', [row.name, `有效期至 ${validUntil}`])
    const file = new File([new Uint8Array(page)], kind === 'AUDIT_REPORT' ? '审计报告.pdf' : '登记证书.pdf', {
      type: 'application/pdf',
    })
    const number = kind === 'AUDIT_REPORT' ? '' : `民证字第 ${row.founded}0${row.staff} 号`
    const typed = { kind, title, number, issuedOn: addDays(deadlineOn, -200), validUntil, isPublic: false, file }
    const { documentId } = await done(addDocument(ctx, { ...typed, organizationId }))
    if (index === 0 || !isDraft) await done(attachDocument(ctx, { bidId, documentId }))
  }
}

/** A partner is named, and its certifier says yes at once. */
async function joinPartner(
  world: World,
  ctx: Context,
  bidId: string,
  joined: { partner: string; share: number; work: string } | undefined,
): Promise<void> {
  if (joined === undefined) return
  const { id: organizationId, row, certifier } = world.organization(joined.partner)
  await done(namePartner(ctx, { bidId, who: row.name, share: joined.share, work: joined.work }))
  await done(answerPartnership(world.as(certifier, ctx.now), { bidId, organizationId, accepts: true }))
}

async function attachSchedule(ctx: Context, bidId: string, { plan }: CallStory): Promise<void> {
  const lines = plan.milestones.map(({ title, target, unit }, index) => `${index + 1}. ${title}：${target} ${unit}`)
  const page = onePagePdf('进度与排班表', [plan.title, '', ...lines, '', ...plan.words.acts.map((act) => `· ${act}`)])
  const file = new File([new Uint8Array(page)], '进度与排班表.pdf', { type: 'application/pdf' })
  await done(attachFile(ctx, { bidId, file }))
}

/** Two keyholders, one after the other, once the deadline has passed; then both sign what was read out. */
export function tellOpening(world: World, timeline: Timeline, story: CallStory): void {
  const { officer2, approver } = story.body.staff
  const minutes = (count: number) => new Date(story.deadlineAt.getTime() + count * 60_000)
  timeline.at(minutes(12), (when) => give(world.as(officer2, when), story.callId))
  timeline.at(minutes(19), (when) => give(world.as(approver, when), story.callId))
  timeline.at(minutes(26), async (when) => {
    for (const actor of [officer2, approver]) await signOpening(world.as(actor, when), story.callId)
  })
}

export const give = (ctx: Context, callId: string) =>
  done(contributeShare(ctx, { callId, passphrase: demonstrationPassphrase }))

async function signOpening(ctx: Context, callId: string): Promise<void> {
  const { sha256 } = await ctx.db.openingRecord.findUniqueOrThrow({ where: { callId }, select: { sha256: true } })
  await done(signRecord(ctx, { callId, sha256 }))
}
