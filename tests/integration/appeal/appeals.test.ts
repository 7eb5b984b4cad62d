import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { accountCode, inPart, transfer } from '#app/domain/ledger/accounts.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { draftAppeal } from '#app/services/appeal/draft-appeal.server.ts'
import { openAppeal, stopAppeal, submitAppeal } from '#app/services/appeal/decide-appeal.server.ts'
import { giveAccount } from '#app/services/appeal/give-account.server.ts'
import { readGiver } from '#app/services/shared/giver.server.ts'
import { keepAppeals } from '#app/services/appeal/keep-appeals.server.ts'
import { receivePledge, refundPledge, releasePledge } from '#app/services/appeal/keep-money.server.ts'
import { findPledge, makePledge, withdrawPledge } from '#app/services/appeal/make-pledge.server.ts'
import { agreeNaming, passAppeal } from '#app/services/appeal/pass-appeal.server.ts'
import { readBureauAppeal } from '#app/services/appeal/queries/bureau-appeals.server.ts'
import { tellGiver } from '#app/services/appeal/tell-giver.server.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { decideHalt } from '#app/services/halt/decide-halt.server.ts'
import { proposeHalt } from '#app/services/halt/propose-halt.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeOfficer, must, publishedCall } from '#tests/support/scenes.ts'
import { runningProject } from '#tests/support/scenes-project.ts'
import {
  appealDay,
  appealTyped,
  given,
  givingBureau,
  openedAppeal,
  pledged,
  pledgeOf,
  pledgeTyped,
  versionOf,
} from '#tests/support/scenes-appeal.ts'

const t = useDatabase()
const refused = (code: string) => ({ ok: false, refusal: { code } })
const appealOf = (id: string) => t.owner.appeal.findUniqueOrThrow({ where: { id } })
const stateOf = async (pledgeId: string) => (await t.owner.pledge.findUniqueOrThrow({ where: { id: pledgeId } })).state
const broken = async () =>
  (await t.owner.$queryRaw<{ rule: string; breaches: bigint }[]>`SELECT * FROM ledger_check()`)
    .filter(({ breaches }) => breaches > 0n)
    .map(({ rule }) => rule)
const atBank = { on: toDay('2026-03-09') }
const ref = () => `B-${randomUUID().slice(0, 8)}`

describe('an appeal', () => {
  test('is opened complete, by another person than the one who drafted it', async () => {
    const bureau = await givingBureau(t)
    const officer = t.contextAt(appealDay, bureau.officer)
    const typed = appealTyped({ for: { kind: 'fund', id: bureau.fund.id }, partnerLicence: '' })
    const { appealId } = must(await draftAppeal(officer, typed))
    expect(await submitAppeal(officer, { appealId, version: 1 })).toMatchObject(refused('appeal.incomplete'))
    const whole = must(await draftAppeal(officer, appealTyped({ for: { kind: 'fund', id: bureau.fund.id } })))
    must(await submitAppeal(officer, { ...whole, version: 1 }))
    // The officer is an approver as well: still not of their own.
    const both = {
      ...bureau.officer,
      bodies: [...bureau.officer.bodies, { bodyId: bureau.body.id, role: 'APPROVER' as const }],
    }
    expect(await openAppeal(t.contextAt(appealDay, both), { ...whole, version: 2 })).toMatchObject(
      refused('appeal.four-eyes'),
    )
    must(await openAppeal(t.contextAt(appealDay, bureau.approver), { ...whole, version: 2 }))
    await expect(
      t.owner.$executeRaw`UPDATE appeal SET target_fen = target_fen + 1 WHERE id = ${whole.appealId}::uuid`,
    ).rejects.toThrow('appeal.frozen')
  })

  test('needs a fund that takes donations, of the own body', async () => {
    const story = await publishedCall(t)
    const typed = appealTyped({ for: { kind: 'call', id: story.call.id } })
    expect(await draftAppeal(t.contextAt(appealDay, story.bureau.officer), typed)).toMatchObject(
      refused('appeal.no-donations'),
    )
    const other = await givingBureau(t)
    const foreign = appealTyped({ for: { kind: 'fund', id: other.fund.id } })
    expect(await draftAppeal(t.contextAt(appealDay, story.bureau.officer), foreign)).toMatchObject(
      refused('appeal.no-purpose'),
    )
  })
})

describe('promises', () => {
  test('sixty at once for what covers three: three', { timeout: 60_000 }, async () => {
    const { appealId } = await openedAppeal(t)
    const ctx = t.contextAt(appealDay)
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        makePledge({ ...ctx, ip: `10.0.0.${index}` }, { appealId, ...pledgeTyped(1_000_000n) }),
      ),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3)
    expect(outcomes.filter((each) => !each.ok && each.refusal.code === 'appeal.full')).toHaveLength(57)
    expect((await appealOf(appealId)).standingFen).toBe(3_000_000n)
  })

  test('the last is cut to what is missing, and the database takes no more whatever asks', async () => {
    const { appealId } = await openedAppeal(t)
    await pledged(t, appealId, 2_999_900n)
    const { code, wasCut } = must(await makePledge(t.contextAt(appealDay), { appealId, ...pledgeTyped(500_000n) }))
    expect(wasCut).toBe(true)
    expect(await pledgeOf(t, code)).toMatchObject({ offeredFen: 500_000n, amountFen: 100n })
    await expect(
      t.owner.$executeRaw`UPDATE appeal SET standing_fen = target_fen + 1 WHERE id = ${appealId}::uuid`,
    ).rejects.toThrow('appeal_standing')
  })

  test('the same form posted twice, also at once, promises once', async () => {
    const { appealId } = await openedAppeal(t)
    const typed = { appealId, ...pledgeTyped(10_000n) }
    const [first, second] = await Promise.all([
      makePledge(t.contextAt(appealDay), typed),
      makePledge(t.contextAt(appealDay), typed),
    ])
    expect(must(first).code).toBe(must(second).code)
    expect(await t.owner.pledge.count({ where: { appealId } })).toBe(1)
  })

  test('nothing outside the dates, of a draft, or once it is stopped', async () => {
    const { appealId, bureau } = await openedAppeal(t)
    const late = t.contextAt('2026-04-01T00:00:00+08:00')
    expect(await makePledge(late, { appealId, ...pledgeTyped(10_000n) })).toMatchObject(refused('appeal.outside-dates'))
    await expect(
      t.owner
        .$executeRaw`INSERT INTO pledge (appeal_id, body_id, form_key, code_hash, offered_fen, amount_fen, giver_sealed, has_email, locale, due_on)
        VALUES (${appealId}::uuid, ${bureau.body.id}::uuid, uuidv7(), '\\x01', 100, 100, '\\x01', false, 'EN', today())`,
    ).rejects.toThrow('appeal.outside-dates')
    must(
      await stopAppeal(t.contextAt(appealDay, bureau.approver), { appealId, version: 3, reason: '用途已由财政安排' }),
    )
    expect(await makePledge(t.contextAt(appealDay), { appealId, ...pledgeTyped(10_000n) })).toMatchObject(
      refused('appeal.not-open'),
    )
  })

  test('the giver is read with the secret alone, and withdraws with the code alone', async () => {
    const { appealId } = await openedAppeal(t)
    const { pledge, code } = await pledged(t, appealId, 3_000_000n)
    expect(Buffer.from(pledge.giverSealed).toString('latin1')).not.toContain('giver@example.cn')
    expect(readGiver(t.contextAt(appealDay).keys, pledge)).toMatchObject({ email: 'giver@example.cn' })
    const ctx = t.contextAt(appealDay)
    expect(await withdrawPledge(ctx, { code: 'AAAA-AAAA-AAAA-AAAA', version: 1 })).toMatchObject(
      refused('pledge.unknown'),
    )
    must(await withdrawPledge(ctx, { code: code.toLowerCase(), version: 1 }))
    expect(await stateOf(pledge.id)).toBe('WITHDRAWN')
    expect((await appealOf(appealId)).standingFen).toBe(0n)
  })

  test('finance cancels one that nobody means: its place is free, and no giver is left without a word', async () => {
    const story = await openedAppeal(t)
    const { pledge } = await pledged(t, story.appealId, 3_000_000n, { email: 'cancelled@example.cn' })
    const step = { pledgeId: pledge.id, version: 1 }
    expect(await releasePledge(t.contextAt(appealDay, story.bureau.officer), step)).toMatchObject(refused('forbidden'))
    must(await releasePledge(t.contextAt(appealDay, story.finance), step))
    expect((await appealOf(story.appealId)).standingFen).toBe(0n)
    await tellGiver(t.owner, t.contextAt(appealDay).keys, { pledgeId: pledge.id, state: 'RELEASED' })
    const [letter] = await t.owner.message.findMany({ where: { toAddress: 'cancelled@example.cn' } })
    expect(letter?.values).toMatchObject({ whyKey: 'appeal.why.CANCELLED' })
  })

  test('whoever guesses codes is soon answered no more', async () => {
    const ctx = { ...t.contextAt(appealDay), ip: '192.0.2.77' }
    for (let tries = 0; tries < 20; tries += 1)
      expect(await findPledge(ctx, 'AAAA-AAAA-AAAA-AAAA')).toMatchObject(refused('pledge.unknown'))
    expect(await findPledge(ctx, 'AAAA-AAAA-AAAA-AAAA')).toMatchObject(refused('account.throttled'))
  })

  test('a promise whose money did not come frees its place; what comes after all counts while there is room', async () => {
    const story = await openedAppeal(t)
    const { pledge } = await pledged(t, story.appealId, 3_000_000n)
    expect(await keepAppeals(t.owner, { toldNow: new Date('2026-03-16T23:00:00+08:00') })).toBe(0)
    expect(await stateOf(pledge.id)).toBe('PLEDGED')
    expect(await keepAppeals(t.owner, { toldNow: new Date('2026-03-17T00:10:00+08:00') })).toBeGreaterThan(0)
    expect(await stateOf(pledge.id)).toBe('EXPIRED')
    const finance = t.contextAt('2026-03-17T10:00:00+08:00', story.finance)
    const { isDueBack } = must(
      await receivePledge(finance, {
        pledgeId: pledge.id,
        version: 2,
        amount: 1_000_000n,
        on: toDay('2026-03-17'),
        reference: ref(),
      }),
    )
    expect(isDueBack).toBe(false)
    expect((await appealOf(story.appealId)).standingFen).toBe(1_000_000n)
  })
})

describe('money of givers', () => {
  test('is held until all has come, then passed to the donations of the fund as an appropriation', async () => {
    const story = await openedAppeal(t)
    const { pledge } = await given(t, story, 1_000_000n)
    expect((await appealOf(story.appealId)).state).toBe('OPEN')
    const approver = t.contextAt(appealDay, story.bureau.approver)
    const version = async () => versionOf(t, story.appealId)
    expect(await passAppeal(approver, { appealId: story.appealId, version: await version() })).toMatchObject(
      refused('appeal.wrong-state'),
    )
    await given(t, story, 2_000_000n, { naming: '晴川' })
    expect((await appealOf(story.appealId)).state).toBe('REACHED')
    must(await passAppeal(approver, { appealId: story.appealId, version: await version() }))
    expect(await appealOf(story.appealId)).toMatchObject({ state: 'CLOSED', standingFen: 3_000_000n })
    expect(await stateOf(pledge.id)).toBe('PASSED')
    const [appropriation] = await t.owner.appropriation.findMany({
      where: { fundId: story.bureau.fund.id, documentNo: '53100000MJ0163191UA26001' },
    })
    expect(appropriation).toMatchObject({ source: 'DONATION', amountFen: 3_000_000n, year: 2026 })
    expect(await broken()).toEqual([])
  })

  test('less than promised frees the rest, more is refused, one line of the bank counts once', async () => {
    const story = await openedAppeal(t)
    const { pledge } = await pledged(t, story.appealId, 1_000_000n)
    const finance = t.contextAt(appealDay, story.finance)
    const input = { pledgeId: pledge.id, version: 1, ...atBank, reference: ref() }
    expect(await receivePledge(finance, { ...input, amount: 1_000_001n })).toMatchObject(
      refused('pledge.above-pledged'),
    )
    expect(await receivePledge(t.contextAt(appealDay, story.bureau.officer), { ...input, amount: 1n })).toMatchObject(
      refused('forbidden'),
    )
    must(await receivePledge(finance, { ...input, amount: 400_000n }))
    expect((await appealOf(story.appealId)).standingFen).toBe(400_000n)
    const { pledge: next } = await pledged(t, story.appealId, 10_000n)
    expect(await receivePledge(finance, { ...input, pledgeId: next.id, amount: 10_000n })).toMatchObject(
      refused('pledge.same-reference'),
    )
    expect(await broken()).toEqual([])
  })

  test('a stopped appeal frees what was promised and owes back what came; it is over when that is back', async () => {
    const story = await openedAppeal(t)
    const { pledge } = await given(t, story, 1_000_000n)
    const { pledge: open } = await pledged(t, story.appealId, 500_000n)
    const approver = t.contextAt(appealDay, story.bureau.approver)
    must(
      await stopAppeal(approver, {
        appealId: story.appealId,
        version: await versionOf(t, story.appealId),
        reason: '用途已由财政安排',
      }),
    )
    expect([await stateOf(pledge.id), await stateOf(open.id)]).toEqual(['REFUND_DUE', 'RELEASED'])
    expect(await broken()).toEqual([])
    const finance = t.contextAt(appealDay, story.finance)
    // The money that was promised comes all the same: it is entered, and goes back.
    const late = must(
      await receivePledge(finance, {
        pledgeId: open.id,
        version: 2,
        amount: 500_000n,
        ...atBank,
        reference: ref(),
      }),
    )
    expect(late.isDueBack).toBe(true)
    for (const id of [pledge.id, open.id])
      must(await refundPledge(finance, { pledgeId: id, version: 3, ...atBank, reference: ref() }))
    expect(await appealOf(story.appealId)).toMatchObject({ state: 'CLOSED', standingFen: 0n })
    expect(await refundPledge(finance, { pledgeId: open.id, version: 4, ...atBank, reference: ref() })).toMatchObject(
      refused('pledge.wrong-state'),
    )
    expect(await broken()).toEqual([])
  })

  test('goes back by itself when the call ends without an award', async () => {
    const bureau = await givingBureau(t)
    const { call } = await publishedCall(t, { bureau })
    const story = await openedAppeal(t, { bureau, for: { kind: 'call', id: call.id } })
    const { pledge } = await given(t, story, 3_000_000n)
    expect((await appealOf(story.appealId)).state).toBe('REACHED')
    const approver = t.contextAt(appealDay, bureau.approver)
    expect(
      await passAppeal(approver, { appealId: story.appealId, version: await versionOf(t, story.appealId) }),
    ).toMatchObject(refused('appeal.not-funded'))
    must(
      await cancelCall(approver, {
        callId: call.id,
        version: call.version,
        code: 'TASK_CANCELLED',
        reason: '需求发生重大变化',
      }),
    )
    expect(await stateOf(pledge.id)).toBe('REFUND_DUE')
    expect(await appealOf(story.appealId)).toMatchObject({ state: 'STOPPED', stopCode: 'CALL_ENDED' })
    expect(await broken()).toEqual([])
  })

  test('goes back when less came than was asked for, where that was said; is used as far as it goes where that was', async () => {
    const after = new Date('2026-04-10T00:10:00+08:00')
    const [back, use] = [await openedAppeal(t, { belowTarget: 'RETURN' }), await openedAppeal(t)]
    const [first, second] = [await given(t, back, 1_000_000n), await given(t, use, 1_000_000n)]
    await keepAppeals(t.owner, { toldNow: after })
    expect(await appealOf(back.appealId)).toMatchObject({ state: 'STOPPED', stopCode: 'BELOW_TARGET' })
    expect(await stateOf(first.pledge.id)).toBe('REFUND_DUE')
    expect((await appealOf(use.appealId)).state).toBe('ENDED')
    must(
      await passAppeal(t.contextAt('2026-04-10T10:00:00+08:00', use.bureau.approver), {
        appealId: use.appealId,
        version: await versionOf(t, use.appealId),
      }),
    )
    expect(await stateOf(second.pledge.id)).toBe('PASSED')
    expect(await broken()).toEqual([])
  })
})

describe('asked for twice at once', () => {
  test('money comes once and goes back once', async () => {
    const story = await openedAppeal(t)
    const { pledge } = await pledged(t, story.appealId, 1_000_000n)
    const finance = t.contextAt(appealDay, story.finance)
    const came = () => ({ pledgeId: pledge.id, version: 1, amount: 1_000_000n, ...atBank, reference: ref() })
    const both = await Promise.all([receivePledge(finance, came()), receivePledge(finance, came())])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    must(
      await stopAppeal(t.contextAt(appealDay, story.bureau.approver), {
        appealId: story.appealId,
        version: await versionOf(t, story.appealId),
        reason: '用途已由财政安排',
      }),
    )
    const back = () => ({ pledgeId: pledge.id, version: 3, ...atBank, reference: ref() })
    const returns = await Promise.all([refundPledge(finance, back()), refundPledge(finance, back())])
    expect(returns.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await broken()).toEqual([])
  })
})

describe('accounts', () => {
  test('are owed every three months of a long appeal, and within three months of its end', async () => {
    const story = await openedAppeal(t, { endsOn: toDay('2026-12-31') })
    await given(t, story, 1_000_000n)
    const officer = (when: string) => t.contextAt(when, story.bureau.officer)
    const period = {
      appealId: story.appealId,
      dueOn: toDay('2026-06-09'),
      isFinal: false,
      words: '已购置 20 把助浴椅。',
    }
    expect(await giveAccount(officer('2026-05-01T10:00:00+08:00'), period)).toMatchObject(
      refused('appeal.account-not-owed'),
    )
    const page = await readBureauAppeal(officer('2026-06-05T10:00:00+08:00'), story.appealId)
    expect(page?.accounts).toEqual([])
    must(await giveAccount(officer('2026-06-05T10:00:00+08:00'), period))
    expect(await giveAccount(officer('2026-06-05T10:00:00+08:00'), period)).toMatchObject(
      refused('appeal.account-given'),
    )
    expect(await t.owner.appealAccount.findFirstOrThrow({ where: { appealId: story.appealId } })).toMatchObject({
      receivedFen: 1_000_000n,
      returnedFen: 0n,
      passedFen: 0n,
    })
    const approver = t.contextAt('2026-06-05T10:00:00+08:00', story.bureau.approver)
    must(
      await stopAppeal(approver, {
        appealId: story.appealId,
        version: await versionOf(t, story.appealId),
        reason: '用途已由财政安排',
      }),
    )
    const last = { ...period, dueOn: toDay('2026-09-05'), isFinal: true, words: '全部退回捐赠人。' }
    expect(await giveAccount(officer('2026-06-06T10:00:00+08:00'), last)).toMatchObject(
      refused('appeal.account-too-early'),
    )
  })

  test('a short one owes none before its end', async () => {
    const story = await openedAppeal(t, { endsOn: toDay('2026-08-31') })
    const rows = await t.owner.$queryRaw<object[]>`SELECT * FROM appeal_accounts_owed(${story.appealId}::uuid, 400)`
    expect(rows).toEqual([])
  })
})

describe('what breaks a rule of the books', () => {
  const rowsPast = async (sql: string) => {
    await t.owner.$executeRawUnsafe('ALTER TABLE pledge DISABLE TRIGGER USER')
    await t.owner.$executeRawUnsafe(sql)
    await t.owner.$executeRawUnsafe('ALTER TABLE pledge ENABLE TRIGGER USER')
  }
  test('is found: a donation that is gone from what is held, a sum that its entry does not have', async () => {
    const story = await openedAppeal(t)
    const { pledge } = await given(t, story, 1_000_000n)
    await rowsPast(`UPDATE pledge SET amount_fen = 999999, received_fen = 999999 WHERE id = '${pledge.id}'`)
    expect(await broken()).toEqual(['pledges-within-target', 'donations-are-held', 'donations-are-entered-once'])
    await rowsPast(`UPDATE pledge SET amount_fen = 1000000, received_fen = 1000000 WHERE id = '${pledge.id}'`)
    expect(await broken()).toEqual([])
  })

  test('is refused: an entry on what is held that belongs to no donation', async () => {
    const story = await openedAppeal(t)
    const ctx = t.contextAt(appealDay, story.finance)
    const lines = transfer(
      inPart(accountCode.given(story.bureau.body.id), 'donation'),
      inPart(accountCode.heldFor(story.appealId), 'donation'),
      100n,
    )
    const posted = transact(ctx, async (tx) =>
      ok({ id: await postEntry(tx, ctx, { key: randomUUID(), kind: 'donate', phase: 'posted', lines }) }),
    )
    expect(await posted).toMatchObject(refused('pledge.entry-mismatch'))
  })
})

test('goes back by itself when the project is ended early', async () => {
  const bureau = await givingBureau(t)
  const project = await runningProject(t, { bureau })
  const story = await openedAppeal(t, {
    bureau,
    for: { kind: 'project', id: project.projectId },
    now: '2026-07-01T10:00:00+08:00',
    opensOn: toDay('2026-07-01'),
    endsOn: toDay('2026-09-30'),
  })
  const { pledge } = await pledged(t, story.appealId, 1_000_000n, { now: '2026-07-02T10:00:00+08:00' })
  const { version } = await t.owner.project.findUniqueOrThrow({ where: { id: project.projectId } })
  const { haltId } = must(
    await proposeHalt(t.contextAt('2026-07-03T10:00:00+08:00', bureau.officer), {
      projectId: project.projectId,
      version,
      reason: '承接机构因故无法继续服务。',
      what: { kind: 'TERMINATION', code: 'FORCE_MAJEURE' },
    }),
  )
  must(await decideHalt(t.contextAt('2026-07-03T11:00:00+08:00', bureau.approver), { haltId, version: 1 }))
  expect(await stateOf(pledge.id)).toBe('RELEASED')
  expect(await appealOf(story.appealId)).toMatchObject({ state: 'CLOSED', stopCode: 'PROJECT_ENDED' })
})

describe('a name', () => {
  test('is asked for by who gives half or more, and shown once the body has agreed', async () => {
    const story = await openedAppeal(t)
    expect(
      await makePledge(t.contextAt(appealDay), {
        appealId: story.appealId,
        ...pledgeTyped(1_499_999n, { naming: '晴川' }),
      }),
    ).toMatchObject(refused('appeal.naming-too-small'))
    const { pledge } = await given(t, story, 1_500_000n, { naming: '晴川' })
    const input = { appealId: story.appealId, pledgeId: pledge.id, version: pledge.version }
    expect(await agreeNaming(t.contextAt(appealDay, story.finance), input)).toMatchObject(refused('forbidden'))
    must(await agreeNaming(t.contextAt(appealDay, story.bureau.approver), input))
    expect(await t.owner.pledge.findUniqueOrThrow({ where: { id: pledge.id } })).toMatchObject({
      namingAgreedById: story.bureau.approver.accountId,
    })
  })
})

describe('letters', () => {
  test('tell the giver, in their language, without what only the code opens', async () => {
    const story = await openedAppeal(t)
    const { keys } = t.contextAt(appealDay)
    const { pledge } = await given(t, story, 1_000_000n, { email: 'letters@example.cn' })
    for (const state of ['PLEDGED', 'RECEIVED', 'PASSED', 'REFUND_DUE', 'REFUNDED', 'EXPIRED', 'RELEASED'])
      await tellGiver(t.owner, keys, { pledgeId: pledge.id, state })
    const letters = await t.owner.message.findMany({ where: { toAddress: 'letters@example.cn' } })
    expect(letters.map(({ template }) => template)).toEqual([
      'pledgeMade',
      'pledgeReceived',
      'pledgePassed',
      'pledgeToReturn',
      'pledgeReturned',
      'pledgeEnded',
      'pledgeEnded',
    ])
    expect(letters.map(({ isSecret }) => isSecret)).toEqual([true, false, false, false, false, false, false])
    const [job] = await t.owner.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM graphile_worker.jobs WHERE task_identifier = 'tell-giver' AND key LIKE ${`tell-giver:${pledge.id}:%`}`
    expect(job?.count).toBe(2n)
  })
})

test('an officer of another body finds nothing', async () => {
  const story = await openedAppeal(t)
  const stranger = await makeOfficer(t, (await givingBureau(t)).body)
  expect(
    await stopAppeal(t.contextAt(appealDay, stranger), { appealId: story.appealId, version: 3, reason: '越权停止' }),
  ).toMatchObject(refused('not-found'))
})
