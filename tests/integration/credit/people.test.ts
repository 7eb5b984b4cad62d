import { expect, test } from 'vitest'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makeBureau, makeFinance, makePerson } from '#tests/support/scenes.ts'

const t = useDatabase()

test('PostgreSQL knows whose officer enters and whose approver confirms, not only that they are two', async () => {
  const bureau = await makeBureau(t)
  await t.owner.body.update({ where: { id: bureau.body.id }, data: { duties: ['PURCHASE', 'REGISTRY'] } })
  const bidder = await makeBidder(t)
  const stranger = accountIdOf(await makePerson(t, '路人'))
  const enter = (recordedById: string) =>
    t.app.creditEvent.create({
      data: {
        organizationId: bidder.id,
        bodyId: bureau.body.id,
        regionId: bureau.body.regionId,
        kind: 'COMMENDATION',
        happenedOn: new Date('2026-03-01'),
        legalBasis: '社会组织信用信息管理办法第十一条',
        documentNo: '民社信〔2026〕5号',
        summary: '予以表扬。',
        recordedById,
      },
      select: { id: true },
    })
  await expect(enter(stranger)).rejects.toThrow('refused:forbidden')
  const where = await enter(accountIdOf(bureau.officer))
  const confirm = (confirmedById: string) =>
    t.app.creditEvent.update({ where, data: { confirmedById, confirmedAt: new Date() } })
  await expect(confirm(stranger)).rejects.toThrow('refused:forbidden')
  await confirm(accountIdOf(bureau.approver))
})

test('and whose finance proposes money and whose approver confirms it', async () => {
  const { body, fund, officer, approver } = await makeBureau(t)
  const propose = (proposedById: string, formKey: string) =>
    t.app.appropriationProposal.create({
      data: {
        fundId: fund.id,
        source: 'FISCAL',
        year: 2026,
        amountFen: 100n,
        documentNo: '预〔2026〕2号',
        formKey,
        proposedById,
      },
      select: { id: true },
    })
  await expect(propose(accountIdOf(officer), 'a')).rejects.toThrow('refused:forbidden')
  const where = await propose(accountIdOf(await makeFinance(t, body)), 'b')
  const confirm = (confirmedById: string) =>
    t.app.appropriationProposal.update({ where, data: { confirmedById, confirmedAt: new Date() } })
  await expect(confirm(accountIdOf(officer))).rejects.toThrow('refused:forbidden')
  await confirm(accountIdOf(approver))
  // Without a name no money enters a fund either.
  const { entryId } = await t.owner.appropriation.findFirstOrThrow({ where: { fundId: fund.id } })
  await expect(
    t.app.appropriation.create({
      data: { fundId: fund.id, source: 'FISCAL', year: 2026, amountFen: 100_000_000n, documentNo: 'x', entryId },
    }),
  ).rejects.toThrow('refused:fund.not-proposed')
})
