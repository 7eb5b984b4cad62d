import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { EvidenceKind } from '#app/domain/milestone/terms.ts'
import { signAmendment } from '#app/services/amendment/answer-amendment.server.ts'
import { draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { offerAmendment } from '#app/services/amendment/offer-amendment.server.ts'
import { attachEvidence } from '#app/services/project/attach-evidence.server.ts'
import { draftTerms } from '#app/services/project/draft-terms.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readContractContent } from '#app/services/project/read-contract-content.server.ts'
import { returnContract, signContract } from '#app/services/project/sign-contract.server.ts'
import { saveReport } from '#app/services/project/save-report.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { submitReport } from '#app/services/project/submit-report.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import {
  contractDay,
  contractOf,
  milestoneAt,
  narrative,
  openReport,
  preparedProject,
  type ProjectStory,
  reportDay,
} from '#tests/support/scenes-project.ts'

const t = useDatabase()
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const pdf = (name: string) => new File([`%PDF-1.7\n${name}\n%%EOF`], name, { type: 'application/pdf' })
const criteria = ['完成 240 户建档', '满意度不低于 85%']

async function withTerms(story: ProjectStory, evidence: EvidenceKind[] = ['ATTENDANCE', 'DATED_PHOTO']) {
  const { version } = await contractOf(t, story)
  const { id } = milestoneAt(story, 1)
  const indicators = await t.owner.indicator.findMany({ where: { milestoneId: id } })
  return draftTerms(t.contextAt(contractDay, story.bureau.officer), {
    projectId: story.projectId,
    version,
    milestones: [{ id, criteria, evidence, indicators: indicators.map((one) => ({ id: one.id, counting: 'PEOPLE' })) }],
  })
}

describe('what milestones are judged by', () => {
  let story: ProjectStory
  const as = (actor: Parameters<typeof t.contextAt>[1], at = contractDay) => t.contextAt(at, actor)
  const contract = () => contractOf(t, story)
  beforeAll(async () => {
    story = await preparedProject(t)
  })

  test('is drafted by the officer and signed by both sides', async () => {
    const { projectId, bureau, certifier } = story
    expect(
      await draftTerms(as(bureau.approver), { projectId, version: (await contract()).version, milestones: [] }),
    ).toMatchObject({ refusal: { code: 'forbidden' } })
    must(await withTerms(story))
    expect(await draftTerms(as(bureau.officer), { projectId, version: 1, milestones: [] })).toMatchObject({
      refusal: { code: 'stale' },
    })
    must(await offerContract(as(bureau.approver), { projectId, version: (await contract()).version }))
    expect(await withTerms(story)).toMatchObject({ refusal: { code: 'contract.offered' } })
    const { id } = milestoneAt(story, 1)
    await expect(t.owner.milestone.update({ where: { id }, data: { requiredEvidence: [] } })).rejects.toThrow(
      /refused:contract.offered/,
    )
    await expect(t.owner.milestoneCriterion.deleteMany({ where: { milestoneId: id } })).rejects.toThrow(
      /refused:contract.offered/,
    )
    await expect(
      t.owner.indicator.updateMany({ where: { milestoneId: id }, data: { counting: 'TYPED' } }),
    ).rejects.toThrow(/refused:contract.offered/)
    const { version, contentSha256 } = await contract()
    must(await signContract(as(certifier), { projectId, version, contentSha256: contentSha256 ?? '' }))
    const { contentText } = await contract()
    expect(sha256(contentText ?? '')).toBe(contentSha256)
    expect(JSON.parse(contentText ?? '')).toMatchObject({
      schema: 'commonweal.contract/4',
      milestones: [
        { criteria, evidence: ['ATTENDANCE', 'DATED_PHOTO'], indicators: [{ counting: 'PEOPLE' }] },
        { criteria: [], evidence: [] },
        {},
      ],
    })
  })

  test('a report is handed in with every required kind of evidence, and not without', async () => {
    const { certifier } = story
    const { id: milestoneId } = milestoneAt(story, 1)
    const ctx = as(certifier, reportDay)
    must(await startReport(ctx, { milestoneId }))
    const indicators = await t.owner.indicator.findMany({ where: { milestoneId } })
    const submit = async () =>
      submitReport(ctx, {
        milestoneId,
        version: (await openReport(t, milestoneId)).version,
        narrative,
        figures: indicators.map(({ id, target }) => ({ indicatorId: id, actual: target })),
      })
    const [criterion] = await t.owner.milestoneCriterion.findMany({
      where: { milestoneId },
      orderBy: { position: 'asc' },
    })
    const attach = (kind: EvidenceKind, criterionId?: string) =>
      attachEvidence(ctx, { milestoneId, title: kind, kind, criterionId, isPublic: false, file: pdf(`${kind}.pdf`) })
    must(await attach('ATTENDANCE', criterion?.id))
    expect(await attach('OTHER', milestoneId)).toMatchObject({ refusal: { code: 'report.other-criterion' } })
    expect(await submit()).toMatchObject({ refusal: { code: 'report.evidence-missing' } })
    const { version } = await openReport(t, milestoneId)
    must(await saveReport(ctx, { milestoneId, version, narrative, figures: [] }))
    const draft = await openReport(t, milestoneId)
    await expect(
      t.owner
        .$executeRaw`UPDATE report SET state = 'SUBMITTED', submitted_at = now(), submitted_by_id = ${certifier.accountId}::uuid WHERE id = ${draft.id}::uuid`,
    ).rejects.toThrow(/refused:report.evidence-missing/)
    must(await attach('DATED_PHOTO'))
    must(await submit())
  })

  test('changes by an amendment: retired words stay with what was judged by them', async () => {
    const { projectId, certifier, bureau } = story
    const second = milestoneAt(story, 2)
    const before = await readContractContent(t.owner, projectId)
    const at = before.milestones[1]
    const wish = {
      position: 2,
      dueOn: at?.dueOn ?? '',
      deliverable: at?.deliverable ?? '',
      targets: at?.indicators.map(({ target }) => target) ?? [],
      criteria: ['完成末轮评估'],
      evidence: ['SATISFACTION'] as EvidenceKind[],
    }
    const amend = async (criteriaTo: string[]) => {
      const { amendmentId } = must(
        await draftAmendment(as(certifier), {
          projectId,
          side: 'SUPPLIER',
          version: 0,
          reason: '明确末期验收标准。',
          wish: { kind: 'MILESTONE', wishes: [{ ...wish, criteria: criteriaTo }] },
        }),
      )
      const step = async () => {
        const { version, contentSha256 } = await t.owner.amendment.findUniqueOrThrow({ where: { id: amendmentId } })
        return { amendmentId, version, contentSha256 }
      }
      must(await offerAmendment(as(certifier), await step()))
      must(await signAmendment(as(bureau.approver), await step()))
    }
    await amend(['完成末轮评估', '移交台账'])
    await amend(['完成末轮评估', '移交全部台账'])
    const rows = await t.owner.milestoneCriterion.findMany({
      where: { milestoneId: second.id },
      orderBy: [{ isRetired: 'asc' }, { position: 'asc' }],
    })
    expect(rows.map(({ text, isRetired }) => [text, isRetired])).toEqual([
      ['完成末轮评估', false],
      ['移交全部台账', false],
      ['移交台账', true],
    ])
    expect(await readContractContent(t.owner, projectId)).toMatchObject({
      milestones: [{ criteria }, { criteria: ['完成末轮评估', '移交全部台账'], evidence: ['SATISFACTION'] }, {}],
    })
  })
})

test('a contract in an older form stays in it, and is offered anew in the newest', async () => {
  const story = await preparedProject(t)
  const { projectId, contractId, bureau, certifier } = story
  await t.owner.$executeRaw`ALTER TABLE contract DISABLE TRIGGER USER`
  await t.owner.$executeRaw`UPDATE contract SET schema_no = 2 WHERE id = ${contractId}::uuid`
  await t.owner.$executeRaw`ALTER TABLE contract ENABLE TRIGGER USER`
  const as = (actor: Parameters<typeof t.contextAt>[1]) => t.contextAt(contractDay, actor)
  const version = async () => (await contractOf(t, story)).version
  must(await offerContract(as(bureau.approver), { projectId, version: await version() }))
  expect(JSON.parse((await contractOf(t, story)).contentText ?? '')).toMatchObject({ schema: 'commonweal.contract/2' })
  must(await returnContract(as(certifier), { projectId, version: await version(), reason: '请补充验收标准。' }))
  must(await withTerms(story))
  must(await offerContract(as(bureau.approver), { projectId, version: await version() }))
  expect(JSON.parse((await contractOf(t, story)).contentText ?? '')).toMatchObject({
    schema: 'commonweal.contract/4',
    milestones: [{ criteria }, {}, {}],
  })
})
