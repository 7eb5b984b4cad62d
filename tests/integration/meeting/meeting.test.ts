import { beforeAll, describe, expect, test } from 'vitest'
import type { MeetingTyped } from '#app/domain/meeting/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { at as instantAt, toDay } from '#app/domain/shared/day.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { announceMeeting } from '#app/services/meeting/announce-meeting.server.ts'
import {
  addPaper,
  cancelMeeting,
  publishMinutes,
  recordAttendance,
  recordVote,
} from '#app/services/meeting/hold-meeting.server.ts'
import { readMeetingKinds } from '#app/services/meeting/queries/meeting-kinds.server.ts'
import { readMeeting, readPublicMeetings } from '#app/services/meeting/queries/meetings.server.ts'
import { recordStep } from '#app/services/need/record-step.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { proposedNeed, stepTyped, versionOf } from '#tests/support/scenes-need.ts'
import { type Body, makeBody, makeOfficer, makePerson, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const at = (on: string, actor?: Actor, clock = '10:00') => t.contextAt(`${on}T${clock}:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

let body: Body
let officer: Actor
let need: { id: string; needNo: string }
beforeAll(async () => {
  body = await makeBody(t, '水清一村居民委员会')
  officer = await makeOfficer(t, body)
  need = await proposedNeed(t, body, officer, toDay('2026-03-02'))
})
const typed = (over: Partial<MeetingTyped> = {}): MeetingTyped => ({
  bodyId: body.id,
  regionId: body.regionId,
  kind: 'REPRESENTATIVES',
  title: '关于助浴服务的居民代表会议',
  agenda: '一、说明需求；二、商议；三、表决。',
  place: '居委会二楼会议室',
  chair: '王某某，居委会主任',
  startsAt: instantAt('2026-03-09T19:00'),
  subjects: [need.needNo],
  seats: [
    { constituency: 'RESIDENT_REPRESENTATIVES', seats: 40 },
    { constituency: 'MIGRANT_WORKERS', seats: 5 },
  ],
  ...over,
})
const version = async (id: string) => (await t.owner.meeting.findUniqueOrThrow({ where: { id } })).version
let count = 0
/** Each of its own title: one and the same is not announced twice. */
const announce = async (over: Partial<MeetingTyped> = {}, on = '2026-03-03') =>
  must(await announceMeeting(at(on, officer), typed({ title: `第 ${(count += 1)} 次居民代表会议`, ...over }))).meetingId

describe('a meeting', () => {
  test('is announced in time, by its own body, about its own things', async () => {
    expect((await readMeetingKinds(at('2026-03-03'))).length).toBeGreaterThan(12)
    const late = typed({ kind: 'HEARING', startsAt: instantAt('2026-03-09T19:00') })
    expect(await announceMeeting(at('2026-03-03', officer), late)).toMatchObject({
      ok: false,
      refusal: { code: 'meeting.notice-short', field: 'startsAt', data: { days: 7, earliest: '2026-03-10' } },
    })
    expect(await announceMeeting(at('2026-03-03', await makePerson(t, '路人')), typed())).toMatchObject(
      refused('forbidden'),
    )
    expect(await announceMeeting(at('2026-03-03', officer), typed({ seats: [] }))).toMatchObject(
      refused('meeting.no-seats'),
    )
    const other = await makeBody(t, '另一居委会')
    const stranger = await makeOfficer(t, other)
    expect(await announceMeeting(at('2026-03-03', stranger), typed({ bodyId: other.id }))).toMatchObject(
      refused('meeting.no-subject'),
    )
    // PostgreSQL counts the days itself.
    const row = {
      ...typed(),
      seats: undefined,
      subjects: undefined,
      kindValidFrom: new Date('2026-03-01'),
      minutesDueOn: new Date('2026-03-01'),
    }
    await expect(
      t.owner.meeting.create({
        data: {
          ...row,
          seats: {},
          subjects: {},
          announcedById: officer.accountId ?? '',
          startsAt: new Date(),
        } as never,
      }),
    ).rejects.toThrow()
    const id = await announce()
    expect(await readMeeting(at('2026-03-03'), id)).toMatchObject({
      state: 'ANNOUNCED',
      minutesDueOn: '2026-03-16',
      needs: [{ needNo: need.needNo }],
    })
    await expect(
      t.owner.meetingSeat.create({ data: { meetingId: id, constituency: 'POLICE', seats: 3 } }),
    ).rejects.toThrow(/meeting\.announced/)
    await expect(t.owner.meeting.update({ where: { id }, data: { startsAt: new Date() } })).rejects.toThrow()
    const coming = await readPublicMeetings(at('2026-03-03'), {
      when: 'coming',
      kind: undefined,
      region: undefined,
      after: null,
    })
    expect(coming.meetings.map((meeting) => meeting.id)).toEqual([id])
  })

  test('is held only by enough, its votes are no more than came, and it may take a step of its need', async () => {
    const id = await announce()
    const come = (attended: Parameters<typeof recordAttendance>[1]['attended'], on = '2026-03-10') =>
      version(id).then((v) => recordAttendance(at(on, officer), { meetingId: id, version: v, attended }))
    const all = { RESIDENT_REPRESENTATIVES: 30, MIGRANT_WORKERS: 4 }
    expect(await come(all, '2026-03-09')).toMatchObject(refused('meeting.not-yet'))
    expect(await come({ RESIDENT_REPRESENTATIVES: 30 })).toMatchObject(refused('meeting.attendance-missing'))
    expect(await come({ RESIDENT_REPRESENTATIVES: 41, MIGRANT_WORKERS: 4 })).toMatchObject(
      refused('meeting.attendance-over'),
    )
    expect(await come({ RESIDENT_REPRESENTATIVES: 20, MIGRANT_WORKERS: 2 })).toMatchObject({
      ok: false,
      refusal: { code: 'meeting.quorum-short', data: { needed: 23 } },
    })
    expect((await deskPage(at('2026-03-10', officer))).you.map(({ kind }) => kind)).toContain('meetingToRecord')
    must(await come(all))
    const same = typed({ startsAt: instantAt('2026-03-20T19:00') })
    must(await announceMeeting(at('2026-03-03', officer), same))
    expect(await announceMeeting(at('2026-03-03', officer), same)).toMatchObject(refused('meeting.announced-already'))
    const vote = { meetingId: id, motion: '同意推进助浴服务', votesFor: 30, votesAgainst: 2, abstained: 2 }
    expect(await recordVote(at('2026-03-10', officer), { ...vote, votesFor: 31 })).toMatchObject(
      refused('meeting.votes-over'),
    )
    must(await recordVote(at('2026-03-10', officer), vote))
    expect(await recordVote(at('2026-03-10', officer), vote)).toMatchObject(refused('meeting.voted-already'))
    const step = async (over: Parameters<typeof stepTyped>[2]) =>
      recordStep(at('2026-03-10', officer), {
        needId: need.id,
        version: await versionOf(t, need.id),
        ...stepTyped('DELIBERATION', '2026-03-09', {
          meetingId: id,
          entitled: 45,
          present: 34,
          votesFor: 30,
          votesAgainst: 2,
          abstained: 2,
          ...over,
        }),
      })
    expect(await step({ present: 35 })).toMatchObject(refused('need.present-over-meeting'))
    expect(await step({ heldOn: toDay('2026-03-10') })).toMatchObject(refused('need.other-meeting'))
    must(await step({}))
    expect((await readMeeting(at('2026-03-10'), id))?.steps).toEqual([
      { needNo: need.needNo, step: 'DELIBERATION', passed: true },
    ])
  })

  test('owes its minutes by a day; papers and minutes are public once published, and never change', async () => {
    const id = await announce({ subjects: [] })
    must(
      await recordAttendance(at('2026-03-10', officer), {
        meetingId: id,
        version: 1,
        attended: { RESIDENT_REPRESENTATIVES: 40, MIGRANT_WORKERS: 5 },
      }),
    )
    const file = new File(['会议记录全文'], '会议记录.txt', { type: 'text/plain' })
    must(await addPaper(at('2026-03-10', officer), { meetingId: id, file }))
    const { fileId } = await t.owner.meetingFile.findFirstOrThrow({ where: { meetingId: id } })
    expect(await readFile(at('2026-03-10'), fileId)).toMatchObject(refused('not-found'))
    expect((await readMeeting(at('2026-03-10'), id))?.files).toEqual([])
    expect(await readMeeting(at('2026-03-20'), id)).toMatchObject({ isOverdue: true })
    expect((await deskPage(at('2026-03-20', officer))).you).toContainEqual(
      expect.objectContaining({ kind: 'minutesToPublish', id, dueOn: '2026-03-16' }),
    )
    const publish = { meetingId: id, version: await version(id), minutes: '到会代表一致同意推进，列出三项分工。' }
    expect(await publishMinutes(at('2026-03-20', await makePerson(t, '路人')), publish)).toMatchObject(
      refused('not-found'),
    )
    must(await publishMinutes(at('2026-03-20', officer), publish))
    must(await readFile(at('2026-03-20'), fileId))
    expect(await readMeeting(at('2026-03-20'), id)).toMatchObject({
      state: 'PUBLISHED',
      isOverdue: false,
      minutes: publish.minutes,
    })
    await expect(t.owner.meeting.update({ where: { id }, data: { minutes: '另一回事' } })).rejects.toThrow(
      /meeting\.over/,
    )
    expect(
      await recordVote(at('2026-03-20', officer), {
        meetingId: id,
        motion: '事后补票',
        votesFor: 1,
        votesAgainst: 0,
        abstained: 0,
      }),
    ).toMatchObject(refused('meeting.not-held'))
  })

  test('is cancelled with a reason before it was held; whoever raised what it is about is told of both', async () => {
    const [email, title] = ['chen@example.cn', '楼道夜间照明']
    const about = await proposedNeed(t, body, officer, toDay('2026-03-02'), { email, title })
    const id = await announce({ subjects: [about.needNo] })
    must(
      await cancelMeeting(at('2026-03-05', officer), {
        meetingId: id,
        version: 1,
        reason: '会场临时停电，改期另行公告。',
      }),
    )
    expect(await readMeeting(at('2026-03-05'), id)).toMatchObject({ state: 'CANCELLED' })
    const letters = await t.owner.message.findMany({ where: { toAddress: email }, orderBy: { id: 'asc' } })
    expect(letters.slice(-2).map(({ values }) => values)).toMatchObject([
      { stateKey: 'need.meetingAnnounced' },
      { stateKey: 'need.meetingCancelled' },
    ])
    expect(letters.map(({ values }) => JSON.stringify(values)).join('\n')).toMatch(
      /2026-03-09 19:00[\s\S]*会场临时停电/,
    )
    expect(
      await recordAttendance(at('2026-03-10', officer), { meetingId: id, version: 2, attended: {} }),
    ).toMatchObject(refused('meeting.over'))
  })
})
