import { describe, expect, test } from 'vitest'
import { toDay } from '#app/domain/shared/day.ts'
import { orderClawback, proposeClawback } from '#app/services/clawback/order-clawback.server.ts'
import { readClawbacks } from '#app/services/clawback/queries/clawbacks.server.ts'
import { readReturnAccounts } from '#app/services/clawback/queries/return-account.server.ts'
import {
  confirmReturnAccount,
  declareReturnAccount,
  withdrawReturnAccount,
} from '#app/services/clawback/return-account.server.ts'
import { readClosing } from '#app/services/closing/queries/closing.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makeBody, makeFinance, makeMember, makeOfficer, must } from '#tests/support/scenes.ts'
import { accepted, payDay, release, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const day = '2026-07-10T10:00:00+08:00'
const typed = { holder: '区民政局', bank: '示范银行闵行支行', number: '31050178360000001234' }
const refused = (code: string) => ({ ok: false, refusal: { code } })

describe('to which account money comes back', () => {
  test('finance says and another person, an approver, confirms; whoever owes reads it with the project number', async () => {
    const story = await runningProject(t)
    await accepted(t, story)
    await release(t, story)
    const { bureau, finance, winner, projectId } = story
    const bodyId = bureau.body.id
    const { clawbackId } = must(
      await proposeClawback(t.contextAt(day, bureau.officer), {
        projectId,
        ground: 'UNSPENT',
        amount: 100_00n,
        dueOn: toDay('2027-03-31'),
        reason: '结余资金未使用',
      }),
    )
    must(await orderClawback(t.contextAt(day, bureau.approver), { clawbackId, version: 1 }))
    const kinds = async (actor: typeof finance) => (await deskPage(t.contextAt(day, actor))).you.map(({ kind }) => kind)
    expect(await kinds(finance)).toContain('returnAccountToEnter')
    const owing = () => readClawbacks(t.contextAt(day, winner.owner), projectId)
    expect(await owing()).toMatchObject({ account: null })

    const declare = (actor = finance) => declareReturnAccount(t.contextAt(day, actor), { bodyId, ...typed })
    expect(await declare(bureau.officer)).toMatchObject(refused('forbidden'))
    expect(await declare(winner.owner)).toMatchObject(refused('not-found'))
    const { returnAccountId } = must(await declare())
    expect(await declare()).toMatchObject(refused('clawback.account-waits'))
    // Not before it is confirmed.
    expect(await owing()).toMatchObject({ account: null })
    expect(await kinds(bureau.approver)).toContain('returnAccountToConfirm')
    const confirm = (actor = bureau.approver) => confirmReturnAccount(t.contextAt(day, actor), { returnAccountId })
    expect(await confirm(finance)).toMatchObject(refused('clawback.account-people'))
    expect(await confirm(bureau.officer)).toMatchObject(refused('clawback.account-people'))
    expect(await confirm(winner.owner)).toMatchObject(refused('not-found'))
    must(await confirm())
    expect(await confirm()).toMatchObject(refused('clawback.account-settled'))
    const { projectNo } = await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
    expect(await owing()).toMatchObject({ account: typed, projectNo })
    expect(await readClosing(t.contextAt(day, winner.owner), projectId)).toMatchObject({
      account: typed,
      owedFen: '10000',
    })

    // Another one is mistyped and taken back: the first stays.
    const again = must(
      await declareReturnAccount(t.contextAt(payDay, finance), { bodyId, ...typed, number: '12345678' }),
    )
    must(await withdrawReturnAccount(t.contextAt(payDay, finance), again))
    const [page] = await readReturnAccounts(t.contextAt(day, finance))
    expect(page).toMatchObject({
      inForce: typed,
      waiting: null,
      former: [{ number: '12345678', confirmedAt: null }],
      mayDeclare: true,
    })
  })

  test('PostgreSQL knows the two people too, and keeps what was said', async () => {
    const body = await makeBody(t)
    const finance = accountIdOf(await makeFinance(t, body))
    const officer = accountIdOf(await makeOfficer(t, body))
    // One person with both duties is one person still.
    await t.owner.bodyMembership.create({ data: { bodyId: body.id, accountId: finance, role: 'APPROVER' } })
    const declare = (declaredById: string) =>
      t.app.returnAccount.create({ data: { bodyId: body.id, ...typed, declaredById }, select: { id: true } })
    const by = (confirmedById: string) => ({ confirmedById, confirmedAt: new Date(day) })
    await expect(declare(officer)).rejects.toThrow('clawback.account-people')
    await expect(
      t.app.returnAccount.create({ data: { bodyId: body.id, ...typed, declaredById: finance, ...by(officer) } }),
    ).rejects.toThrow('clawback.account-settled')
    const where = await declare(finance)
    await expect(t.app.returnAccount.update({ where, data: by(officer) })).rejects.toThrow('clawback.account-people')
    await expect(t.app.returnAccount.update({ where, data: by(finance) })).rejects.toThrow('two_people')
    await expect(t.app.returnAccount.update({ where, data: { number: '99999999' } })).rejects.toThrow()
    await expect(t.app.returnAccount.delete({ where })).rejects.toThrow()
    const other = await makeMember(t, body, 'APPROVER', '审批己')
    await t.app.returnAccount.update({ where, data: by(accountIdOf(other)) })
    await expect(t.app.returnAccount.update({ where, data: by(accountIdOf(other)) })).rejects.toThrow(
      'clawback.account-settled',
    )
  })
})
