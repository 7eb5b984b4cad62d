import { expect, test } from 'vitest'
import { contractContent } from '#app/domain/project/contract-content.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { addAnnex, takeOutAnnex } from '#app/services/project/annexes.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { addParty } from '#app/services/project/parties.server.ts'
import { readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { returnContract, signContract } from '#app/services/project/sign-contract.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makePerson, must } from '#tests/support/scenes.ts'
import { contractDay, contractOf, preparedProject, type ProjectStory } from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const as = (actor: Actor) => t.contextAt(contractDay, actor)
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })
const paper = (words: string) => new File([words], 'plan.csv', { type: 'text/csv' })

const versioned = async (story: ProjectStory) => ({
  projectId: story.projectId,
  version: (await contractOf(t, story)).version,
})
const add = async (story: ProjectStory, title: string, words: string, actor = story.bureau.officer) =>
  addAnnex(as(actor), { ...(await versioned(story)), title, file: paper(words) })
const contentOf = async (story: ProjectStory) =>
  contractContent.parse(JSON.parse((await contractOf(t, story)).contentText ?? '{}'))

test('annexes are signed with the contract, each in the version that counts; earlier ones stay readable', async () => {
  const story = await preparedProject(t)
  const { bureau, winner } = story
  expect(await add(story, '附件一', '甲', winner.certifier)).toMatchObject(refused('forbidden'))
  expect(await add(story, '附件一', '甲', await makePerson(t, '路人'))).toMatchObject(refused('not-found'))
  must(await add(story, '附件一 服务方案', '第一稿'))
  must(await add(story, '附件一 服务方案', '第二稿'))
  const { annexId } = must(await add(story, '附件二 价目表', '价目'))
  must(await takeOutAnnex(as(bureau.officer), { ...(await versioned(story)), annexId }))
  expect(await takeOutAnnex(as(bureau.officer), { ...(await versioned(story)), annexId })).toMatchObject(
    refused('contract.annex-gone'),
  )
  const offer = async () => must(await offerContract(as(bureau.approver), await versioned(story)))
  await offer()
  const [first, second] = await t.owner.contractAnnex.findMany({
    where: { contractId: story.contractId, title: '附件一 服务方案' },
    orderBy: { versionNo: 'asc' },
  })
  expect(await contentOf(story)).toMatchObject({
    annexes: [{ title: '附件一 服务方案', versionNo: 2, sha256: second?.sha256 }],
  })
  // Nothing changes while it is offered, in the page or past it.
  expect(await add(story, '附件三', '再加')).toMatchObject(refused('contract.offered'))
  await expect(
    t.app.contractAnnex.update({ where: { id: second?.id ?? '' }, data: { replacedAt: new Date(contractDay) } }),
  ).rejects.toThrow('contract.offered')
  await expect(
    t.app.contractAnnex.update({ where: { id: second?.id ?? '' }, data: { sha256: first?.sha256 ?? '' } }),
  ).rejects.toThrow()

  const page = await readProjectPage(as(winner.certifier), { projectId: story.projectId })
  expect(page?.annexes.map(({ title, versionNo, isReplaced }) => [title, versionNo, isReplaced])).toEqual([
    ['附件一 服务方案', 2, false],
    ['附件一 服务方案', 1, true],
    ['附件二 价目表', 1, true],
  ])
  expect(await readFile(as(winner.certifier), first?.fileId ?? '')).toMatchObject({ ok: true })
  expect(await readFile(as(await makePerson(t, '路人')), second?.fileId ?? '')).toMatchObject(refused('not-found'))

  must(await returnContract(as(winner.certifier), { ...(await versioned(story)), reason: '请补价目表' }))
  must(await add(story, '附件二 价目表', '价目，改'))
  await offer()
  const { contentSha256 } = await contractOf(t, story)
  must(await signContract(as(winner.certifier), { ...(await versioned(story)), contentSha256: contentSha256 ?? '' }))
  expect(await contentOf(story)).toMatchObject({
    annexes: [{ versionNo: 2 }, { title: '附件二 价目表', versionNo: 2 }],
  })
})

test('a further party reads them once it is asked to sign, and not before', async () => {
  const story = await preparedProject(t)
  const partner = story.bids.find(({ bidId }) => bidId !== story.winner.bidId)
  if (partner === undefined) throw new Error('another organization')
  const { creditCode, name } = await t.owner.organization.findUniqueOrThrow({ where: { id: partner.organization.id } })
  must(
    await addParty(as(story.bureau.officer), {
      ...(await versioned(story)),
      kind: 'INCUBATOR',
      name,
      creditCode: creditCode ?? '',
      duty: '提供场地。',
      signer: '吴督导',
    }),
  )
  const { annexId } = must(await add(story, '附件一', '方案'))
  const { fileId } = await t.owner.contractAnnex.findUniqueOrThrow({ where: { id: annexId } })
  expect(await readFile(as(partner.certifier), fileId)).toMatchObject(refused('not-found'))
  must(await offerContract(as(story.bureau.approver), await versioned(story)))
  expect(await readFile(as(partner.certifier), fileId)).toMatchObject({ ok: true })
})
