import { paths } from '#app/http/paths.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { fenToYuanText, formatFen, toFen } from '#app/domain/shared/money.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { linedBidders, milestoneAt, preparedProject, trancheOf } from '#tests/support/scenes-project.ts'
import { expectSaid, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, type Stage, test } from '../stage.ts'

const paper = (words: string) => ({
  name: `${words}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7\n${words}\n%%EOF`),
})

/** The call lies in the past, where the site's own worker may end it while it is told: then it is told once more. */
async function awarded(stage: Stage) {
  const scenes = sceneDatabase(stage)
  try {
    return await preparedProject(scenes, { bidders: linedBidders })
  } catch {
    return preparedProject(scenes, { bidders: linedBidders })
  }
}

/** What is left of the last line: it goes back. */
const unspentFen = 100_000n

// Three tranches; a report that came back; 12% of the budget moved; a mid-term that failed, stopped the second tranche and was cured;
// an audit's finding; unspent money returned. In the end the public, the statement and the ledger say the same.
test('from the award to the closing', async ({ stage }) => {
  const { db, t, mark, locale } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `closing-${name}`)
  const story = await awarded(stage)
  const { projectId, contractId, bureau, awardId } = story
  const today = dayOf(new Date())
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const finance = await stage.enterAs(accountIdOf(story.finance))
  const certifier = await stage.enterAs(accountIdOf(story.certifier))
  const owner = await stage.enterAs(accountIdOf(story.winner.owner))
  const evaluator = await stage.enterAs(accountIdOf(story.evaluator))
  const money = (fen: bigint) => formatFen(toFen(fen), locale)
  const open = (actor: Actor, summary: string) => actor.page.locator('summary', { hasText: summary }).first().click()

  await test.step('both sides sign', async () => {
    await approver.goto(paths.bureauProject(projectId))
    await press(approver.page, t('contract.offer'))
    await certifier.goto(paths.ngoProject(projectId))
    await press(certifier.page, t('contract.sign'))
  })
  const { amountFen } = await db.contract.findUniqueOrThrow({ where: { id: contractId } })

  const report = async (position: number, narrative: string) => {
    await certifier.goto(paths.ngoMilestone(milestoneAt(story, position).id))
    const again = certifier.page.getByRole('button', { name: t('report.startAgain'), exact: true })
    await press(certifier.page, (await again.count()) > 0 ? t('report.startAgain') : t('report.start'))
    await fill(certifier.page, { narrative })
    const figure = certifier.page.locator('[name="figures[0].actual"]')
    if ((await figure.count()) > 0) await figure.fill('1300')
    await press(certifier.page, t('report.submit'))
  }
  const accept = async (position: number) => {
    await officer.goto(paths.bureauMilestone(milestoneAt(story, position).id))
    await press(officer.page, t('report.accept'))
  }
  const pay = async (position: number) => {
    const tranche = await trancheOf(scenes, story, position)
    await finance.goto(paths.release(tranche.id))
    await fill(finance.page, { 'paymentRefs[0]': `ZF-${mark}-${position}` })
    await press(finance.page, t('release.button', { money: money(tranche.amountFen) }))
    await expectSaid(finance.page, t('release.toast.released'))
  }

  await test.step('a report comes back, is written again and paid', async () => {
    await report(1, '本阶段按计划完成建档与首轮评估，共走访一千三百户。')
    await officer.goto(paths.bureauMilestone(milestoneAt(story, 1).id))
    await fill(officer.page, { reason: '请补充首轮评估的抽查记录。' })
    await press(officer.page, t('report.return'))
    await report(1, '本阶段按计划完成建档与首轮评估，共走访一千三百户，附抽查记录。')
    await accept(1)
    await pay(1)
  })

  await test.step('12% of the budget moves: both sides sign', async () => {
    const [first, second] = await db.budgetLine.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
    if (first === undefined || second === undefined) throw new Error('two lines to move money between')
    const moved = (amountFen * 12n) / 100n
    await certifier.goto(paths.ngoAmendmentDraft(projectId, 'budget'))
    await fill(certifier.page, {
      'lines[0].amount': fenToYuanText(toFen(first.amountFen - moved)),
      'lines[1].amount': fenToYuanText(toFen(second.amountFen + moved)),
      reason: '培训场次增加，物资由社区提供。',
    })
    await press(certifier.page, t('amendment.saveDraft'))
    await press(certifier.page, t('amendment.offer'))
    const { id } = await db.amendment.findFirstOrThrow({ where: { contractId }, orderBy: { id: 'desc' } })
    await approver.goto(paths.bureauAmendment(id))
    await press(approver.page, t('amendment.sign'))
    expect((await db.amendment.findUniqueOrThrow({ where: { id } })).state).toBe('SIGNED')
  })

  const evaluate = async (factor: string) => {
    const set = await db.evaluationSet.findFirstOrThrow({ where: { code: 'factors' } })
    const tranche = await trancheOf(scenes, story, 2)
    await officer.goto(paths.bureauProject(projectId))
    await follow(officer.page, t('evaluation.section.commission'))
    await fill(officer.page, {
      kind: 'MIDTERM',
      setId: set.id,
      dueOn: addDays(today, 20),
      agency: '公信评估中心',
      drawn: '0',
    })
    await officer.page.locator(`[name="appointed"][value="${accountIdOf(story.evaluator)}"]`).check()
    await officer.page.locator(`[name="gated"][value="${tranche.id}"]`).check()
    await press(officer.page, t('evaluation.commission.submit'))
    const { id } = await db.evaluation.findFirstOrThrow({ where: { projectId }, orderBy: { number: 'desc' } })

    await evaluator.goto(paths.desk())
    await follow(evaluator.page, t('desk.kind.evaluationToDeclare'))
    await fill(evaluator.page, { tie: 'NONE' })
    await press(evaluator.page, t('evaluation.declare.submit'))
    await follow(evaluator.page, t('evaluation.work.sheet'))
    for (let index = 0; index < 12; index += 1)
      await fill(evaluator.page, {
        [`scores[${index}].factor`]: factor,
        [`scores[${index}].reason`]: '查看台账与现场。',
      })
    await fill(evaluator.page, { summary: '逐项查看台账与现场后评定。' })
    await press(evaluator.page, t('evaluation.sheet.saveBack'))
    await fill(evaluator.page, {
      visitedOn: today,
      place: '社区服务站',
      people: '项目主管一名',
      finding: '查看服务台账和场地。',
    })
    await press(evaluator.page, t('evaluation.visit.save'))
    await press(evaluator.page, t('evaluation.sign.submit'))
    await certifier.goto(paths.ngoEvaluation(id))
    await fill(certifier.page, { text: '没有异议。' })
    await press(certifier.page, t('evaluation.reply.submit'))
    return id
  }

  await test.step('the mid-term fails: the second tranche is accepted and not paid', async () => {
    const id = await evaluate('30')
    await approver.goto(paths.bureauEvaluation(id))
    await fill(approver.page, { fixList: '补齐两个社区的服务记录。', fixDueOn: addDays(today, 30) })
    await press(approver.page, t('evaluation.decide.confirm'))
    await report(2, '中期服务按计划开展，两个社区的服务记录正在补齐。')
    await accept(2)
    const tranche = await trancheOf(scenes, story, 2)
    await finance.goto(paths.release(tranche.id))
    await expect(finance.page.locator('[name="paymentRefs[0]"]')).toHaveCount(0)
    await look(finance, 'stopped')
    await certifier.goto(paths.ngoEvaluation(id))
    await fill(certifier.page, { note: '两个社区的服务记录已补齐并上传。' })
    await press(certifier.page, t('evaluation.fix.submit'))
  })

  await test.step('it is evaluated again and passes: the second tranche is paid, then the third', async () => {
    const id = await evaluate('95')
    await approver.goto(paths.bureauEvaluation(id))
    await press(approver.page, t('evaluation.decide.confirm'))
    await pay(2)
    await report(3, '项目全部完成，结项材料与审计报告已提交，居民满意。')
    await accept(3)
    await pay(3)
  })

  await test.step('spending is entered by one and certified by another', async () => {
    const lines = await db.budgetLine.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
    await owner.goto(paths.ngoSpending(projectId))
    await fill(owner.page, { fromOn: '2026-05-01', toOn: '2026-10-31' })
    await press(owner.page, t('claim.start'))
    for (const [index, line] of lines.entries()) {
      const spent = line.amountFen - (index === lines.length - 1 ? unspentFen : 0n)
      await fill(owner.page, {
        spentOn: '2026-06-01',
        purpose: line.item,
        payee: `服务供应商${mark}`,
        kind: 'OTHER',
        lineNo: String(line.position),
        amount: fenToYuanText(toFen(spent)),
        invoiceNo: `${mark}${index}`,
      })
      await owner.page.locator('input[type="file"]').setInputFiles(paper(`凭证${mark}${index}`))
      await press(owner.page, t('claim.enter'))
    }
    await press(owner.page, t('claim.submit'))
    await certifier.goto(paths.ngoSpending(projectId))
    await press(certifier.page, t('claim.certify'))
    await officer.goto(paths.bureauProject(projectId))
    await press(officer.page, t('project.complete.button'))
  })

  await test.step('the final report, the audit with a finding, answered and settled', async () => {
    await certifier.goto(paths.ngoClosing(projectId))
    await fill(certifier.page, { narrative: '十二个月服务高龄独居老人一千三百户，指标全部达成，居民满意。' })
    await press(certifier.page, t('closing.report.submit'))
    await officer.goto(paths.bureauClosing(projectId))
    await open(officer, t('closing.audit.record'))
    await fill(officer.page, {
      firm: '诚信会计师事务所',
      opinion: 'QUALIFIED',
      summary: '总体合规，有一项发现。',
      auditedOn: today,
    })
    await officer.page.locator('input[type="file"]').setInputFiles(paper(`审计报告${mark}`))
    await press(officer.page, t('closing.audit.record'))
    await open(officer, t('closing.finding.add'))
    const finding = officer.page.locator('form').filter({ has: officer.page.locator('[name="severity"]') })
    await fill(finding, { severity: 'MEDIUM', text: '一张发票缺少签收表。', answerDueOn: addDays(today, 15) })
    await press(officer.page, t('closing.finding.add'), finding)
    await certifier.goto(paths.ngoClosing(projectId))
    await fill(certifier.page, { answer: '已补签收表，附在凭证之后。' })
    await press(certifier.page, t('closing.finding.sendAnswer'))
    await officer.goto(paths.bureauClosing(projectId))
    await fill(officer.page, { settlement: '核对签收表，与发票一致。' })
    await press(officer.page, t('closing.finding.settle'))
    await look(officer, 'account')
  })

  await test.step('unspent money goes back; then, and not before, the project is closed', async () => {
    await expect(officer.page.getByText(t('closing.obstacle.money-open', { count: 1 }))).toBeVisible()
    await officer.goto(paths.bureauClawbacks(projectId))
    const typed = { ground: 'UNSPENT', dueOn: addDays(today, 30), reason: '结余资金退回。' }
    await fill(officer.page, { ...typed, amount: '99999999' })
    await pressInVain(officer.page, t('clawback.propose'), t('clawback.refusal.above-paid'))
    await fill(officer.page, { amount: fenToYuanText(toFen(unspentFen)) })
    await press(officer.page, t('clawback.propose'))
    await approver.goto(paths.bureauClawbacks(projectId))
    await press(approver.page, t('clawback.order'))
    await finance.goto(paths.bureauClawbacks(projectId))
    await fill(finance.page, { amount: fenToYuanText(toFen(unspentFen)), reference: `HK-${mark}` })
    await press(finance.page, t('clawback.receive'))
    await officer.goto(paths.bureauClosing(projectId))
    await press(officer.page, t('closing.decide.propose'))
    await approver.goto(paths.bureauClosing(projectId))
    await press(approver.page, t('closing.decide.approve'))
    await look(approver, 'closed')
  })

  await test.step('the public page, the statement and the ledger say the same', async () => {
    expect((await db.project.findUniqueOrThrow({ where: { id: projectId } })).state).toBe('CLOSED')
    const [ledger] = await db.$queryRaw<{ paid: bigint; left: bigint; received: bigint }[]>`
      SELECT posted_debit AS paid, posted_credit - posted_debit AS left,
        (SELECT posted_credit - posted_debit FROM ledger_total('org:' || ${story.winner.organization.id} || ':received')) AS received
      FROM award_total(${awardId}::uuid)`
    const spentFen = amountFen - unspentFen
    expect(ledger).toEqual({ paid: amountFen, left: 0n, received: spentFen })
    const reader = await stage.anonymous()
    await reader.goto(paths.project(story.projectNo))
    const account = reader.page.getByRole('region', { name: t('closing.public.title') })
    for (const fen of [amountFen, spentFen, unspentFen]) await expect(account).toContainText(money(fen))
    await look(reader, 'public')
    await owner.goto(paths.receiptsStatement(story.winner.organization.id))
    await expect(owner.page.locator('main')).toContainText(money(spentFen))
    expect(await db.$queryRaw`SELECT rule, breaches FROM ledger_check() WHERE breaches > 0`).toEqual([])
  })
})
