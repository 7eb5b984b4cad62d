import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { contractText } from '#app/domain/project/contract-content.ts'
import { readContractContent } from '#app/services/project/read-contract-content.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import { contractDay, contractOf, preparedProject, type ProjectStory } from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

async function offer(story: ProjectStory): Promise<void> {
  const { version } = await contractOf(t, story)
  must(await offerContract(t.contextAt(contractDay, story.bureau.approver), { projectId: story.projectId, version }))
}
async function sign(story: ProjectStory): Promise<void> {
  const { version, contentSha256 } = await contractOf(t, story)
  const ctx = t.contextAt(contractDay, story.certifier)
  must(await signContract(ctx, { projectId: story.projectId, version, contentSha256: contentSha256 ?? '' }))
}

describe('the budget of a contract', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await preparedProject(t)
  })
  const lines = () =>
    t.owner.budgetLine.findMany({ where: { projectId: story.projectId }, orderBy: { position: 'asc' } })

  test('comes from the winning bid and makes the amount to the fen', async () => {
    const { amountFen } = await contractOf(t, story)
    expect(await lines()).toMatchObject([{ position: 1, item: '照护人员', basis: '12 人 × 8 个月', amountFen }])
    const [line] = await lines()
    await expect(
      t.owner.budgetLine.update({ where: { id: line?.id ?? '' }, data: { amountFen: amountFen - 1n } }),
    ).rejects.toThrow(/refused:contract.budget-not-amount/)
  })

  test('is signed with the rest, and the text that was hashed is kept', async () => {
    await offer(story)
    const [line] = await lines()
    await expect(t.owner.budgetLine.update({ where: { id: line?.id ?? '' }, data: { amountFen: 1n } })).rejects.toThrow(
      /refused:contract.offered/,
    )
    await sign(story)
    const { contentText, contentSha256 } = await contractOf(t, story)
    expect(sha256(contentText ?? '')).toBe(contentSha256)
    expect(JSON.parse(contentText ?? '')).toMatchObject({
      schema: 'commonweal.contract/4',
      budgetLines: [{ position: 1, item: '照护人员', basis: '12 人 × 8 个月', amountFen: line?.amountFen.toString() }],
    })
    await expect(
      t.owner.$executeRaw`UPDATE contract SET content_text = 'x' WHERE id = ${story.contractId}::uuid`,
    ).rejects.toThrow(/refused:contract.signed/)
  })

  test('both sides read how it was reckoned, the public what it is for', async () => {
    const { projectId, projectNo } = story
    for (const actor of [story.bureau.officer, story.certifier])
      expect(await readProjectPage(t.contextAt(contractDay, actor), { projectId })).toMatchObject({
        budgetLines: [{ item: '照护人员', basis: '12 人 × 8 个月' }],
      })
    const page = await readPublicProject(t.contextAt(contractDay), projectNo)
    expect(page?.budgetLines).toEqual([
      { item: '照护人员', kind: null, amountFen: (await lines())[0]?.amountFen.toString() },
    ])
  })
})

test('a contract from before there were budget lines keeps its form, and its text is written the same by PostgreSQL', async () => {
  const story = await preparedProject(t)
  const { projectId, contractId } = story
  await t.owner.$transaction([
    t.owner.$executeRaw`ALTER TABLE contract DISABLE TRIGGER USER`,
    t.owner.$executeRaw`ALTER TABLE budget_line DISABLE TRIGGER USER`,
    t.owner
      .$executeRaw`UPDATE contract SET schema_no = 1, terms = ${'一、“引号”与\\反斜杠\n\t二、"second" 𠮷\u2028'} WHERE id = ${contractId}::uuid`,
    t.owner.$executeRaw`DELETE FROM budget_line WHERE project_id = ${projectId}::uuid`,
    t.owner.$executeRaw`ALTER TABLE contract ENABLE TRIGGER USER`,
    t.owner.$executeRaw`ALTER TABLE budget_line ENABLE TRIGGER USER`,
  ])
  await offer(story)
  await sign(story)
  const { contentText, contentSha256 } = await contractOf(t, story)
  expect(JSON.parse(contentText ?? '')).toMatchObject({ schema: 'commonweal.contract/1' })
  expect(contentText).not.toContain('budgetLines')
  const [written] = await t.owner.$queryRaw<{ text: string }[]>`SELECT contract_text_1(${contractId}::uuid) AS text`
  expect(written?.text).toBe(contentText)
  expect(sha256(contractText(await readContractContent(t.owner, projectId)))).toBe(contentSha256)
})
