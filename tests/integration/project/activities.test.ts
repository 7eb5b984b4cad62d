import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { toDay } from '#app/domain/shared/day.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { draftTerms } from '#app/services/project/draft-terms.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readMilestonePage } from '#app/services/project/queries/project-page.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { submitReport } from '#app/services/project/submit-report.server.ts'
import { takePhotos } from '#app/services/project/take-photos.server.ts'
import { readActivities, readActivity } from '#app/services/voice/queries/activities.server.ts'
import { readVoicePage } from '#app/services/voice/queries/voice-page.server.ts'
import { addPhoto, recordActivity, withdrawActivity } from '#app/services/voice/record-activity.server.ts'
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

const photo = async (name = '现场.jpg') => {
  const bytes = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer()
  return new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })
}

describe('activities of a project', () => {
  let story: ProjectStory
  const as = (actor: Parameters<typeof t.contextAt>[1], at = reportDay) => t.contextAt(at, actor)
  const write = (over: Partial<Parameters<typeof recordActivity>[1]> = {}) =>
    recordActivity(as(story.winner.owner), {
      projectId: story.projectId,
      title: '入户探访',
      heldOn: toDay('2026-05-12'),
      place: '中山社区',
      milestoneId: milestoneAt(story, 1).id,
      attendance: 120,
      hours: 100,
      volunteers: 6,
      codeCount: 0,
      photo: undefined,
      ...over,
    })

  beforeAll(async () => {
    story = await preparedProject(t)
    const { projectId, bureau, certifier } = story
    const { id } = milestoneAt(story, 1)
    const indicators = await t.owner.indicator.findMany({ where: { milestoneId: id } })
    const version = async () => (await contractOf(t, story)).version
    must(
      await draftTerms(as(bureau.officer, contractDay), {
        projectId,
        version: await version(),
        milestones: [
          {
            id,
            criteria: [],
            evidence: ['DATED_PHOTO'],
            indicators: indicators.map((one) => ({ id: one.id, counting: 'PEOPLE' })),
          },
        ],
      }),
    )
    must(await offerContract(as(bureau.approver, contractDay), { projectId, version: await version() }))
    const { contentSha256 } = await contractOf(t, story)
    must(
      await signContract(as(certifier, contractDay), {
        projectId,
        version: await version(),
        contentSha256: contentSha256 ?? '',
      }),
    )
  })

  test('are written down once they were held, by the supplier’s people', async () => {
    must(await write({ photo: await photo() }))
    must(await write({ title: '健康讲座', heldOn: toDay('2026-06-10'), attendance: 45, hours: 30, volunteers: 0 }))
    expect(await write({ heldOn: toDay('2026-07-01') })).toMatchObject({ refusal: { code: 'activity.day' } })
    expect(await write({ photo: new File(['%PDF-1.7\nx\n%%EOF'], 'x.pdf') })).toMatchObject({
      refusal: { code: 'activity.not-a-photo', field: 'photo' },
    })
    expect(
      await recordActivity(as(story.bureau.officer), {
        projectId: story.projectId,
        title: 'x',
        heldOn: toDay('2026-05-12'),
        place: 'x',
        milestoneId: undefined,
        attendance: 1,
        hours: 0,
        volunteers: 0,
        codeCount: 0,
        photo: undefined,
      }),
    ).toMatchObject({ refusal: { code: 'forbidden' } })
    const page = await readActivities(as(story.bureau.officer), story.projectId)
    expect(page).toMatchObject({
      totals: { sessions: 2, people: 165, hours: 2.17, volunteers: 6 },
      activities: [{ title: '健康讲座' }, { title: '入户探访', hours: 1.67, position: 1 }],
      mayRecord: false,
    })
    // No codes: it is no occasion people were asked about.
    expect((await readVoicePage(as(story.winner.owner), story.projectId))?.sessions).toEqual([])
    const { projectNo } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    expect(await readPublicProject(as(story.bureau.officer), projectNo)).toMatchObject({
      activities: { sessions: 2, people: 165 },
    })
  })

  test('with codes are the occasions people answer to', async () => {
    must(await write({ title: '义诊', heldOn: toDay('2026-06-18'), attendance: 20, codeCount: 12 }))
    expect((await readVoicePage(as(story.winner.owner), story.projectId))?.sessions).toMatchObject([
      { title: '义诊', codeCount: 12 },
    ])
  })

  test('taken back no longer count, and stay readable', async () => {
    const { sessionId } = must(await write({ title: '记重了', attendance: 999 }))
    const input = { projectId: story.projectId, sessionId, reason: '重复记录' }
    must(await withdrawActivity(as(story.winner.owner), input))
    expect(await withdrawActivity(as(story.winner.owner), input)).toMatchObject({
      refusal: { code: 'activity.withdrawn' },
    })
    expect(await addPhoto(as(story.winner.owner), { ...input, photo: await photo() })).toMatchObject({
      refusal: { code: 'activity.withdrawn' },
    })
    expect(await readActivity(as(story.winner.owner), input)).toMatchObject({
      activity: { withdrawn: '重复记录' },
      mayWithdraw: false,
    })
    expect((await readActivities(as(story.winner.owner), story.projectId))?.totals.people).toBe(185)
  })

  test('make the figures of the report and its photographs', async () => {
    const { id: milestoneId } = milestoneAt(story, 1)
    const ctx = as(story.certifier)
    must(await startReport(ctx, { milestoneId }))
    expect(await readMilestonePage(ctx, milestoneId)).toMatchObject({ counted: [{ sum: 185 }], photosToTake: 1 })
    must(await takePhotos(ctx, { milestoneId }))
    expect(await takePhotos(ctx, { milestoneId })).toMatchObject({ refusal: { code: 'report.no-photos' } })
    const [indicator] = await t.owner.indicator.findMany({ where: { milestoneId } })
    const { version, id: reportId } = await openReport(t, milestoneId)
    // What was typed for it does not matter.
    must(
      await submitReport(ctx, {
        milestoneId,
        version,
        narrative,
        figures: [{ indicatorId: indicator?.id ?? '', actual: 1 }],
      }),
    )
    expect(await t.owner.figure.findMany({ where: { reportId } })).toMatchObject([{ actual: 185 }])
    const [piece] = await t.owner.evidence.findMany({ where: { reportId } })
    expect(piece).toMatchObject({ kind: 'DATED_PHOTO', title: '2026-05-12 入户探访' })
    must(await readFile(as(story.bureau.officer), piece?.fileId ?? '', 'original'))
  })

  test('cannot be made up beside the database', async () => {
    const { id: milestoneId } = milestoneAt(story, 2)
    await expect(t.owner.$executeRaw`UPDATE service_session SET attendance = 5`).rejects.toThrow(/append-only/)
    expect(milestoneId).toBeDefined()
  })
})
