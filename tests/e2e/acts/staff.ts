import { paths } from '#app/http/paths.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { fill, press } from '../hands.ts'
import { type Actor, expect, type Stage } from '../stage.ts'

export const password = '海棠花开在窗台上'
export const passphrase = '三人同行必有我师焉'.repeat(2)

/** A body with its four people, signed in. */
export async function enterBureau(stage: Stage) {
  const { db, mark } = stage
  const region = await db.region.findFirstOrThrow({ where: { code: { startsWith: '3301' } } })
  const body = await db.body.create({
    data: { nameZh: `演示民政事务中心${mark}`, nameEn: `Civil Affairs Centre ${mark}`, regionId: region.id },
  })
  const staff = (role: 'OFFICER' | 'APPROVER' | 'FINANCE' | 'SUPERVISOR', name: string) =>
    stage.enter({ name, bodies: [{ bodyId: body.id, role }] })
  return {
    region,
    body,
    officer: await staff('OFFICER', '经办人甲'),
    approver: await staff('APPROVER', '审批人乙'),
    finance: await staff('FINANCE', '财务人员丙'),
    supervisor: await staff('SUPERVISOR', '监督员丁'),
  }
}
export type EnteredBureau = Awaited<ReturnType<typeof enterBureau>>

/** Each keyholder sets an opening passphrase; the first of them stops to look. */
export async function setPassphrases(
  { db, t }: Stage,
  keyholders: readonly Actor[],
  look: (actor: Actor, name: string) => Promise<void>,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.account.updateMany({
    where: { id: { in: keyholders.map(({ accountId }) => accountId) } },
    data: { passwordHash },
  })
  for (const [index, actor] of keyholders.entries()) {
    await actor.goto(paths.openingKey())
    if (index === 0) await look(actor, 'opening-key-none')
    await fill(actor.page, { passphrase, passphraseAgain: passphrase, currentPassword: password })
    await press(actor.page, t('opening.key.set'))
    await expect(actor.page.getByRole('status')).toBeVisible()
  }
}

/** The approver confirms the appropriation that has waited longest. */
export async function confirmAppropriation(approver: Actor): Promise<void> {
  await approver.goto(paths.bureauPayments())
  const label = await approver.page.locator('#proposals ~ ul button').first().textContent()
  await press(approver.page, label ?? '')
  await expect(approver.page.getByRole('status')).toBeVisible()
}

/** Finance opens a fund and enters an appropriation in yuan, the approver confirms it; tells the fund's id. */
export async function openFund(
  { db, t, mark }: Stage,
  { finance, approver, body }: EnteredBureau,
  yuan: string,
): Promise<string> {
  await finance.goto(paths.funds())
  await fill(finance.page, { name: `服务专项${mark}` })
  await press(finance.page, t('fund.create'))
  const { id } = await db.fund.findFirstOrThrow({ where: { bodyId: body.id } })
  await finance.goto(paths.fund(id))
  await fill(finance.page, { amountFen: yuan, documentNo: '预〔2026〕18号' })
  await press(finance.page, t('fund.appropriate'))
  await expect(finance.page.getByRole('status')).toBeVisible()
  await confirmAppropriation(approver)
  return id
}
