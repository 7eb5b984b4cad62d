import { paths } from '#app/http/paths.ts'
import { draftedBid, makeBidder, sealedBid } from '#tests/support/bid-scenes.ts'
import { scenePassphrase } from '#tests/support/opening-scenes.ts'
import { accountIdOf, publishedCall } from '#tests/support/scenes.ts'
import { termsOfToday } from '#tests/support/scenes-today.ts'
import { expectSaid, expectTitle, fill, follow, letDeadlinePass, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { expect, type Stage, test } from '../stage.ts'

const callOfToday = (stage: Stage) =>
  publishedCall(sceneDatabase(stage), { ...termsOfToday(), title: `高龄独居老人居家照护服务 ${stage.mark}` })

/** What an intruder with the keys of the database could do to a sealed bid: change one byte of it. */
async function tamper({ db }: Stage, bidId: string): Promise<void> {
  await db.$transaction([
    db.$executeRaw`ALTER TABLE bid_envelope DISABLE TRIGGER append_only`,
    db.$executeRaw`UPDATE bid_envelope SET ciphertext = set_byte(ciphertext, 40, get_byte(ciphertext, 40) # 1) WHERE bid_id = ${bidId}::uuid`,
    db.$executeRaw`ALTER TABLE bid_envelope ENABLE TRIGGER append_only`,
  ])
}

test('a draft is discarded, a sealed bid replaced, a broken envelope recorded', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const scenes = sceneDatabase(stage)
  const { call, bureau } = await callOfToday(stage)
  const now = new Date().toISOString()
  const [undecided, steady, unlucky] = [
    await makeBidder(scenes, `犹豫服务社${mark}`),
    await makeBidder(scenes, `恒心服务中心${mark}`),
    await makeBidder(scenes, `不巧服务中心${mark}`),
  ]
  const member = (organizationId: string, role: 'EDITOR' | 'CERTIFIER', name: string) =>
    stage.enter({ name, organizations: [{ organizationId, role }] })

  await test.step('a draft is thrown away only by someone who says so, and another can be begun', async () => {
    const { bidId } = await draftedBid(scenes, call, { bidder: undecided, now })
    const editor = await member(undecided.id, 'EDITOR', '编写人')
    const { page } = editor
    await editor.goto(paths.ngoBid(bidId))
    await see(stage, editor, 'bid-draft')
    await follow(page, t('bid.tasks.discard'))
    await expectTitle(page, t('bid.discard.title'))
    await pressInVain(page, t('bid.discard.submit'), tt('bid.refusal.understand-first'))
    await see(stage, editor, 'bid-discard')
    await fill(page, { isUnderstood: true })
    await press(page, t('bid.discard.submit'))
    await expectSaid(page, t('bid.toast.discarded'))
    expect(await db.bidDraft.count({ where: { bidId } })).toBe(0)
    await expect(page.getByText(t('bid.next.discarded'))).toBeVisible()
    await see(stage, editor, 'bids-after-discard')
    await editor.goto(paths.ngoBid(bidId))
    await expect(page.getByText(t('bid.discard.after'))).toBeVisible()
    await see(stage, editor, 'bid-discarded')
    await follow(page, t('bid.discard.again'))
    await fill(page, { organizationId: undecided.id })
    await press(page, t('bid.start.submit'))
    await expectSaid(page, t('bid.toast.started'))
  })

  const first = await sealedBid(scenes, call, { bidder: steady, now })
  const certifier = await member(steady.id, 'CERTIFIER', '签章人')
  const { page } = certifier
  await test.step('a sealed bid is read with its code, and withdrawn with it', async () => {
    await certifier.goto(paths.ngoBid(first.bidId))
    await see(stage, certifier, 'bid-sealed-waiting')
    await follow(page, t('bid.after.readWithCode'))
    await fill(page, { retrieval: 'AAAA-BBBB-CCCC-DDDD-EEEE' })
    await pressInVain(page, t('bid.own.read'), tt('bid.refusal.retrieval-wrong'))
    await see(stage, certifier, 'bid-code-wrong')
    await fill(page, { retrieval: first.retrievalCode.toLowerCase() })
    await press(page, t('bid.own.read'))
    await expect(page.getByText('入户走访二百四十户').first()).toBeVisible()
    await see(stage, certifier, 'bid-own-copy')
    await certifier.goto(paths.ngoBidWithdraw(first.bidId))
    await fill(page, { retrieval: first.retrievalCode })
    await pressInVain(page, t('bid.withdraw.submit'), tt('bid.refusal.understand-first'))
    await see(stage, certifier, 'bid-withdraw')
    await fill(page, { isUnderstood: true })
    await press(page, t('bid.withdraw.submit'))
    await expectSaid(page, t('bid.toast.withdrawn'))
    await expect(page).not.toHaveURL(new RegExp(first.bidId))
  })

  const receiptOf = (bidId: string) =>
    db.bidEnvelope.findUniqueOrThrow({ where: { bidId }, select: { receiptNo: true } })
  await test.step('the withdrawn bid keeps its receipt, which says that it was withdrawn', async () => {
    const { receiptNo } = await receiptOf(first.bidId)
    await certifier.goto(paths.ngoBidReceipt(first.bidId))
    await expect(page.getByText(receiptNo).first()).toBeVisible()
    await expect(page.getByText(t('bid.receipt.withdrawn'))).toBeVisible()
    await see(stage, certifier, 'bid-receipt-withdrawn')
    await certifier.goto(paths.ngoBid(first.bidId))
    await see(stage, certifier, 'bid-withdrawn')
  })

  const second = await test.step('the new draft has the old words, gets a new price, and is sealed again', async () => {
    const { id } = await db.bid.findFirstOrThrow({
      where: { organizationId: steady.id, callId: call.id, state: 'DRAFT' },
    })
    const editor = await member(steady.id, 'EDITOR', '编写人')
    await editor.goto(paths.ngoBidBudget(id))
    await expect(editor.page.locator('[name="price"]')).toHaveValue(/^432,?000/)
    await fill(editor.page, { price: '430000', 'lines[1].amount': '190000' })
    await press(editor.page, t('bid.budget.save'))
    await certifier.goto(paths.ngoBidSeal(id))
    await expect(page.getByText('入户走访二百四十户').first()).toBeVisible()
    await pressInVain(page, t('bid.seal.submit'), tt('bid.refusal.declare-first'))
    await see(stage, certifier, 'bid-seal-refused')
    await fill(page, { isDeclared: true })
    await press(page, t('bid.seal.submit'))
    await expectTitle(page, t('bid.sealed.title'))
    expect((await receiptOf(id)).receiptNo).not.toBe((await receiptOf(first.bidId)).receiptNo)
    return id
  })

  const broken = await sealedBid(scenes, call, { bidder: unlucky, now })
  await tamper(stage, broken.bidId)
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))

  await test.step('two keyholders open: the broken envelope is in the record, as broken', async () => {
    await officer.goto(paths.bureauOpening(call.id))
    await see(stage, officer, 'opening-early')
    await letDeadlinePass(stage, call.id)
    await officer.goto(paths.bureauOpening(call.id))
    await fill(officer.page, { passphrase: '不是这个口令呀不是' })
    await pressInVain(officer.page, t('bid.opening.confirm'), tt('opening.refusal.passphrase-wrong'))
    await see(stage, officer, 'opening-passphrase-wrong')
    for (const { page: desk, goto } of [officer, approver]) {
      await goto(paths.bureauOpening(call.id))
      await fill(desk, { passphrase: scenePassphrase })
      await press(desk, t('bid.opening.confirm'))
    }
    await expectSaid(approver.page, t('bid.toast.opened'))
    const row = (name: string) => approver.page.getByRole('row').filter({ hasText: name })
    await expect(approver.page.locator('tbody tr')).toHaveCount(2)
    await expect(row(steady.name)).toContainText(t('bid.opening.matched'))
    await expect(row(steady.name)).toContainText('430,000')
    await expect(row(unlucky.name)).toContainText(tt('bid.broken.envelope-altered'))
    await expect(row(unlucky.name)).toContainText(t('bid.state.REJECTED'))
    await expect(row(unlucky.name)).toContainText(t('bid.opening.unreadable'))
    await see(stage, approver, 'opened-with-broken')
    const opened = await db.openedBid.findMany({ where: { bid: { callId: call.id } }, select: { bidId: true } })
    expect(opened.map(({ bidId }) => bidId).toSorted()).toEqual([second, broken.bidId].toSorted())
  })

  await test.step('both sides read why it was turned away', async () => {
    await approver.goto(paths.bureauBid(call.id, broken.bidId))
    await expect(approver.page.getByText(tt('bid.broken.envelope-altered'))).toBeVisible()
    await see(stage, approver, 'bureau-bid-broken')
    const owner = await member(unlucky.id, 'CERTIFIER', '不巧的人')
    await owner.goto(paths.ngoBid(broken.bidId))
    await expect(owner.page.getByText(tt('bid.broken.envelope-altered'))).toBeVisible()
    await expect(owner.page.getByText(tt('bid.after.BROKEN'))).toBeVisible()
    await see(stage, owner, 'bid-broken')
    await owner.goto(paths.ngoBidContent(broken.bidId))
    await see(stage, owner, 'bid-broken-content')
  })
})
