import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { mergeRelease } from '#app/domain/open-data/merge.ts'
import { type Branch, writeTree } from '#app/domain/open-data/tree.ts'
import { writeRecordPackage, writeReleasePackage } from '#app/domain/open-data/write-package.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { proposeAmendment, publishAmendment } from '#app/services/call/amend-call.server.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { orderClawback, proposeClawback } from '#app/services/clawback/order-clawback.server.ts'
import { receiveClawback } from '#app/services/clawback/settle-clawback.server.ts'
import { releaseAll } from '#app/services/open-data/release-all.server.ts'
import { releaseChanged, releaseProcess } from '#app/services/open-data/release-process.server.ts'
import { readRecord, readReleasePage } from '#app/services/open-data/queries/releases.server.ts'
import { completeProject } from '#app/services/project/complete-project.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { chanceOf } from '#tests/support/chance.ts'
import { useDatabase } from '#tests/support/database.ts'
import { faultsOf } from '#tests/open-data/validate.ts'
import { afterDeadline, draftedCall, must, publishedCall, sceneStart, submittedCall } from '#tests/support/scenes.ts'
import { awardAt, noticeAt, scoredCall, sealedBid } from '#tests/support/scenes-panel.ts'
import {
  accepted,
  payDay,
  type ProjectStory,
  release,
  runningProject,
  trancheOf,
} from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const publisher = { name: '公益汇', baseUrl: 'https://gyh.example', ocidPrefix: 'ocds-abc123' }
const at = (instant: string) => new Date(instant)

type Release = {
  id: string
  date: string
  tag: string[]
  parties: { name: string; roles: string[] }[]
  tender: { id: string; status: string; description: string; amendments: { rationale: string }[] }
  bids: {
    statistics: { id: string; value: number }[]
    details: { id: string; rank: number; value: { amount: number } }[]
  }
  awards: { id: string; status: string; value: { amount: number } }[]
  contracts: {
    id: string
    status: string
    value: { amount: number }
    implementation: {
      milestones: { status: string }[]
      transactions: { id: string; value: { amount: number }; relatedImplementationMilestone?: { title: string } }[]
    }
  }[]
}

async function recordOf(callNo: string) {
  const text = writeRecordPackage(publisher, await readRecord(t.app, callNo))
  expect(faultsOf('records', text)).toEqual([])
  const { records } = JSON.parse(text) as { records: { ocid: string; releases: Release[]; compiledRelease: Release }[] }
  const [record] = records
  if (record === undefined) throw new Error('a package has a record')
  return { text, ...record }
}

describe('from the call to its end', () => {
  test('a draft, a submitted call and a rehearsal have no release, and PostgreSQL takes none', async () => {
    const { call: draft } = await draftedCall(t)
    const { call: submitted } = await submittedCall(t)
    for (const { id } of [draft, submitted]) {
      expect(await releaseProcess(t.app, id, at(sceneStart))).toBe(0)
      await expect(insertRelease(id, at(sceneStart))).rejects.toThrow(/not public/)
    }
    const { call } = await publishedCall(t)
    await t.owner.$executeRaw`ALTER TABLE call DISABLE TRIGGER USER`
    await t.owner.call.update({ where: { id: call.id }, data: { isRehearsal: true } })
    expect(await releaseProcess(t.app, call.id, at(sceneStart))).toBe(0)
    await expect(insertRelease(call.id, at(sceneStart))).rejects.toThrow(/not public/)
  })

  test('publication, amendment and cancellation are releases of their own; running again writes nothing', async () => {
    const { call, callNo, bureau } = await publishedCall(t)
    const write = (instant: string) => releaseProcess(t.app, call.id, at(instant))
    expect(await write(sceneStart)).toBe(1)
    expect(await write(sceneStart)).toBe(0)
    const published = await recordOf(callNo)
    expect(published.releases.map(({ tag }) => tag)).toEqual([['planning', 'tender']])
    expect(published.compiledRelease).toMatchObject({
      tag: ['compiled'],
      tender: { id: callNo, status: 'active', value: { amount: Number(call.ceilingFen) / 100, currency: 'CNY' } },
    })

    await amend(call, bureau, '2026-03-03T09:00:00+08:00')
    expect(await write('2026-03-03T09:00:05+08:00')).toBe(1)
    const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
    const ended = t.contextAt('2026-03-04T09:00:00+08:00', bureau.approver)
    must(await cancelCall(ended, { callId: call.id, version, code: 'TASK_CANCELLED', reason: '需求发生重大变化' }))
    expect(await write('2026-03-04T09:00:05+08:00')).toBe(1)
    const record = await recordOf(callNo)
    expect(record.releases.map(({ tag }) => tag)).toEqual([
      ['planning', 'tender'],
      ['tenderAmendment'],
      ['tenderCancellation'],
    ])
    expect(record.releases[1]?.tender.amendments).toMatchObject([{ rationale: '现场踏勘后补充要求' }])
    expect(record.compiledRelease.tender.status).toBe('cancelled')
    // What was written as it happened is what is made of it afterwards.
    const [first] = record.releases
    expect(first?.tender.description).toContain(call.requirement)
    expect(record.compiledRelease.tender.description).toContain(amended)
  })

  test('says nothing of bids and bidders before the result is public', async () => {
    const { call, callNo } = await publishedCall(t)
    await sealedBid(t, { call, callNo }, { name: '不该提前出现的社', priceFen: 45_000_000n })
    for (const instant of [sceneStart, afterDeadline(call, 5)]) {
      await releaseProcess(t.app, call.id, at(instant))
      const { text, compiledRelease } = await recordOf(callNo)
      expect(compiledRelease).not.toHaveProperty('bids')
      expect(compiledRelease.tender).not.toHaveProperty('numberOfTenderers')
      expect(text).not.toContain('不该提前出现的社')
    }
  })

  test('bids come with the published result, an award when its notice is over', async () => {
    const story = await scoredCall(t)
    const { call, callNo, bids } = story
    await releaseProcess(t.app, call.id, at(afterDeadline(call, 600)))
    const before = await recordOf(callNo)
    for (const { organization, bidId } of bids) {
      expect(before.text).not.toContain(organization.name)
      expect(before.text).not.toContain(bidId)
    }
    must(await noticeAt(t, story))
    const later = new Date('2027-01-01T00:00:00Z')
    await releaseProcess(t.app, call.id, later)
    const noticed = (await recordOf(callNo)).compiledRelease
    expect(noticed.awards.map(({ status }) => status)).toEqual(['pending'])
    expect(noticed.bids.details.map(({ rank }) => rank)).toEqual([1, 2, 3])
    expect(noticed.bids.statistics).toMatchObject([
      { id: 'bids', value: 3 },
      { id: 'validBids', value: 3 },
    ])
    must(await awardAt(t, story))
    await releaseProcess(t.app, call.id, later)
    const awarded = await recordOf(callNo)
    expect(awarded.compiledRelease.awards.map(({ status }) => status)).toEqual(['active'])
    expect(awarded.compiledRelease.contracts.map(({ status }) => status)).toEqual(['pending'])
    expect(awarded.releases.flatMap(({ tag }) => tag)).toEqual(
      expect.arrayContaining(['planning', 'tender', 'award', 'awardUpdate', 'contract']),
    )
  })
})

const amended = '每周三次上门照护、每月一次健康监测。'
async function amend(call: Call, bureau: Awaited<ReturnType<typeof publishedCall>>['bureau'], instant: string) {
  const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
  must(
    await proposeAmendment(t.contextAt(instant, bureau.officer), {
      callId: call.id,
      version,
      reason: '现场踏勘后补充要求',
      summary: call.summary,
      requirement: amended,
      beneficiaries: call.beneficiaries,
      ceiling: call.ceilingFen as never,
      bidDeadlineAt: call.bidDeadlineAt,
      startsOn: toDay(call.startsOn.toISOString().slice(0, 10)),
      endsOn: toDay(call.endsOn.toISOString().slice(0, 10)),
    }),
  )
  const proposed = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
  must(await publishAmendment(t.contextAt(instant, bureau.approver), { callId: call.id, version: proposed.version }))
}

const insertRelease = (callId: string, releasedAt: Date) =>
  t.app
    .$executeRaw`INSERT INTO open_release (call_id, tags, released_at, content) VALUES (${callId}::uuid, ARRAY['tender'], ${releasedAt}, '{"language": "zh"}')`

describe('a project that is paid, completed and pays back', () => {
  let story: ProjectStory
  const end = '2026-09-12T10:00:00+08:00'
  beforeAll(async () => {
    story = await runningProject(t)
    for (const { position } of story.milestones) {
      await accepted(t, story, position)
      must(await release(t, story, position))
    }
    const { version } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    const when = (actor: typeof story.finance) => t.contextAt('2026-09-10T10:00:00+08:00', actor)
    must(await completeProject(when(story.bureau.officer), { projectId: story.projectId, version }))
    const { clawbackId } = must(
      await proposeClawback(when(story.bureau.officer), {
        projectId: story.projectId,
        ground: 'UNSPENT',
        amount: 1_234_567n,
        dueOn: toDay('2026-10-10'),
        reason: '结余资金退回',
      }),
    )
    must(await orderClawback(when(story.bureau.approver), { clawbackId, version: 1 }))
    must(
      await receiveClawback(when(story.finance), {
        clawbackId,
        version: 2,
        amount: 1_234_567n,
        receivedOn: toDay('2026-09-10'),
        reference: 'HK-1',
      }),
    )
    await releaseChanged(t.app, { projectId: story.projectId }, at(end))
  }, 120_000)

  test('its history is there from planning to termination, in the order of what happened', async () => {
    const { releases } = await recordOf(story.callNo)
    const tags = releases.flatMap(({ tag }) => tag)
    expect(tags.slice(0, 2)).toEqual(['planning', 'tender'])
    const first = (tag: string) => tags.indexOf(tag)
    expect(first('award')).toBeLessThan(first('contract'))
    expect(first('contract')).toBeLessThan(first('implementation'))
    expect(first('implementation')).toBeLessThan(first('contractTermination'))
    expect(first('implementationUpdate')).toBeGreaterThan(0)
    const dates = releases.map(({ date }) => Date.parse(date))
    expect(dates).toEqual(dates.toSorted((a, b) => a - b))
    expect(dates).toContain(Date.parse(payDay))
  })

  test('its transactions are the ledger’s entries, under their ids, to the fen', async () => {
    const { compiledRelease } = await recordOf(story.callNo)
    const [contract] = compiledRelease.contracts
    const transactions = contract?.implementation.transactions ?? []
    const entries = await t.owner.$queryRaw<{ id: string; fen: bigint }[]>`
      SELECT e.id, (CASE WHEN e.kind = 'release' THEN 1 ELSE -1 END * sum(p.amount) FILTER (WHERE p.amount > 0))::bigint AS fen
      FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id
      WHERE (e.kind, e.phase) IN (('release', 'settle'), ('clawback_receive', 'posted')) GROUP BY e.id`
    expect(new Map(transactions.map(({ id, value }) => [id, Math.round(value.amount * 100)]))).toEqual(
      new Map(entries.map(({ id, fen }) => [id, Number(fen)])),
    )
    expect(transactions).toHaveLength(story.milestones.length + 1)
    const { releaseEntryId } = await trancheOf(t, story)
    expect(transactions.find(({ id }) => id === releaseEntryId)?.relatedImplementationMilestone?.title).toBe(
      story.milestones[0]?.title,
    )
    expect(transactions.some(({ value }) => value.amount === -12345.67)).toBe(true)
    expect(contract?.status).toBe('terminated')
    expect(contract?.implementation.milestones.map(({ status }) => status)).toEqual(story.milestones.map(() => 'met'))
    const paid = transactions.filter(({ value }) => value.amount > 0).map(({ value }) => Math.round(value.amount * 100))
    expect(paid.reduce((sum, fen) => sum + fen, 0)).toBe(Math.round((contract?.value.amount ?? 0) * 100))
  })

  test('names no person, account or office of the inside', async () => {
    const { text } = await recordOf(story.callNo)
    const accounts = await t.owner.account.findMany({ select: { id: true, name: true, email: true } })
    const payout = await t.owner.payoutAccount.findMany({ select: { holder: true, numberTail: true, id: true } })
    const calls = await t.owner.call.findMany({ select: { fundId: true } })
    expect(accounts.length).toBeGreaterThan(5)
    for (const { id, name, email } of accounts)
      for (const secret of [id, name, email]) expect(text).not.toContain(secret)
    for (const { id, numberTail } of payout) {
      expect(text).not.toContain(id)
      expect(text).not.toContain(`"${numberTail}"`)
    }
    for (const { fundId } of calls) expect(text).not.toContain(fundId ?? 'a call has a fund')
    expect(text).not.toContain(`ZF-`)
  })

  test('merging every stored release gives the record, and nothing is missing', async () => {
    const rows = await t.app.openRelease.findMany({ where: { callId: story.call.id }, orderBy: { number: 'asc' } })
    const merged = rows.reduce<Branch>((known, { content }) => mergeRelease(known, content as Branch), {})
    const { compiledRelease } = await recordOf(story.callNo)
    expect(compiledRelease).toMatchObject(JSON.parse(writeTree(merged, publisher)) as object)
    expect(await releaseAll(t.app, at(end))).toMatchObject({ releases: 0 })
  })

  test('a renamed supplier is a release, by a job that names the organization', async () => {
    const { id } = story.winner.organization
    await t.owner.$executeRaw`ALTER TABLE organization DISABLE TRIGGER USER`
    await t.owner.organization.update({ where: { id }, data: { name: '知行社会工作促进中心' } })
    await releaseChanged(t.app, { organizationId: id }, at('2026-09-13T10:00:00+08:00'))
    const { releases, compiledRelease } = await recordOf(story.callNo)
    expect(releases.at(-1)?.parties).toEqual([expect.objectContaining({ name: '知行社会工作促进中心' })])
    expect(compiledRelease.parties.map(({ name }) => name)).toContain('知行社会工作促进中心')
  })

  test('pages go on by numbers without a gap, each a valid package', async () => {
    const { releases } = await readReleasePage(t.app, 0n)
    expect(releases.map(({ sequence }) => sequence)).toEqual(releases.map((_, index) => BigInt(index + 1)))
    const page = { after: 2n, pageSize: 2, hasMore: true, releases: releases.slice(2, 4) }
    const text = writeReleasePackage(publisher, page)
    expect(faultsOf('releases', text)).toEqual([])
    expect(JSON.parse(text)).toMatchObject({
      uri: 'https://gyh.example/open-data/ocds/releases.json?after=2',
      links: {
        next: 'https://gyh.example/open-data/ocds/releases.json?after=4',
        prev: 'https://gyh.example/open-data/ocds/releases.json',
      },
    })
  })

  test.each([
    ['changed', `UPDATE open_release SET content = '{}'`],
    ['deleted', 'DELETE FROM open_release'],
    ['emptied', 'TRUNCATE open_release'],
  ])('what was released is never %s', async (_what, statement) => {
    await expect(t.app.$executeRawUnsafe(statement)).rejects.toThrow(/permission denied|append-only/)
    await expect(t.owner.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/)
  })

  test('a release is never earlier than the one before it', async () => {
    const last = await t.app.openRelease.findFirstOrThrow({
      where: { callId: story.call.id },
      orderBy: { number: 'desc' },
    })
    await expect(insertRelease(story.call.id, last.releasedAt)).rejects.toThrow(/later than the one before/)
  })
})

test('whoever reads by numbers misses no late commit: a number waits for the one before it to be committed', async () => {
  const [one, two] = [await publishedCall(t), await publishedCall(t, { title: '另一个项目' })]
  const clients = [t.appUrl, t.appUrl].map((connectionString) => new pg.Client({ connectionString }))
  const [slow, quick] = clients as [pg.Client, pg.Client]
  await Promise.all(clients.map((client) => client.connect()))
  const insert = `INSERT INTO open_release (call_id, tags, released_at, content) VALUES ($1, ARRAY['tender'], now(), '{}') RETURNING sequence::int`
  const { releases: before } = await readReleasePage(t.app, 0n)
  const last = Number(before.at(-1)?.sequence ?? 0n)
  await slow.query('BEGIN')
  const { rows: first } = await slow.query<{ sequence: number }>(insert, [one.call.id])
  const second = quick.query<{ sequence: number }>(insert, [two.call.id])
  // It waits, and a reader sees neither.
  await expect
    .poll(
      async () => t.owner.$queryRaw`SELECT 1 AS waits FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
    .toHaveLength(1)
  expect((await readReleasePage(t.app, BigInt(last))).releases).toEqual([])
  await slow.query('COMMIT')
  expect([first[0]?.sequence, (await second).rows[0]?.sequence]).toEqual([last + 1, last + 2])
  await Promise.all(clients.map((client) => client.end()))
})

test('a reader who goes on from the last number gets every release, whatever order writers begin, commit and give up in', async () => {
  const calls = [
    await publishedCall(t),
    await publishedCall(t, { title: '第二个' }),
    await publishedCall(t, { title: '第三个' }),
  ]
  const { chance } = chanceOf(20_261_125)
  const committed: number[] = []
  const [{ last } = { last: 0 }] = await t.owner.$queryRaw<{ last: number }[]>`
    SELECT coalesce(max(sequence), 0)::int AS last FROM open_release`
  const turns = async (most: number) => {
    for (let left = chance(most); left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve))
  }
  const write = async (callId: string, isolation: string) => {
    const client = new pg.Client({ connectionString: t.appUrl })
    await client.connect()
    for (let round = 1; round <= 25; round += 1) {
      await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
      try {
        // Its snapshot is taken long before its number.
        await client.query('SELECT count(*) FROM open_release')
        await turns(40)
        const { rows } = await client.query<{ sequence: number }>(
          `INSERT INTO open_release (call_id, tags, released_at, content)
          VALUES ($1, ARRAY['tenderUpdate'], now() + make_interval(days => 1, secs => $2), '{}') RETURNING sequence::int`,
          [callId, round],
        )
        await turns(40)
        if (chance(10) < 3) await client.query('ROLLBACK')
        else {
          await client.query('COMMIT')
          committed.push(...rows.map(({ sequence }) => sequence))
        }
      } catch {
        // The database let it not: as a job that is tried again.
        await client.query('ROLLBACK')
      }
    }
    await client.end()
  }
  const writing = { isOver: false }
  const writers = Promise.all(
    calls.map(({ call }, index) => write(call.id, index === 2 ? 'REPEATABLE READ' : 'READ COMMITTED')),
  ).finally(() => {
    writing.isOver = true
  })
  const seen: number[] = []
  const goOn = async () => {
    const { releases } = await readReleasePage(t.app, BigInt(seen.at(-1) ?? last))
    seen.push(...releases.map(({ sequence }) => Number(sequence)))
    return releases.length
  }
  while (!writing.isOver) await goOn()
  while ((await goOn()) > 0);
  await writers
  expect(committed.length).toBeGreaterThan(25)
  expect(seen).toEqual(Array.from({ length: committed.length }, (_, index) => last + 1 + index))
  expect(committed.toSorted((one, other) => one - other)).toEqual(seen)
})
