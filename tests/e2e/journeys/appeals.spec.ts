import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { enterBureau } from '../acts/staff.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { type Actor, expect, test } from '../stage.ts'

test('neighbours give for one thing: held for them until it is passed on, and given back where they think better of it', async ({
  stage,
}) => {
  const { db, t, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `appeals-${name}`)
  const { officer, approver, finance, body } = await enterBureau(stage)
  const title = `楼道扶手${mark}`
  const today = dayOf(new Date())

  await test.step('finance makes a fund of donations', async () => {
    await finance.goto(paths.funds())
    await fill(finance.page, { name: `邻里基金${mark}`, 'shares.FISCAL': '', 'shares.DONATION': '100' })
    await press(finance.page, t('fund.create'))
  })
  const fund = await db.fund.findFirstOrThrow({ where: { bodyId: body.id } })

  await test.step('an officer drafts what is asked for; incomplete, it is not submitted', async () => {
    await officer.goto(paths.bureauAppeals())
    await follow(officer.page, t('appeal.inside.new'))
    await fill(officer.page, {
      for: `fund:${fund.id}`,
      title,
      purpose: '为三栋老楼的楼道装上扶手，方便老人上下楼。',
      target: '300',
      opensOn: today,
      endsOn: addDays(today, 20),
      raiserName: '民政事务中心',
    })
    await look(officer, 'draft')
    await press(officer.page, t('appeal.inside.save'))
    await expect(officer.page.getByText(t('appeal.inside.lacks.licence'))).toBeVisible()
    await follow(officer.page, t('appeal.inside.edit'))
    await fill(officer.page, {
      approvalNo: `备案${mark}`,
      approvedByName: '区民政局',
      partnerName: '示范慈善会',
      partnerLicence: '资格第 1 号',
      bankText: '户名：示范慈善会\n账号：0000',
    })
    await press(officer.page, t('appeal.inside.save'))
    await press(officer.page, t('appeal.inside.submit'))
    await expectSaid(officer.page, t('appeal.toast.submitted'))
  })
  const { id } = await db.appeal.findFirstOrThrow({ where: { bodyId: body.id } })

  await test.step('another person approves it', async () => {
    await approver.goto(paths.desk())
    await approver.goto(paths.bureauAppeal(id))
    await look(approver, 'to-open')
    await press(approver.page, t('appeal.inside.open'))
    await expectSaid(approver.page, t('appeal.toast.opened'))
  })

  const email = `giver-${mark}@example.cn`
  const give = async (giver: Actor, amount: string, values: Record<string, string | true>) => {
    await giver.goto(paths.appeal(id))
    await follow(giver.page, t('appeal.give'))
    await fill(giver.page, { amount, ...values })
    await press(giver.page, t('appeal.form.send'))
    await expectTitle(giver.page, t('pledge.title'))
  }
  const first = await stage.anonymous()
  await test.step('a resident promises; without a way to return the money the form comes back as typed', async () => {
    await first.goto(paths.appealPledge(id))
    await fill(first.page, { amount: '200', name: '赵大爷' })
    await pressInVain(first.page, t('appeal.form.send'), t('appeal.refusal.no-contact'))
    await expect(first.page.locator('[name="name"]')).toHaveValue('赵大爷')
    await look(first, 'refused')
    await give(first, '200', { name: '赵大爷', email, isNamed: true })
    await look(first, 'receipt')
  })

  await test.step('another promises more than is missing: the rest is not taken; they withdraw, and give again', async () => {
    const second = await stage.anonymous()
    await give(second, '500', { name: '李阿姨', phone: '13800000000' })
    await expect(second.page.getByText('¥100.00').first()).toBeVisible()
    await press(second.page, t('pledge.withdraw'))
    await expectSaid(second.page, t('pledge.toast.withdrawn'))
    await give(second, '100', { name: '李阿姨', phone: '13800000000' })
  })

  await test.step('the code of the letter leads to the promise', async () => {
    const reader = await stage.anonymous()
    await reader.page.goto(await linkIn(stage, email, 'pledgeMade'))
    await expectTitle(reader.page, t('pledge.title'))
    await expect(reader.page.getByText(email)).toHaveCount(0)
  })

  await test.step('finance enters what came; the appeal stops by itself', async () => {
    for (const [name, reference] of [
      ['赵大爷', 'S-1'],
      ['李阿姨', 'S-2'],
    ] as const) {
      await finance.goto(paths.donations())
      await follow(finance.page, name)
      await fill(finance.page, { reference: `${reference}-${mark}` })
      await press(finance.page, t('pledge.finance.receive'))
      await expectSaid(finance.page, t('pledge.toast.received'))
    }
    await look(finance, 'received')
    expect(await db.appeal.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'REACHED' })
  })

  await test.step('what came is passed to the fund, and everybody sees where it is', async () => {
    await approver.goto(paths.bureauAppeal(id))
    await press(approver.page, t('appeal.inside.pass'))
    await expectSaid(approver.page, t('appeal.toast.passed'))
    await first.goto(paths.appeal(id))
    await expect(first.page.getByText('赵大爷')).toBeVisible()
    await expect(first.page.getByText('李阿姨')).toHaveCount(0)
    await look(first, 'closed')
    await first.goto(paths.publicFund(fund.id))
    await expect(first.page.getByText(title)).toBeVisible()
    expect(await db.$queryRaw`SELECT rule FROM ledger_check() WHERE breaches > 0`).toEqual([])
  })
})
