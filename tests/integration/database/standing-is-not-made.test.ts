import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { toDay } from '#app/domain/shared/day.ts'
import { confirmEvent, enterEvent } from '#app/services/credit/enter-event.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { proposedNeed, stepTyped } from '#tests/support/scenes-need.ts'
import { accountIdOf, type Bureau, makePerson, must } from '#tests/support/scenes.ts'
import { makeCity, makeRegistry } from '#tests/support/scenes-standing.ts'

// What somebody with the runtime role's connection could write to make a standing, a vote or a right of their own.
const t = useDatabase()
const at = (on: string, actor?: Parameters<typeof t.contextAt>[1]) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const write = (statement: string) => t.app.$executeRawUnsafe(statement)

let bureau: Bureau
let bidder: Bidder
let officer: string
let approver: string
let stranger: string
beforeAll(async () => {
  bureau = await makeRegistry(t)
  bidder = await makeBidder(t)
  officer = accountIdOf(bureau.officer)
  approver = accountIdOf(bureau.approver)
  stranger = accountIdOf(await makePerson(t, '路人'))
})

describe('rules', () => {
  test('every table of rules is read by the runtime role and written by migrations alone', async () => {
    const open = await t.owner.$queryRaw<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND (c.relname ~ '_(rule|kind|effect|term|band|criterion|set|test)$' OR c.relname IN ('region', 'need_turn', 'regional_indicator', 'lifecycle_edge'))
        AND c.relname NOT IN ('matching_rule', 'post_price_rule', 'milestone_criterion')
        AND (has_table_privilege('commonweal_app', c.oid, 'INSERT') OR has_table_privilege('commonweal_app', c.oid, 'UPDATE') OR has_table_privilege('commonweal_app', c.oid, 'DELETE'))`
    expect(open).toEqual([])
  })

  test.each([
    ['a list that bars nobody', `UPDATE credit_effect SET effect = 'WARN'`],
    [
      'a quorum of nobody',
      `INSERT INTO assembly_rule SELECT committee_kind, step, basis, '2020-01-01', 0, 1, false, 0, 1, false, '', '', true FROM assembly_rule`,
    ],
    ['a meeting without notice', `UPDATE meeting_kind SET notice_days = 0`],
    ['a turn never taken', `DELETE FROM need_turn`],
    ['another place', `UPDATE region SET path = 'x'`],
  ])('not %s', async (_what, statement) => {
    await expect(write(statement)).rejects.toThrow(/permission denied|append-only/)
  })
})

describe('credit', () => {
  const event = (columns: string, values: string, kind = 'COMMENDATION', day = '2026-03-01') =>
    `INSERT INTO credit_event (organization_id, body_id, region_id, kind, happened_on, legal_basis, document_no, summary, recorded_by_id${columns})
     VALUES ('${bidder.id}', '${bureau.body.id}', '${bureau.body.regionId}', '${kind}', '${day}', 'x', '${randomUUID()}', 'x', '${officer}'${values})`

  test('no event is born confirmed, and none entered as of another hour', async () => {
    await expect(write(event(', confirmed_by_id, confirmed_at', `, '${approver}', now()`))).rejects.toThrow(
      'refused:forbidden',
    )
    await expect(
      write(
        event(
          ', rating, valid_until, confirmed_by_id, confirmed_at',
          `, 5, '2030-01-01', '${approver}', now()`,
          'RATING',
        ),
      ),
    ).rejects.toThrow('refused:forbidden')
    await write(event(', recorded_at', `, '2020-01-01'`))
    const [row] = await t.owner.$queryRaw<{ late: boolean }[]>`
      SELECT recorded_at > now() - interval '1 hour' AS late FROM credit_event WHERE recorded_by_id = ${officer}::uuid ORDER BY id DESC LIMIT 1`
    expect(row?.late).toBe(true)
  })

  test('a listing is neither left out nor invented, and no request is born granted', async () => {
    const { eventId } = must(
      await enterEvent(at('2026-03-02', bureau.officer), {
        organizationId: bidder.id,
        bodyId: bureau.body.id,
        kind: 'UNREACHABLE',
        happenedOn: toDay('2026-03-01'),
        legalBasis: '社会组织信用信息管理办法第十一条',
        documentNo: '民社信〔2026〕9号',
        summary: '通过登记的住所无法取得联系。',
        fineFen: undefined,
        year: undefined,
        conclusion: undefined,
        needsRectification: true,
        file: undefined,
      }),
    )
    must(await confirmEvent(at('2026-03-02', bureau.approver), { eventId }))
    await expect(write(`DELETE FROM credit_span WHERE organization_id = '${bidder.id}'`)).rejects.toThrow(
      'credit.spans',
    )
    await expect(write(`UPDATE credit_span SET to_on = from_on`)).rejects.toThrow('permission denied')
    const shortened = t.app.$transaction([
      t.app.$executeRaw`DELETE FROM credit_span WHERE organization_id = ${bidder.id}::uuid`,
      t.app
        .$executeRaw`INSERT INTO credit_span VALUES (${bidder.id}::uuid, 'ABNORMAL', '2026-03-01', '2026-03-02', ARRAY[${eventId}::uuid])`,
    ])
    await expect(shortened).rejects.toThrow('credit.spans')
    // A warning lists by itself for six months, confirmed without its time on the list it is not confirmed.
    await write(event('', '', 'WARNING', '2026-03-20'))
    await expect(
      write(
        `UPDATE credit_event SET confirmed_by_id = '${approver}', confirmed_at = now() WHERE kind = 'WARNING' AND organization_id = '${bidder.id}'`,
      ),
    ).resolves.toBe(1)
    const warned = await makeBidder(t, '被警告的社会组织')
    await write(event('', '', 'WARNING', '2026-03-20').replace(bidder.id, warned.id))
    await expect(
      write(
        `UPDATE credit_event SET confirmed_by_id = '${approver}', confirmed_at = now() WHERE organization_id = '${warned.id}'`,
      ),
    ).rejects.toThrow('credit.spans')
    const other = await makeBidder(t, '旁边的社会组织')
    await expect(
      write(`INSERT INTO credit_span VALUES ('${other.id}', 'SERIOUS', '2026-03-01', NULL, ARRAY['${eventId}'::uuid])`),
    ).rejects.toThrow('credit.spans')
    await expect(
      write(`INSERT INTO credit_request (event_id, kind, statement, filed_by_id, due_on, decided_by_id, decided_at, granted, decision_reason)
        VALUES ('${eventId}', 'CORRECTION', 'x', '${accountIdOf(bidder.owner)}', '2026-04-01', '${approver}', now(), true, 'x')`),
    ).rejects.toThrow('refused:forbidden')
  })
})

describe('needs and meetings', () => {
  test('a round is not turned back, nor words said about it changed while it stands', async () => {
    const { id } = await proposedNeed(t, bureau.body, bureau.officer, toDay('2026-03-02'))
    for (const change of ['round = 5', `state_at = now()`, `state_by_id = '${stranger}'`])
      await expect(write(`UPDATE need SET ${change} WHERE id = '${id}'`)).rejects.toThrow('refused:forbidden')
  })

  test('nobody comes before it begins, guests are not counted as members, and none is born held', async () => {
    const { id: needId } = await proposedNeed(t, bureau.body, bureau.officer, toDay('2026-03-02'))
    const announce = (startsAt: string) =>
      t.owner.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('commonweal.clock', '2026-03-02T12:00:00+08:00', true)`
        const { id } = await tx.meeting.create({
          data: {
            bodyId: bureau.body.id,
            kind: 'REPRESENTATIVES',
            kindValidFrom: new Date('2018-12-29'),
            title: '代表会',
            agenda: '一',
            place: '二楼',
            regionId: bureau.body.regionId,
            startsAt: new Date(startsAt),
            chair: '主任',
            announcedById: officer,
            minutesDueOn: new Date('2026-03-20'),
          },
          select: { id: true },
        })
        await tx.meetingSeat.createMany({
          data: [
            { meetingId: id, constituency: 'RESIDENT_REPRESENTATIVES', seats: 30 },
            { meetingId: id, constituency: 'EXPERTS', seats: 30 },
          ],
        })
        await tx.meetingSubject.create({ data: { meetingId: id, needId } })
        return id
      })
    const coming = await announce('2100-01-01T10:00:00+08:00')
    await expect(write(`UPDATE meeting_seat SET attended = 1 WHERE meeting_id = '${coming}'`)).rejects.toThrow(
      'meeting.not-yet',
    )
    const held = await announce('2026-03-09T10:00:00+08:00')
    await write(`UPDATE meeting_seat SET attended = 20 WHERE meeting_id = '${held}'`)
    await write(`UPDATE meeting SET state = 'HELD', held_by_id = '${officer}' WHERE id = '${held}'`)
    const { present, votesFor, votesAgainst, abstained } = stepTyped('DELIBERATION', '2026-03-09', {
      present: 21,
      votesFor: 20,
      votesAgainst: 0,
      abstained: 1,
    })
    const step = (came: number) =>
      write(`INSERT INTO need_step (need_id, round, step, held_on, basis, entitled, present, votes_for, votes_against, abstained, passed, rule_valid_from, summary, recorded_by_id, meeting_id)
        VALUES ('${needId}', 1, 'DELIBERATION', '2026-03-09', 'REPRESENTATIVES', 30, ${came}, ${votesFor}, ${votesAgainst}, ${came - votesFor}, true, '2018-12-29', 'x', '${officer}', '${held}')`)
    expect(abstained).toBe(present - votesFor)
    await expect(step(present)).rejects.toThrow('need.present-over-meeting')
    await step(20)
  })
})

test('who hands over a function, recognizes, rates, admits or enters a figure belongs to the body and does not do it alone', async () => {
  const far = await makeCity(t, '440300', '深圳市', 'Shenzhen')
  await expect(
    write(`INSERT INTO function_transfer (body_id, title, content, department, recipient, document_no, decided_on, starts_on, entered_by_id, confirmed_by_id, confirmed_at)
      VALUES ('${bureau.body.id}', 'x', 'x', 'x', 'x', 'x', '2026-01-01', '2026-01-01', '${officer}', '${stranger}', now())`),
  ).rejects.toThrow('refused:forbidden')
  const agreement = (who: string) =>
    write(`INSERT INTO recognition (what, issuer_region_id, accepting_region_id, from_on, title, document_no, body_id, entered_by_id)
      VALUES ('RATING', '${far.id}', '${bureau.body.regionId}', '2026-01-01', 'x', 'x', '${bureau.body.id}', '${who}')`)
  await expect(agreement(stranger)).rejects.toThrow('refused:forbidden')
  await agreement(officer)
  await expect(
    write(
      `UPDATE recognition SET confirmed_by_id = '${stranger}', confirmed_at = now() WHERE entered_by_id = '${officer}'`,
    ),
  ).rejects.toThrow('refused:forbidden')
  await expect(
    write(`INSERT INTO rating_round (body_id, title, notice, document_no, apply_from, apply_until, published_by_id)
      VALUES ('${bureau.body.id}', 'x', 'x', 'x', '2026-01-01', '2100-01-01', '${stranger}')`),
  ).rejects.toThrow('refused:forbidden')
  await expect(
    write(`INSERT INTO supplier_admission (body_id, organization_id, admitted_on, reason, document_no, entered_by_id)
      VALUES ('${bureau.body.id}', '${bidder.id}', '2026-01-01', 'x', 'x', '${approver}')`),
  ).rejects.toThrow('refused:forbidden')
  await expect(
    write(`INSERT INTO regional_figure (region_id, indicator_code, what, year, value, document_title, document_no, body_id, entered_by_id)
      VALUES ('${bureau.body.regionId}', 'POPULATION', 'ACTUAL', 2025, 1, 'x', 'x', '${bureau.body.id}', '${stranger}')`),
  ).rejects.toThrow('refused:forbidden')
  await expect(
    write(
      `INSERT INTO annual_report (organization_id, body_id, year, due_on, known, first_submitted_at) SELECT '${bidder.id}', '${bureau.body.id}', 2020, '2021-05-31', '{}', '2021-01-01'`,
    ),
  ).rejects.toThrow('refused:forbidden')
})
