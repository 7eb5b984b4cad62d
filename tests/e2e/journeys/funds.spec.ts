import { paths } from '#app/http/paths.ts'
import { confirmAppropriation, enterBureau } from '../acts/staff.ts'
import { expectSaid, expectTitle, fill, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

test('the city and the town fill a fund, each its share, and anyone can follow it', async ({ stage }) => {
  const { db, t, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `funds-${name}`)

  await test.step('finance makes a fund of two sources; shares that are not a whole come back as typed', async () => {
    const { finance, approver, body } = await enterBureau(stage)
    const name = `社区服务共担资金${mark}`
    await finance.goto(paths.funds())
    await fill(finance.page, {
      name,
      'shares.FISCAL': '',
      'shares.CITY': '60',
      'shares.TOWN': '30',
      purpose: '社区服务',
    })
    await fill(finance.page, { uses: '活动费\n志愿者保险' })
    await pressInVain(finance.page, t('fund.create'), t('fund.refusal.shares-not-whole'))
    await expect(finance.page.locator('[name="shares.TOWN"]')).toHaveValue('30')
    await expect(finance.page.locator('[name="name"]')).toHaveValue(name)
    await look(finance, 'refused')
    await fill(finance.page, { 'shares.TOWN': '40' })
    await press(finance.page, t('fund.create'))
    await expectTitle(finance.page, name)
    const { id } = await db.fund.findFirstOrThrow({ where: { bodyId: body.id } })

    for (const [source, amountFen] of [
      ['CITY', '60000.01'],
      ['TOWN', '40000.00'],
    ] as const) {
      await fill(finance.page, { source, amountFen, documentNo: `财预〔2026〕${source}号` })
      await press(finance.page, t('fund.appropriate'))
      await expectSaid(finance.page, t('fund.toast.proposed'))
    }
    await look(finance, 'proposed')
    await approver.goto(paths.bureauPayments())
    await look(approver, 'to-confirm')
    await confirmAppropriation(approver)
    await confirmAppropriation(approver)
    await finance.goto(paths.fund(id))
    await look(finance, 'fund')

    const stranger = await stage.anonymous()
    await stranger.goto(paths.publicFund(id))
    await expect(stranger.page.getByRole('row', { name: /60%/ })).toContainText('60,000.01')
    await expect(stranger.page.getByText('志愿者保险')).toBeVisible()
    await look(stranger, 'public')
  })
})
