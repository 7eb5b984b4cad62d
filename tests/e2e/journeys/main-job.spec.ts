import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { paths } from '#app/http/paths.ts'
import { makeBidder, sealedBid } from '#tests/support/bid-scenes.ts'
import { accountIdOf } from '#tests/support/must.ts'
import { draftCall, publishCall } from '../acts/call.ts'
import { openTogether, signOpening } from '../acts/opening.ts'
import {
  declareAtOnce,
  declareNone,
  enterExperts,
  type Judge,
  scoreAtDesk,
  scoreAtOnce,
  seatJudges,
} from '../acts/panel.ts'
import { enterBureau, openFund, setPassphrases } from '../acts/staff.ts'
import { expectSaid, fill, letDeadlinePass, letNoticePass, press, pressInVain } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, expectGoodPage, expectNothingSideways, shot, test } from '../stage.ts'

// The main job, from a fund to the first tranche, by people of seven roles, through the pages. The technical scores are those of a
// published evaluation (杭州市民政局, ZJZN-21801-MZ01, notice of 2021-03-15): three experts, the last three of five bids, means as printed there.
const contenders = [
  { bidder: '投标人丙', scores: ['61.9', '85.9', '64.5'], mean: '70.77', price: '845000' },
  { bidder: '投标人丁', scores: ['60.1', '77.5', '63.5'], mean: '67.03', price: '842000' },
  { bidder: '投标人戊', scores: ['73.7', '86.0', '71.0'], mean: '76.90', price: '826000' },
] as const

// The winner's and the chair's pages are walked; what the others do is told by the services. The whole table is computed in
// tests/integration/panel/hangzhou.test.ts.
test('a call, sealed bids, three experts, a result, a contract, a milestone, a tranche, in public', async ({
  stage,
}) => {
  const { db, t, tt, mark, hasJavaScript } = stage
  const winner = contenders[2]
  const language = stage.locale === 'en' ? 'en' : 'zh'
  const picture = (page: Page, name: string) => (hasJavaScript ? shot(page, `${language}-${name}`) : Promise.resolve())
  // Axe needs JavaScript, and what it finds is in both languages alike; what scrolls sideways is not.
  const good = (page: Page) => (hasJavaScript && language === 'zh' ? expectGoodPage(page) : expectNothingSideways(page))
  const see = async (actor: Actor, name: string) => {
    await good(actor.page)
    await picture(actor.page, name)
  }

  const bureau = await enterBureau(stage)
  const { region, officer, approver, finance, supervisor } = bureau

  await test.step('each keyholder sets an opening passphrase', async () => {
    await setPassphrases(stage, [officer, approver, supervisor], see)
    expect(await db.openingKey.count({ where: { accountId: supervisor.accountId } })).toBe(1)
  })

  const fundId = await test.step('finance opens a fund and records an appropriation', async () => {
    const id = await openFund(stage, bureau, '2,000,000')
    await see(finance, 'fund')
    return id
  })

  const title = `机关食堂外包服务 ${mark}`
  const callId = await test.step('an officer drafts the call', () =>
    draftCall(stage, bureau, { title, method: 'SMALL_PURCHASE', bidDays: 3, quorum: 3, pricePoints: 10, fundId }, see))
  const callNo = await test.step('another person publishes it: four eyes', () => publishCall(stage, bureau, callId))

  const reader = await stage.anonymous()
  await test.step('anyone reads it', async () => {
    await reader.goto(paths.calls())
    await reader.page.getByRole('link', { name: title }).click()
    await expect(reader.page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await see(reader, 'call-public')
  })

  const bidders: { actor: Actor; bidId: string; organizationId: string }[] = []
  await test.step('organizations write and seal', async () => {
    const call = await db.call.findUniqueOrThrow({ where: { id: callId } })
    for (const { bidder, price } of contenders) {
      if (bidder !== winner.bidder) {
        const made = await makeBidder(sceneDatabase(stage), `${bidder}${mark}`)
        const options = { bidder: made, now: new Date().toISOString(), priceFen: `${price}00` }
        const { bidId } = await sealedBid(sceneDatabase(stage), call, options)
        const actor = await stage.enterAs(accountIdOf(made.certifier))
        bidders.push({ actor, bidId, organizationId: made.id })
        continue
      }
      const organization = await db.organization.create({
        data: { name: `${bidder}${mark}`, kind: 'ENTERPRISE', regionId: region.id, fields: ['OTHER'] },
      })
      const membership = (role: 'OWNER' | 'EDITOR' | 'CERTIFIER') => ({ organizationId: organization.id, role })
      const editor = await stage.enter({ name: '项目主管', organizations: [membership('EDITOR')] })
      const certifier = await stage.enter({ name: '法定代表人', organizations: [membership('CERTIFIER')] })

      await editor.goto(paths.ngoBidStart(callNo))
      await fill(editor.page, { organizationId: organization.id })
      await press(editor.page, t('bid.start.submit'))
      const bid = await db.bid.findFirstOrThrow({ where: { callId, organizationId: organization.id } })
      await editor.goto(paths.ngoBidAnswers(bid.id))
      await editor.page
        .locator('textarea[name^="answers."]')
        .first()
        .fill(`${bidder}：每周更换菜单，食材由定点单位供应，厨师长从业二十年，设意见箱与月度满意度调查。`)
      await see(editor, 'bid-answers')
      await press(editor.page, t('bid.answers.save'))
      await editor.goto(paths.ngoBidBudget(bid.id))
      await fill(editor.page, {
        price,
        'lines[0].item': '人员费用',
        'lines[0].basis': '12 人 × 12 月',
        'lines[0].amount': String(Number(price) - 200_000),
      })
      await fill(editor.page, {
        'lines[1].item': '食材与耗材',
        'lines[1].basis': '据实核算',
        'lines[1].amount': '200000',
      })
      await see(editor, 'bid-budget')
      await press(editor.page, t('bid.budget.save'))
      await editor.goto(paths.ngoBidFiles(bid.id))
      await editor.page.locator('input[type="file"]').setInputFiles({
        name: '服务方案.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('星期,早餐,午餐\n一,粥,米饭\n'),
      })
      await press(editor.page, t('bid.files.upload'))
      await expect(editor.page.getByRole('link', { name: '服务方案.csv' })).toBeVisible()
      await see(editor, 'bid-files')
      await editor.goto(paths.ngoBid(bid.id))
      await see(editor, 'bid-tasks')

      await certifier.goto(paths.ngoBidSeal(bid.id))
      await see(certifier, 'bid-seal')
      await fill(certifier.page, { isDeclared: true })
      await press(certifier.page, t('bid.seal.submit'))
      await expect(certifier.page.getByRole('heading', { level: 1, name: t('bid.sealed.title') })).toBeVisible()
      await picture(certifier.page, 'bid-sealed')
      // Where JavaScript runs the browser seals, and shows a code that the server has never seen.
      await expect(certifier.page.locator('[data-seal-code]')).toHaveText(/^\s*([0-9A-Z]{4}-){4}[0-9A-Z]{4}\s*$/)
      const sealed = await db.bidEnvelope.findUniqueOrThrow({ where: { bidId: bid.id } })
      expect(sealed.sealedIn).toBe(hasJavaScript ? 'BROWSER' : 'SERVER')
      await certifier.goto(paths.ngoBidReceipt(bid.id))
      await expect(certifier.page.getByText(sealed.receiptNo).first()).toBeVisible()
      await see(certifier, 'bid-receipt')
      bidders.push({ actor: certifier, bidId: bid.id, organizationId: organization.id })
    }
  })

  await test.step('nobody reads a sealed bid, and a draft that comes late is refused', async () => {
    await officer.goto(paths.bureauBid(callId, bidders[0]?.bidId ?? ''))
    await expect(officer.page.getByRole('heading', { level: 1, name: tt('refusal.not-found') })).toBeVisible()
    const late = await db.organization.create({
      data: { name: `迟到者${mark}`, kind: 'ENTERPRISE', regionId: region.id, fields: ['OTHER'] },
    })
    const actor = await stage.enter({ name: '迟到者', organizations: [{ organizationId: late.id, role: 'EDITOR' }] })
    await actor.goto(paths.ngoBidStart(callNo))
    await letDeadlinePass(stage, callId)
    await fill(actor.page, { organizationId: late.id })
    await press(actor.page, t('bid.start.submit'))
    await expect(actor.page.locator('.notice').first()).toBeVisible()
    expect(await db.bid.count({ where: { organizationId: late.id } })).toBe(0)
  })

  await test.step('a wrong passphrase opens nothing; two keyholders open the bids together and sign the record', async () => {
    await officer.goto(paths.bureauOpening(callId))
    await see(officer, 'opening')
    const answered = officer.page.waitForEvent('framenavigated')
    await fill(officer.page, { passphrase: '这不是我的开标口令' })
    await officer.page.getByRole('button', { name: t('bid.opening.confirm'), exact: true }).click()
    await answered
    await expect(officer.page.locator('.error-summary')).toContainText(t('opening.refusal.passphrase-wrong'))
    await openTogether(stage, [officer, approver], callId)
    await expect(approver.page.getByRole('heading', { name: t('bid.opening.record') })).toBeVisible()
    expect(await db.openedBid.count({ where: { bid: { callId }, hashesMatched: true } })).toBe(contenders.length)
    expect(await db.heldShare.count({ where: { callId } })).toBe(0)
    await see(approver, 'opened')
    await signOpening(stage, [officer, approver], callId)
    await reader.goto(paths.callOpening(callNo))
    await expect(reader.page.getByText('审批人乙').first()).toBeVisible()
    await see(reader, 'opening-record')
    const { sha256 } = await db.openingRecord.findUniqueOrThrow({ where: { callId } })
    const file = await (await reader.page.request.get(`${stage.siteUrl}${paths.callOpeningRecord(callNo)}`)).body()
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256)
  })

  const experts: Judge[] = []
  await test.step('the approver seats a panel of three', async () => {
    experts.push(...(await enterExperts(stage, region.id, ['专家1', '专家2', '专家3'])))
    await seatJudges(stage, approver, { callId, regionId: region.id, judges: experts })
    await see(approver, 'panel-seats')
  })

  const [byHand, atOnce] = [experts.slice(0, 1), experts.slice(1)]
  await test.step('each expert declares conflicts before seeing a bid', async () => {
    for (const [index, expert] of byHand.entries()) {
      await expert.goto(paths.panelBid(callId, bidders.at(-1)?.bidId ?? ''))
      await expect(expert.page.getByText('厨师长')).toHaveCount(0)
      await declareNone(stage, expert, callId, bidders.length, async () => {
        if (index === 0) await see(expert, 'panel-declare')
      })
    }
    await declareAtOnce(stage, atOnce, callId)
    await officer.goto(paths.bureauReview(callId))
    await see(officer, 'qualification')
    await press(officer.page, t('review.admitRest'))
    await approver.goto(paths.bureauPanel(callId))
    await press(approver.page, t('panel.bureau.start'))
    await expect(approver.page.getByRole('status')).toBeVisible()
    const [chair] = experts
    if (chair === undefined) throw new Error('no chair')
    await chair.goto(paths.panelReview(callId))
    await see(chair, 'conformity')
    await press(chair.page, t('review.admitRest'))
  })

  await test.step('each scores every bid with reasons, unseen by the others', async () => {
    for (const [judge, expert] of byHand.entries()) {
      for (const [index, { bidder, scores }] of contenders.entries()) {
        await scoreAtDesk(stage, expert, callId, bidders[index]?.bidId ?? '', scores[judge] ?? '', async () => {
          if (bidder !== winner.bidder) return
          await expect(expert.page.getByText('厨师长')).toBeVisible()
          if (judge === 0) await see(expert, 'scoring-desk')
        })
      }
    }
    await scoreAtOnce(stage, atOnce, callId, (judge, bidId) => {
      const index = bidders.findIndex((bidder) => bidder.bidId === bidId)
      return contenders[index]?.scores[judge + 1] ?? ''
    })
    expect(await db.scoreSheet.count({ where: { bid: { callId }, state: 'SUBMITTED' } })).toBe(contenders.length * 3)
  })

  await test.step('the chair freezes and every member signs; the means are those that were published', async () => {
    const [chair] = experts
    if (chair === undefined) throw new Error('no chair')
    await chair.goto(paths.panel(callId))
    await see(chair, 'panel-chair')
    await press(chair.page, t('panel.page.close'))
    for (const expert of experts) {
      await expert.goto(paths.panelSigning(callId))
      if (expert === chair) await see(expert, 'panel-signing')
      await press(expert.page, t('panel.signing.sign'))
    }
    const result = await db.result.findFirstOrThrow({ where: { callId } })
    expect(result.signedAt).not.toBeNull()
    const record = result.record as {
      results: { bids: { id: string; criterionMeans: Record<string, string>; rank: number }[] }
    }
    for (const [index, { mean }] of contenders.entries()) {
      const found = record.results.bids.find(({ id }) => id === bidders[index]?.bidId)
      expect(Object.values(found?.criterionMeans ?? {})).toContain(mean)
      expect(found?.rank).toBe(contenders.filter((other) => Number(other.mean) >= Number(mean)).length)
    }
  })

  await test.step('the approver decides; the result stands on public notice', async () => {
    await approver.goto(paths.bureauResult(callId))
    await fill(approver.page, { reasons: '综合得分第一，方案完整，报价低于最高限价。' })
    await see(approver, 'result-bureau')
    await press(approver.page, t('award.decide.submit'))
    await expect(approver.page.getByRole('status')).toBeVisible()
    await reader.goto(paths.callResult(callNo))
    await expect(reader.page.getByText(winner.bidder).first()).toBeVisible()
    for (const { mean } of contenders) await expect(reader.page.getByText(mean).first()).toBeVisible()
    await see(reader, 'result-public')
    const [loser] = bidders
    if (loser === undefined) throw new Error('no loser')
    await loser.actor.goto(paths.ngoBidResult(loser.bidId))
    await expect(loser.actor.page.getByText(contenders[0].mean).first()).toBeVisible()
    await see(loser.actor, 'result-own')
  })

  await test.step('the award is made when the notice is over, and not before', async () => {
    await approver.goto(paths.bureauResult(callId))
    const award = t('award.notice.award', { count: 1 })
    await expect(approver.page.getByRole('button', { name: award, exact: true })).toHaveCount(0)
    expect(await db.award.count({ where: { callId } })).toBe(0)
    await letNoticePass(stage, callId)
    await approver.goto(paths.bureauResult(callId))
    await see(approver, 'result-noticed')
    await press(approver.page, award)
    await expect(approver.page.getByRole('status')).toBeVisible()
  })

  const project = await db.project.findFirstOrThrow({
    where: { callId },
    include: { milestones: { orderBy: { position: 'asc' } } },
  })
  const certifier = bidders.at(-1)?.actor
  if (certifier === undefined) throw new Error('no winner')
  await test.step('both sides sign a contract whose tranches add up to the award', async () => {
    await approver.goto(paths.bureauProject(project.id))
    await see(approver, 'contract-bureau')
    await press(approver.page, t('contract.offer'))
    await certifier.goto(paths.ngoProject(project.id))
    await see(certifier, 'contract-ngo')
    await press(certifier.page, t('contract.sign'))
    await expect(certifier.page.getByRole('status')).toBeVisible()
    const tranches = await db.tranche.findMany({ where: { projectId: project.id } })
    expect(tranches.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(82_600_000n)
  })

  const [milestone] = project.milestones
  if (milestone === undefined) throw new Error('no milestone')
  const report = async (text: string) => {
    await certifier.goto(paths.ngoMilestone(milestone.id))
    const start = certifier.page.getByRole('button', { name: t('report.start'), exact: true })
    const again = certifier.page.getByRole('button', { name: t('report.startAgain'), exact: true })
    if ((await start.count()) > 0) await start.click()
    else if ((await again.count()) > 0) await again.click()
    await fill(certifier.page, { title: '签到表', isPublic: true })
    await certifier.page.locator('input[type="file"]').setInputFiles({
      name: '签到表.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`日期,人次\n2026-03-01,${text.length}\n`),
    })
    await press(certifier.page, t('report.upload'))
    await fill(certifier.page, { narrative: text, 'figures[0].actual': '18500' })
  }
  await test.step('the organization reports; the officer returns it with reasons, then accepts', async () => {
    await report('首月供餐正常，每日三餐按时供应，已完成食材溯源台账。')
    await see(certifier, 'report-draft')
    await press(certifier.page, t('report.submit'))
    await officer.goto(paths.bureauMilestone(milestone.id))
    await fill(officer.page, { reason: '请补充食材抽检记录。' })
    await press(officer.page, t('report.return'))
    await certifier.goto(paths.ngoMilestone(milestone.id))
    await expect(certifier.page.getByText('请补充食材抽检记录。').first()).toBeVisible()
    await report('首月供餐正常，每日三餐按时供应，附食材抽检记录三份。')
    await press(certifier.page, t('report.submit'))
    await officer.goto(paths.bureauMilestone(milestone.id))
    await see(officer, 'milestone-review')
    await press(officer.page, t('report.accept'))
    expect((await db.milestone.findUniqueOrThrow({ where: { id: milestone.id } })).state).toBe('ACCEPTED')
  })

  await test.step('the supplier says where its money goes, and a second person of it agrees', async () => {
    const { organizationId } = project
    const owner = await stage.enter({ name: '机构负责人', organizations: [{ organizationId, role: 'OWNER' }] })
    await owner.goto(paths.ngoPayout(organizationId))
    const number = `6222${String(Number.parseInt(mark, 16)).padStart(15, '0')}`
    const account = { holder: `承接单位${mark}`, bank: '示范银行余杭支行', number }
    await fill(owner.page, { ...account, again: `${number}1` })
    await pressInVain(owner.page, t('payout.declare'), t('payout.refusal.number-differs'))
    await fill(owner.page, { ...account, again: account.number })
    await press(owner.page, t('payout.declare'))
    await expect(owner.page.getByText(t('payout.otherConfirms'))).toBeVisible()
    await certifier.goto(paths.ngoPayout(organizationId))
    await see(certifier, 'payout')
    await press(certifier.page, t('payout.confirm'))
    await expectSaid(certifier.page, t('payout.toast.confirmed'))
  })

  await test.step('finance releases the tranche, and the ledger follows', async () => {
    await finance.goto(paths.releases())
    await see(finance, 'releases')
    const tranche = await db.tranche.findUniqueOrThrow({ where: { milestoneId: milestone.id } })
    await finance.goto(paths.release(tranche.id))
    await see(finance, 'release')
    await fill(finance.page, { 'paymentRefs[0]': `支付凭证 ${mark}` })
    await press(finance.page, t('release.button', { money: '¥413,000.00' }))
    await expect(finance.page.getByRole('status')).toBeVisible()
    expect((await db.tranche.findUniqueOrThrow({ where: { id: tranche.id } })).state).toBe('RELEASED')
    expect(await db.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
    const committed = await db.ledgerAccount.findUniqueOrThrow({
      where: { code: `award:${project.awardId}:committed` },
    })
    expect([committed.postedCredit, committed.postedDebit, committed.pendingDebit]).toEqual([
      82_600_000n,
      41_300_000n,
      0n,
    ])
    await finance.goto(paths.ledger())
    await see(finance, 'ledger')
  })

  await test.step('the public follows the project and its money, and finds it', async () => {
    await reader.goto(paths.project(project.projectNo))
    await expect(reader.page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(reader.page.getByRole('link', { name: /签到表/ }).first()).toBeVisible()
    await see(reader, 'project-public')
    // The worker indexes after the commit: the page is asked again until it is there.
    await expect(async () => {
      await reader.goto(`${paths.search()}?q=${encodeURIComponent(`食堂外包 ${mark}`)}`)
      await expect(reader.page.getByRole('link', { name: new RegExp(mark) }).first()).toBeVisible({ timeout: 1000 })
    }).toPass({ timeout: 20_000 })
    await see(reader, 'search')
  })

  await test.step('a supervisor objects, and nothing more is paid meanwhile', async () => {
    await supervisor.goto(paths.oversightProject(project.id))
    await fill(supervisor.page, { reason: '请说明食材采购来源。' })
    await press(supervisor.page, t('objection.raise'))
    await expect(supervisor.page.getByText('请说明食材采购来源。').first()).toBeVisible()
    await see(supervisor, 'oversight')
    await officer.goto(paths.bureauProject(project.id))
    await fill(officer.page, { answer: '采购均来自定点供应单位，附清单。' })
    await press(officer.page, t('objection.answer'))
    expect((await db.objection.findFirstOrThrow({ where: { projectId: project.id } })).state).toBe('ANSWERED')
  })
})
