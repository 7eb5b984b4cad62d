import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { acceptReport } from '#app/services/project/accept-report.server.ts'
import { attachEvidence } from '#app/services/project/attach-evidence.server.ts'
import { duplicatesOfProject, readReportDuplicates } from '#app/services/project/queries/duplicates.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import {
  acceptDay,
  milestoneAt,
  openReport,
  type ProjectStory,
  reportDay,
  reported,
  runningProject,
} from '#tests/support/scenes-project.ts'

const t = useDatabase()

/** A picture with a pattern of its own, taken by a camera that says where it stood; lying on its side. */
const photo = async (seed: number, { quality = 90, width = 600 } = {}) => {
  const [columns, rows] = [12, 10]
  const pixels = Buffer.from(
    Array.from({ length: columns * rows * 3 }, (_, at) => (((at * 7919 + seed) * 104729) >> 3) & 255),
  )
  const bytes = await sharp(pixels, { raw: { width: columns, height: rows, channels: 3 } })
    .resize({ width, height: Math.round((width * 10) / 12), kernel: 'cubic' })
    .withExif({
      IFD0: { Make: 'Testphone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality })
    .toBuffer()
  return new File([new Uint8Array(bytes)], '活动.jpg', { type: 'image/jpeg' })
}

describe('a photograph as evidence', () => {
  let story: ProjectStory
  let fileId: string
  const as = (actor: Parameters<typeof t.contextAt>[1], at = reportDay) => t.contextAt(at, actor)
  const attach = (file: File, title = '活动照片', position = 1) =>
    attachEvidence(as(story.certifier), {
      milestoneId: milestoneAt(story, position).id,
      title,
      kind: 'DATED_PHOTO',
      isPublic: true,
      file,
    })
  beforeAll(async () => {
    story = await runningProject(t)
    must(await startReport(as(story.certifier), { milestoneId: milestoneAt(story, 1).id }))
    must(await attach(await photo(1, { width: 2600 })))
    const { fileId: id } = await t.owner.evidence.findFirstOrThrow({ orderBy: { id: 'desc' } })
    fileId = id
  })

  test('is shown upright and scaled, without position or device; the original is kept with its hash', async () => {
    const original = must(await readFile(as(story.certifier), fileId, 'original'))
    expect((await sharp(original.bytes).metadata()).exif).toBeDefined()
    const shown = must(await readFile(as(story.certifier), fileId))
    const facts = await sharp(shown.bytes).metadata()
    expect(facts).toMatchObject({ format: 'webp', height: 2000 })
    expect(facts.exif).toBeUndefined()
    expect(facts.orientation).toBeUndefined()
    expect(shown.bytes.includes('Testphone')).toBe(false)
    expect(shown.name).toBe('活动.webp')
    const small = must(await readFile(as(story.certifier), fileId, 'small'))
    expect((await sharp(small.bytes).metadata()).height).toBe(360)
  })

  test('is refused when it is broken', async () => {
    const whole = Buffer.from(await (await photo(5)).arrayBuffer())
    const cut = new File([new Uint8Array(whole.subarray(0, 900))], 'cut.jpg', { type: 'image/jpeg' })
    expect(await attach(cut)).toMatchObject({ refusal: { code: 'form.pictureBroken', field: 'file' } })
  })

  test('used again is found: the same bytes, and the same picture saved anew', async () => {
    const milestoneId = milestoneAt(story, 1).id
    must(await attach(await photo(1, { width: 900, quality: 60 }), '同一张另存'))
    must(await attach(await photo(77), '另一张'))
    const draft = await openReport(t, milestoneId)
    const found = await readReportDuplicates(as(story.certifier), {
      id: draft.id,
      milestoneId,
      projectId: story.projectId,
    })
    expect(found.map(({ title, kind, where, otherTitle }) => [title, kind, where, otherTitle]).sort()).toEqual([
      ['同一张另存', 'ALIKE', 'sameReport', '活动照片'],
      ['活动照片', 'ALIKE', 'sameReport', '同一张另存'],
    ])
  })

  test('in another project is told without saying whose, to who may not read it; a draft is nobody’s', async () => {
    const other = await runningProject(t)
    const ctx = as(other.certifier)
    const milestoneId = milestoneAt(other, 1).id
    must(await startReport(ctx, { milestoneId }))
    must(
      await attachEvidence(ctx, {
        milestoneId,
        title: '签到现场',
        isPublic: false,
        file: await photo(1, { width: 2600 }),
      }),
    )
    const draft = await openReport(t, milestoneId)
    const found = () => readReportDuplicates(ctx, { id: draft.id, milestoneId, projectId: other.projectId })
    expect(await found()).toEqual([])
    const report = await reported(t, story, 1)
    expect(await found()).toEqual([
      expect.objectContaining({ kind: 'SAME', where: 'elsewhere', projectTitle: '', otherTitle: '' }),
      expect.objectContaining({ kind: 'ALIKE', where: 'elsewhere' }),
    ])
    await reported(t, other, 1)
    expect(await duplicatesOfProject(t.owner, other.projectId)).toMatchObject([
      { kind: 'SAME', other: { projectId: story.projectId } },
      { kind: 'ALIKE', other: { projectId: story.projectId } },
    ])
    must(
      await acceptReport(as(story.bureau.officer, acceptDay), {
        milestoneId: report.milestoneId,
        version: report.version,
        note: '',
      }),
    )
  })

  test('published, is never given away as it was uploaded', async () => {
    const reader = as(anonymous, acceptDay)
    must(await readFile(reader, fileId))
    expect(await readFile(reader, fileId, 'original')).toMatchObject({ refusal: { code: 'not-found' } })
    must(await readFile(as(story.bureau.officer, acceptDay), fileId, 'original'))
  })
})
