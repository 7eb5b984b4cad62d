import { beforeAll, expect, test } from 'vitest'
import { useDatabase } from '#tests/support/database.ts'
import { callWithSealedBids } from '#tests/support/bid-scenes.ts'
import { draftedCall } from '#tests/support/scenes.ts'
import { scoredSheets } from '#tests/support/scenes-panel.ts'
import { accepted, type ProjectStory, preparedProject, runningProject } from '#tests/support/scenes-project.ts'

// What somebody who has the runtime role's connection could do with SQL of their own.
const t = useDatabase()
const kept = /stays as it was written|refused:|permission denied/

let running: ProjectStory
beforeAll(async () => {
  running = await runningProject(t)
  await accepted(t, running)
})

test('parts of a published call cannot be carried to a draft, changed there and carried back', async () => {
  const { call } = await callWithSealedBids(t, 1)
  const draft = await draftedCall(t)
  await t.owner.criterion.deleteMany({ where: { callId: draft.call.id } })
  await t.owner.callMilestone.deleteMany({ where: { callId: draft.call.id } })
  for (const table of ['criterion', 'call_milestone'])
    await expect(
      t.app.$executeRawUnsafe(`UPDATE ${table} SET call_id = '${draft.call.id}' WHERE call_id = '${call.id}'`),
    ).rejects.toThrow(kept)
})

test('a bid’s receipt cannot be dated back, and nothing is opened before the opening', async () => {
  const { call, bids } = await callWithSealedBids(t, 1)
  const bidId = bids[0]?.bidId ?? ''
  await expect(t.app.$executeRaw`UPDATE bid SET sealed_at = now() WHERE id = ${bidId}::uuid`).rejects.toThrow(kept)
  await expect(
    t.app.$executeRaw`UPDATE bid SET sealed_by_id = created_by_id WHERE id = ${bidId}::uuid`,
  ).rejects.toThrow(kept)
  await expect(
    t.app
      .$executeRaw`INSERT INTO opened_bid (bid_id, content, price_fen, hashes_matched, opened_at) VALUES (${bidId}::uuid, '{}', 1, true, now())`,
  ).rejects.toThrow(/refused:opening/)
  expect(await t.owner.openedBid.count({ where: { bid: { callId: call.id } } })).toBe(0)
})

test('a score stays on its sheet and a seat with its expert', async () => {
  const story = await scoredSheets(t)
  const sheets = await t.owner.scoreSheet.findMany({ where: { bid: { callId: story.call.id } } })
  const [from, to] = sheets
  // The owner makes room for it, so that only the rule stands in the way.
  await t.owner.$transaction([
    t.owner.$executeRaw`ALTER TABLE score_sheet DISABLE TRIGGER USER`,
    t.owner.$executeRaw`UPDATE score_sheet SET state = 'DRAFT' WHERE id = ${to?.id}::uuid`,
    t.owner.$executeRaw`DELETE FROM score WHERE sheet_id = ${to?.id}::uuid`,
    t.owner.$executeRaw`ALTER TABLE score_sheet ENABLE TRIGGER USER`,
  ])
  await expect(
    t.app.$executeRaw`UPDATE score SET sheet_id = ${to?.id}::uuid, points = 0 WHERE sheet_id = ${from?.id}::uuid`,
  ).rejects.toThrow(kept)
  const stranger = await t.owner.expert.findFirstOrThrow({
    where: { seats: { none: { panel: { callId: story.call.id } } } },
  })
  await expect(
    t.app.$executeRaw`UPDATE seat SET expert_id = ${stranger.id}::uuid WHERE id = ${from?.seatId}::uuid`,
  ).rejects.toThrow(kept)
})

test('what a signed contract counts and pays stays with it', async () => {
  const other = await preparedProject(t)
  const [milestone] = running.milestones
  await expect(
    t.app.$executeRaw`UPDATE indicator SET target = 1 WHERE milestone_id = ${milestone?.id}::uuid`,
  ).rejects.toThrow(/refused:contract.offered/)
  for (const table of ['milestone', 'tranche'])
    await expect(
      t.app.$executeRawUnsafe(
        `UPDATE ${table} SET project_id = '${other.projectId}' WHERE project_id = '${running.projectId}'`,
      ),
    ).rejects.toThrow(kept)
})

test('a file’s bytes cannot be exchanged for others', async () => {
  await t.owner.file.create({
    data: {
      sha256: 'a'.repeat(64),
      size: 1,
      mediaType: 'text/plain',
      name: '说明.txt',
      purpose: 'CALL_DOCUMENT',
      uploadedById: running.bureau.officer.accountId ?? '',
    },
  })
  await expect(t.app.$executeRaw`UPDATE file SET sha256 = ${'b'.repeat(64)}`).rejects.toThrow(kept)
})

test('money reaches an organization only as a tranche that three people released', async () => {
  const { award, project } = await t.owner.contract.findUniqueOrThrow({
    where: { id: running.contractId },
    include: { award: true, project: true },
  })
  const tranche = await t.owner.tranche.findFirstOrThrow({
    where: { projectId: running.projectId, state: 'CLAIMABLE' },
  })
  const lines = JSON.stringify([
    { account: `award:${award.id}:committed`, amount: String(tranche.amountFen) },
    { account: `org:${project?.organizationId}:received`, amount: String(-tranche.amountFen) },
  ])
  const settle = t.app
    .$queryRaw`SELECT ledger_post(gen_random_uuid(), 'forged', 'release', 'settle', current_date, ${lines}::jsonb, ${tranche.holdEntryId}::uuid)`
  await expect(settle).rejects.toThrow(/refused:tranche.release-mismatch/)
  const straight = t.app
    .$queryRaw`SELECT ledger_post(gen_random_uuid(), 'forged too', 'reallocate', 'posted', current_date, ${lines}::jsonb)`
  await expect(straight).rejects.toThrow(/refused:tranche.release-mismatch|no_overdraft/)
})

test('the three people of a tranche are who handed in, accepted and paid, not any three', async () => {
  const tranche = await t.owner.tranche.findFirstOrThrow({
    where: { projectId: running.projectId, state: 'CLAIMABLE' },
  })
  const { accountId } = running.supervisor
  await expect(
    t.app.$executeRaw`UPDATE tranche SET verified_by_id = ${accountId}::uuid WHERE id = ${tranche.id}::uuid`,
  ).rejects.toThrow(/refused:tranche.three-people/)
})
