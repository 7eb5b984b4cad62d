import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import type { Hand, Walk } from '../hand.ts'
import { paper } from '../things.ts'
import { draft, owner, project } from './owner.ts'
import { signInAs } from './sign-in.ts'

const own = addressOf('certifier')

/** What others do first is in the owner’s guide: done here without pictures. */
async function asOwner(hand: Hand, ...acts: readonly [task: string, step: number][]): Promise<void> {
  await hand.become(addressOf('owner'))
  await hand.goto(paths.desk())
  for (const [task, step] of acts) await owner[task]?.[step - 1]?.({ ...hand, show: () => Promise.resolve() })
}

const contracted = async ({ db }: Hand): Promise<string> =>
  (await db.project.findUniqueOrThrow({ where: { projectNo: 'XM-2026-0025' }, select: { id: true } })).id

const running = async ({ db }: Hand): Promise<string> =>
  (await db.project.findUniqueOrThrow({ where: { projectNo: 'XM-2026-0002' }, select: { id: true } })).id

/** The editor writes the report of the last milestone, with a paper of every kind that it asks for. */
async function writeReport({ become, db, goto, followNamed, press, fill, page }: Hand): Promise<void> {
  const { requiredEvidence } = await db.milestone.findFirstOrThrow({
    where: { project: { title: project }, title: '期满' },
    select: { requiredEvidence: true },
  })
  await become(addressOf('editor'))
  await goto(paths.ngoProjects())
  await followNamed(project)
  await followNamed('期满')
  await press('report.start')
  for (const kind of requiredEvidence) {
    await fill({ kind, title: '巡访记录' })
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(paper(`${kind}.pdf`))
    await press('report.upload')
  }
  await fill({ narrative: '巡访、紧急呼叫和社区联动都按计划完成，老人和家属的回访记录已经上传。' })
  for (const actual of await page.locator('[name$=".actual"]').all()) await actual.fill('3000')
  await press('report.save')
}

export const certifier: Walk = {
  'sign-in': signInAs(own),
  seal: [
    async (hand) => {
      await asOwner(hand, ['papers', 1], ['papers', 2], ['write', 2], ['write', 3], ['write', 4], ['write', 5])
      await hand.become(own)
      await hand.goto(paths.desk())
      await hand.follow('desk.kind.bidToSeal')
      await hand.goto(paths.ngoBid(await draft(hand)))
      await hand.follow('bid.tasks.seal')
    },
    async ({ fill, show, button, press }) => {
      await fill({ isDeclared: true })
      await show(button('bid.seal.submit'))
      await press('bid.seal.submit')
    },
    async ({ page, show }) => {
      await show(page.locator('[data-seal-code]'))
    },
  ],
  'take-back': [
    async ({ goto, followNamed, follow }) => {
      await goto(paths.ngoBids())
      await followNamed('高龄独居老人居家照护支持服务')
      await follow('bid.after.withdraw')
    },
    async ({ fill, show, button, press }) => {
      await fill({ isUnderstood: true })
      await show(button('bid.withdraw.submit'))
      await press('bid.withdraw.submit')
    },
  ],
  contract: [
    async (hand) => {
      await hand.become(addressOf('approver'))
      await hand.goto(paths.bureauProject(await contracted(hand)))
      await hand.press('contract.offer')
      await hand.become(own)
      await hand.goto(paths.desk())
      await hand.follow('desk.kind.contractToSign')
    },
    async ({ show, button, press }) => {
      await show(button('contract.sign'))
      await press('contract.sign')
    },
  ],
  account: [
    async (hand) => {
      await asOwner(hand, ['papers', 1], ['papers', 4])
      await hand.become(own)
      await hand.goto(paths.desk())
      await hand.follow('desk.area.organization')
      await hand.follow('payout.title')
    },
    async ({ show, button, press }) => {
      await show(button('payout.confirm'))
      await press('payout.confirm')
    },
  ],
  report: [
    async (hand) => {
      await writeReport(hand)
      await hand.become(own)
      await hand.goto(paths.desk())
      await hand.follow('desk.area.ownProjects')
      await hand.followNamed(project)
      await hand.followNamed('期满')
    },
    async ({ show, button, press }) => {
      await show(button('report.submit'))
      await press('report.submit')
    },
  ],
  spending: [
    async (hand) => {
      await hand.become(addressOf('editor'))
      await hand.goto(`${paths.ngoProject(await running(hand))}/spending`)
      await hand.press('claim.submit')
      await hand.become(own)
      await hand.goto(paths.ngoProject(await running(hand)))
      await hand.follow('claim.link')
    },
    async ({ show, button, press }) => {
      await show(button('claim.certify'))
      await press('claim.certify')
    },
  ],
}
