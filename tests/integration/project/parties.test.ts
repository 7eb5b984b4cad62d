import { expect, test } from 'vitest'
import { contractContent } from '#app/domain/project/contract-content.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { signAmendment } from '#app/services/amendment/answer-amendment.server.ts'
import { draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { offerAmendment } from '#app/services/amendment/offer-amendment.server.ts'
import { readAmendmentPage } from '#app/services/amendment/queries/amendment-page.server.ts'
import { keepAmendmentPaper, signAmendmentAsParty } from '#app/services/amendment/sign-as-party.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { addParty, keepPaper, removeParty, signAsParty } from '#app/services/project/parties.server.ts'
import { readAgreement } from '#app/services/project/queries/agreement.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { returnContract, signContract } from '#app/services/project/sign-contract.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makePerson, must } from '#tests/support/scenes.ts'
import { contractDay, contractOf, preparedProject, type ProjectStory } from '#tests/support/scenes-project.ts'
import { voucher } from '#tests/support/scenes-spending.ts'

const t = useDatabase({ forEachScene: true })
const as = (actor: Actor) => t.contextAt(contractDay, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

const versioned = async (story: ProjectStory) => ({
  projectId: story.projectId,
  version: (await contractOf(t, story)).version,
})
const onPaper = {
  kind: 'DONOR',
  name: '晴川慈善基金会（筹）',
  creditCode: '',
  duty: '捐赠物资五万元，按季度交付。',
  signer: '周捐赠',
} as const

async function withParties(story: ProjectStory) {
  const partner = story.bids.find(({ bidId }) => bidId !== story.winner.bidId)
  if (partner === undefined) throw new Error('another organization')
  const { creditCode, name } = await t.owner.organization.findUniqueOrThrow({ where: { id: partner.organization.id } })
  const online = {
    kind: 'INCUBATOR',
    name,
    creditCode: creditCode ?? '',
    duty: '提供场地和每月一次督导。',
    signer: '吴督导',
  } as const
  must(await addParty(as(story.bureau.officer), { ...(await versioned(story)), ...online }))
  must(await addParty(as(story.bureau.officer), { ...(await versioned(story)), ...onPaper }))
  const parties = await t.owner.contractParty.findMany({
    where: { contractId: story.contractId },
    orderBy: { position: 'asc' },
  })
  const [first, second] = parties
  if (first === undefined || second === undefined) throw new Error('two parties')
  return { partner, online: first, paper: second }
}

test('parties are drafted by the officer, and by nobody once the contract is offered', async () => {
  const story = await preparedProject(t)
  const { online, paper } = await withParties(story)
  expect(online.organizationId).not.toBeNull()
  expect([paper.organizationId, paper.bodyId]).toEqual([null, null])
  const { officer } = story.bureau
  expect(await addParty(as(officer), { ...(await versioned(story)), ...onPaper })).toMatchObject(
    refused('contract.party-twice'),
  )
  const own = await t.owner.organization.findUniqueOrThrow({ where: { id: story.winner.organization.id } })
  expect(
    await addParty(as(officer), {
      ...(await versioned(story)),
      ...onPaper,
      name: own.name,
      creditCode: own.creditCode ?? '',
    }),
  ).toMatchObject(refused('contract.party-is-side'))
  for (const actor of [story.certifier, story.finance])
    expect(await addParty(as(actor), { ...(await versioned(story)), ...onPaper, name: '另一家' })).toMatchObject(
      refused('forbidden'),
    )
  must(await removeParty(as(officer), { ...(await versioned(story)), partyId: paper.id }))
  must(await offerContract(as(story.bureau.approver), await versioned(story)))
  expect(await removeParty(as(officer), { ...(await versioned(story)), partyId: online.id })).toMatchObject(
    refused('contract.offered'),
  )
  await expect(t.owner.contractParty.delete({ where: { id: online.id } })).rejects.toThrow(/contract.offered/)
})

test('the contract is in force when all have signed the same hash, the supplier last', async () => {
  const story = await preparedProject(t)
  const { partner, online, paper } = await withParties(story)
  // A draft is the buyer's own matter.
  expect(await readAgreement(as(partner.certifier), online.id)).toBeNull()
  must(await offerContract(as(story.bureau.approver), await versioned(story)))
  const { contentSha256, contentText } = await contractOf(t, story)
  const hash = contentSha256 ?? ''
  expect(contractContent.parse(JSON.parse(contentText ?? ''))).toMatchObject({
    schema: 'commonweal.contract/4',
    parties: [
      { position: 1, kind: 'INCUBATOR' },
      { position: 2, kind: 'DONOR', creditCode: null, signer: '周捐赠' },
    ],
  })
  const sign = async () => signContract(as(story.certifier), { ...(await versioned(story)), contentSha256: hash })
  expect(await sign()).toMatchObject(refused('contract.parties-unsigned'))
  await expect(
    t.owner
      .$executeRaw`UPDATE contract SET state = 'SIGNED', signed_at = clock(), signed_by_id = ${story.certifier.accountId}::uuid WHERE id = ${story.contractId}::uuid`,
  ).rejects.toThrow(/contract.parties-unsigned/)

  expect(await readAgreement(as(await makePerson(t, '路人')), online.id)).toBeNull()
  expect(await readAgreement(as(partner.certifier), online.id)).toMatchObject({ maySign: true, contentSha256: hash })
  expect(await signAsParty(as(story.certifier), { partyId: online.id, contentSha256: hash })).toMatchObject(
    refused('not-found'),
  )
  expect(await signAsParty(as(partner.certifier), { partyId: online.id, contentSha256: 'f'.repeat(64) })).toMatchObject(
    refused('contract.hash-mismatch'),
  )
  must(await signAsParty(as(partner.certifier), { partyId: online.id, contentSha256: hash }))
  expect(await signAsParty(as(partner.certifier), { partyId: online.id, contentSha256: hash })).toMatchObject(
    refused('contract.party-signed'),
  )
  expect(await sign()).toMatchObject(refused('contract.parties-unsigned'))

  const { projectId } = story
  const kept = { projectId, partyId: paper.id, contentSha256: hash, file: voucher('签署的合同') }
  expect(await keepPaper(as(story.bureau.approver), kept)).toMatchObject(refused('forbidden'))
  // Who is on the platform signs here, and not by a paper of somebody else's.
  expect(await keepPaper(as(story.bureau.officer), { ...kept, partyId: online.id })).toMatchObject(refused('not-found'))
  must(await keepPaper(as(story.bureau.officer), kept))
  const { fileId } = await t.owner.contractParty.findUniqueOrThrow({ where: { id: paper.id } })
  expect(await readFile(as(story.certifier), fileId ?? '')).toMatchObject({ ok: true, isPublic: false })
  expect(await readFile(as(partner.certifier), fileId ?? '')).toMatchObject(refused('not-found'))
  must(await sign())

  const open = await readPublicProject(as(await makePerson(t, '居民')), story.projectNo)
  expect(open?.parties).toMatchObject([
    { kind: 'INCUBATOR', isOnline: true },
    { name: onPaper.name, isOnline: false },
  ])
  expect(JSON.stringify(open)).not.toContain('周捐赠')
})

test('signatures fall with the offer they were given to', async () => {
  const story = await preparedProject(t)
  const { partner, online } = await withParties(story)
  must(await offerContract(as(story.bureau.approver), await versioned(story)))
  const { contentSha256 } = await contractOf(t, story)
  must(await signAsParty(as(partner.certifier), { partyId: online.id, contentSha256: contentSha256 ?? '' }))
  must(await returnContract(as(story.certifier), { ...(await versioned(story)), reason: '服务地点请写明。' }))
  expect(await t.owner.contractParty.findUniqueOrThrow({ where: { id: online.id } })).toMatchObject({
    signedAt: null,
    contentSha256: null,
  })
})

test('what changes the contract is signed by every further party, before the other side signs', async () => {
  const story = await preparedProject(t)
  const { partner, online, paper } = await withParties(story)
  must(await offerContract(as(story.bureau.approver), await versioned(story)))
  const signed = (await contractOf(t, story)).contentSha256 ?? ''
  must(await signAsParty(as(partner.certifier), { partyId: online.id, contentSha256: signed }))
  const { projectId } = story
  const file = voucher('签署的合同')
  must(await keepPaper(as(story.bureau.officer), { projectId, partyId: paper.id, contentSha256: signed, file }))
  must(await signContract(as(story.certifier), { ...(await versioned(story)), contentSha256: signed }))

  const first = await t.owner.milestone.findFirstOrThrow({
    where: { projectId, position: 1 },
    include: { indicators: { orderBy: { position: 'asc' } } },
  })
  must(
    await draftAmendment(as(story.certifier), {
      projectId,
      side: 'SUPPLIER',
      version: 0,
      reason: '设备到货延迟，验收日期顺延。',
      wish: {
        kind: 'MILESTONE',
        wishes: [
          {
            position: 1,
            deliverable: `${first.deliverable}，另附说明`,
            dueOn: first.dueOn.toISOString().slice(0, 10),
            targets: first.indicators.map(({ target }) => target),
          },
        ],
      },
    }),
  )
  const newest = () => t.owner.amendment.findFirstOrThrow({ where: { contractId: story.contractId } })
  const step = async () => {
    const { id, version, contentSha256 } = await newest()
    return { amendmentId: id, version, contentSha256 }
  }
  const { id: amendmentId, contentSha256 } = await newest()
  const asPartner = { amendmentId, partyId: online.id, contentSha256 }
  // A draft is its own side's alone.
  expect(await signAmendmentAsParty(as(partner.certifier), asPartner)).toMatchObject(refused('not-found'))
  must(await offerAmendment(as(story.certifier), await step()))
  const { approver, officer } = story.bureau
  expect(await signAmendment(as(approver), await step())).toMatchObject(refused('amendment.parties-unsigned'))
  await expect(
    t.owner
      .$executeRaw`UPDATE amendment SET state = 'SIGNED', settled_at = clock(), settled_by_id = ${approver.accountId}::uuid WHERE id = ${amendmentId}::uuid`,
  ).rejects.toThrow(/amendment.parties-unsigned/)
  expect(await readAmendmentPage(as(approver), amendmentId)).toMatchObject({ may: { answer: false, refuse: true } })
  expect(await readAgreement(as(partner.certifier), online.id)).toMatchObject({
    amendments: [{ maySign: true, contentSha256 }],
  })
  const kinds = async (actor: Actor) => (await deskPage(as(actor))).you.map(({ kind }) => kind)
  expect(await kinds(partner.certifier)).toContain('partyToSignAmendment')
  expect(await kinds(approver)).not.toContain('amendmentToAnswer')
  expect(await kinds(officer)).toContain('amendmentToAnswer')

  expect(await signAmendmentAsParty(as(story.certifier), asPartner)).toMatchObject(refused('not-found'))
  expect(await signAmendmentAsParty(as(partner.certifier), { ...asPartner, contentSha256: signed })).toMatchObject(
    refused('amendment.hash-mismatch'),
  )
  must(await signAmendmentAsParty(as(partner.certifier), asPartner))
  expect(await signAmendmentAsParty(as(partner.certifier), asPartner)).toMatchObject(refused('contract.party-signed'))
  // Nobody signs for somebody else, not in SQL either.
  await expect(
    t.app.amendmentSignature.create({
      data: { amendmentId, partyId: paper.id, contentSha256, signedById: officer.accountId ?? '' },
    }),
  ).rejects.toThrow(/contract.party-signer/)
  const kept = { amendmentId, partyId: paper.id, contentSha256, file: voucher('签署的变更') }
  expect(await keepAmendmentPaper(as(approver), kept)).toMatchObject(refused('forbidden'))
  expect(await keepAmendmentPaper(as(officer), { ...kept, partyId: online.id })).toMatchObject(refused('not-found'))
  must(await keepAmendmentPaper(as(officer), kept))
  const { fileId } = await t.owner.amendmentSignature.findFirstOrThrow({ where: { partyId: paper.id } })
  expect(await readFile(as(story.certifier), fileId ?? '')).toMatchObject({ ok: true, isPublic: false })
  expect(await readFile(as(partner.certifier), fileId ?? '')).toMatchObject(refused('not-found'))
  expect(await kinds(approver)).toContain('amendmentToAnswer')
  must(await signAmendment(as(approver), await step()))
  expect(await newest()).toMatchObject({ state: 'SIGNED' })
})
