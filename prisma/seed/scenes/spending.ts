import type { ExpenseKind } from '#app/domain/claim/schema.ts'
import { addDays, type Day } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { certifyBatch, startBatch, submitBatch } from '#app/services/claim/batch.server.ts'
import { enterExpense } from '#app/services/claim/enter-expense.server.ts'
import { answerQuestion, drawSample, reviewExpense } from '#app/services/claim/review-expense.server.ts'
import { orderClawback, proposeClawback, respondToClawback } from '#app/services/clawback/order-clawback.server.ts'
import { addFinding, answerFinding, recordAudit } from '#app/services/closing/audit.server.ts'
import {
  addClosingDocument,
  approveClosing,
  proposeClosing,
  submitFinalReport,
} from '#app/services/closing/final-report.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { chanceOf } from '../chance.ts'
import { onePagePdf } from '../evidence-files.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type Organization, type World } from '../world.ts'
import { tellCofunding } from './cofunding.ts'
import type { AwardStory } from './panel.ts'
import type { CallStory } from './prepare-call.ts'

type Told = { world: World; timeline: Timeline; story: CallStory; award: AwardStory; supplier: Organization }

/** What was spent, what came of looking at it, and how it ends: by the key of the call. */
const tellings: Readonly<Partial<Record<string, (told: Told) => void>>> = {
  'elders-rounds': (told) => {
    tellBatch(told, { from: 130, to: 40, enteredAgo: 36, share: 18n, isCertified: true })
    tellBatch(told, { from: 39, to: 6, enteredAgo: 5, share: 3n, isCertified: false })
  },
  'four-rooms': (told) => {
    tellBatch(told, { from: 300, to: 60, enteredAgo: 27, share: 94n, isCertified: true })
    tellSample(told)
    tellFinalReport(told, 18)
    tellAudit(told)
    tellReturn(told)
  },
  'children-after-school': tellCofunding,
  'xinzhuang-station': (told) => {
    tellFinalReport(told, 20)
    tellClosing(told)
  },
}

export function tellSpending(world: World, timeline: Timeline, story: CallStory, supplier: string, award: AwardStory) {
  tellings[story.plan.key]?.({ world, timeline, story, award, supplier: world.organization(supplier) })
}

const ago = ({ world }: Told, days: number, clock: string) => moment(addDays(world.today, -days), clock)
const pdf = (title: string, lines: readonly string[]) =>
  new File(
    [new Uint8Array(onePagePdf(title, [...lines, '本页为演示数据，不涉及任何真实的人和机构。']))],
    `${title}.pdf`,
    {
      type: 'application/pdf',
    },
  )

const kindOf = (item: string): ExpenseKind => {
  if (item.includes('人员')) return 'STAFF'
  if (item.includes('培训')) return 'TRAINING'
  if (item.includes('物料')) return 'MATERIAL'
  if (item.includes('交通')) return 'TRAVEL'
  return item.includes('税') ? 'TAX' : 'OTHER'
}

type Batch = { from: number; to: number; enteredAgo: number; share: bigint; isCertified: boolean }

/** A batch with an item for each budget line: so many per cent of it, in whole yuan. `from`, `to`: days ago. */
function tellBatch(told: Told, { from, to, enteredAgo, share, isCertified }: Batch): void {
  const { world, timeline, story, award, supplier } = told
  const made = { batchId: '' }
  timeline.at(ago(told, enteredAgo, '14:20'), async (when) => {
    const ctx = world.as(supplier.editor, when)
    const { projectId } = award
    const lines = await ctx.db.budgetLine.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
    const project = await ctx.db.project.findUniqueOrThrow({ where: { id: projectId } })
    const later = (a: Day, b: Day): Day => (a > b ? a : b)
    const fromOn = later(addDays(world.today, -from), dayOfDate(project.startsOn))
    const toOn = later(addDays(world.today, -to), fromOn)
    const { batchId } = await done(startBatch(ctx, { projectId, fromOn, toOn }))
    made.batchId = batchId
    const chance = chanceOf(`${story.plan.key}:spending:${from}`)
    for (const line of isCertified ? lines : lines.slice(0, 2)) {
      const amount = ((line.amountFen * share) / 10_000n) * 100n
      if (amount === 0n) continue
      const kind = line.kind ?? kindOf(line.item)
      const invoiceNo = kind === 'STAFF' ? '' : `2631${String(chance.whole(10_000_000, 99_999_999))}`
      await done(
        enterExpense(ctx, {
          batchId,
          lineNo: line.position,
          kind,
          spentOn: toOn,
          payee: kind === 'STAFF' ? '项目工作人员（工资表）' : `演示供应商${String(line.position)}号`,
          purpose: `${line.item}（${fromOn} 至 ${toOn}）`,
          amount: toFen(amount),
          invoiceNo,
          invoiceCode: '',
          invoiceTotal: undefined,
          persons: undefined,
          personDays: kind === 'TRAINING' ? 30 : undefined,
          isSenior: false,
          file: pdf(`凭证-${line.item}`, [`${project.projectNo} 第 ${line.position} 项`, `日期 ${toOn}`, invoiceNo]),
        }),
      )
    }
  })
  if (!isCertified) return
  const version = async (ctx: Context) =>
    (await ctx.db.expenseBatch.findUniqueOrThrow({ where: { id: made.batchId } })).version
  timeline.at(ago(told, enteredAgo, '17:05'), async (when) => {
    const ctx = world.as(supplier.editor, when)
    await done(submitBatch(ctx, { batchId: made.batchId, version: await version(ctx) }))
  })
  timeline.at(ago(told, enteredAgo - 1, '09:40'), async (when) => {
    const ctx = world.as(supplier.certifier, when)
    await done(certifyBatch(ctx, { batchId: made.batchId, version: await version(ctx) }))
  })
}

/** Three items drawn from a seed; one is asked about, explained and accepted. */
function tellSample(told: Told): void {
  const { world, timeline, story, award, supplier } = told
  const { officer, evaluator } = story.body.staff
  const drawn = async (ctx: Context) => {
    const item = await ctx.db.expenseSampleItem.findFirstOrThrow({
      where: { sample: { projectId: award.projectId } },
      orderBy: { place: 'asc' },
      select: { expense: true },
    })
    return { expenseId: item.expense.id, version: item.expense.version }
  }
  timeline.at(ago(told, 24, '10:10'), async (when) => {
    const ctx = world.as(evaluator, when)
    await done(drawSample(ctx, { projectId: award.projectId, size: 3, seed: `${story.plan.key}-2026` }))
    await done(reviewExpense(ctx, 'question', { ...(await drawn(ctx)), reason: '请补充领用签收表，并说明使用地点。' }))
  })
  timeline.at(ago(told, 22, '16:30'), async (when) => {
    const ctx = world.as(supplier.editor, when)
    await done(
      answerQuestion(ctx, { ...(await drawn(ctx)), reason: '签收表共 3 页，已随凭证上传；用于四个议事点的日常服务。' }),
    )
  })
  timeline.at(ago(told, 21, '11:15'), async (when) => {
    const ctx = world.as(officer, when)
    await done(reviewExpense(ctx, 'accept', { ...(await drawn(ctx)), reason: '签收表与凭证一致。' }))
  })
}

const reportOf = async ({ db }: Context, projectId: string) => ({
  projectId,
  version: (await db.finalReport.findUnique({ where: { projectId } }))?.version ?? 1,
})

function tellFinalReport(told: Told, days: number): void {
  const { world, timeline, story, award, supplier } = told
  timeline.at(ago(told, days, '15:25'), async (when) => {
    const ctx = world.as(supplier.certifier, when)
    const { projectId } = award
    const file = pdf('资产移交清单', ['折叠桌 6 张、扩音器 2 台', '移交居民委员会，双方盖章'])
    await done(addClosingDocument(ctx, { projectId, file }))
    const { group, place, service, acts } = story.plan.words
    await done(
      submitFinalReport(ctx, {
        ...(await reportOf(ctx, projectId)),
        narrative: `项目在${place}为${group}提供${service}，完成了${acts.join('、')}。各阶段目标均已达到，服务档案已移交。`,
        assets: '折叠桌 6 张、扩音器 2 台，移交居民委员会继续使用。',
        results: '服务手册一份，可以免费使用，署名即可。',
      }),
    )
  })
}

/** A firm's audit with one finding, which is answered. */
function tellAudit(told: Told): void {
  const { world, timeline, story, award, supplier } = told
  const { officer } = story.body.staff
  timeline.at(ago(told, 13, '10:30'), async (when) => {
    const ctx = world.as(officer, when)
    await done(
      recordAudit(ctx, {
        projectId: award.projectId,
        firm: '诚度会计师事务所（演示）',
        opinion: 'QUALIFIED',
        summary: '收支真实，单独核算。一项物料支出的领用手续不全，其余未发现问题。',
        auditedOn: addDays(world.today, -14),
        file: pdf('专项审计报告', ['审计意见：保留意见', '发现一项']),
      }),
    )
    const { id: auditId } = await ctx.db.audit.findFirstOrThrow({ where: { projectId: award.projectId } })
    await done(
      addFinding(ctx, {
        projectId: award.projectId,
        auditId,
        severity: 'LOW',
        text: '物料领用单有两张没有领用人签字。',
        amount: 86_000n,
        answerDueOn: addDays(world.today, 7),
      }),
    )
  })
  timeline.at(ago(told, 4, '14:05'), async (when) => {
    const ctx = world.as(supplier.certifier, when)
    const finding = await ctx.db.auditFinding.findFirstOrThrow({ where: { audit: { projectId: award.projectId } } })
    await done(
      answerFinding(ctx, {
        findingId: finding.id,
        version: finding.version,
        answer: '两张领用单已由领用人补签，今后领用当场签字。',
        file: pdf('补签领用单', ['领用单 2 张，已补签']),
      }),
    )
  })
}

/** What was not spent is ordered back; the supplier agrees, and owes it still. */
function tellReturn(told: Told): void {
  const { world, timeline, story, award, supplier } = told
  const { officer, approver } = story.body.staff
  const step = async ({ db }: Context) => {
    const { id, version } = await db.clawback.findFirstOrThrow({ where: { projectId: award.projectId } })
    return { clawbackId: id, version }
  }
  timeline.at(ago(told, 9, '09:50'), async (when) => {
    const ctx = world.as(officer, when)
    const [account] = await ctx.db.$queryRaw<{ fen: bigint }[]>`
      SELECT open_fen AS fen FROM settlement_of(${award.projectId}::uuid)`
    await done(
      proposeClawback(ctx, {
        projectId: award.projectId,
        ground: 'UNSPENT',
        amount: account?.fen ?? 0n,
        dueOn: addDays(world.today, 20),
        reason: '项目结束后的结余资金，按合同约定退回。金额为已拨付减去认可的支出。',
      }),
    )
  })
  timeline.at(ago(told, 8, '15:40'), async (when) => {
    const ctx = world.as(approver, when)
    await done(orderClawback(ctx, await step(ctx)))
  })
  timeline.at(ago(told, 6, '11:20'), async (when) => {
    const ctx = world.as(supplier.certifier, when)
    await done(respondToClawback(ctx, { ...(await step(ctx)), response: 'AGREED', note: '' }))
  })
}

/** Where a fixed price was paid there is nothing to return: an official proposes, an approver closes. */
function tellClosing(told: Told): void {
  const { world, timeline, story, award } = told
  const { officer, approver } = story.body.staff
  timeline.at(ago(told, 14, '10:20'), async (when) => {
    const ctx = world.as(officer, when)
    await done(proposeClosing(ctx, { ...(await reportOf(ctx, award.projectId)), note: '服务全部验收，档案已移交。' }))
  })
  timeline.at(ago(told, 12, '16:10'), async (when) => {
    const ctx = world.as(approver, when)
    await done(approveClosing(ctx, await reportOf(ctx, award.projectId)))
  })
}
