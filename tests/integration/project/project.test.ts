import { beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { acceptReport } from '#app/services/project/accept-report.server.ts'
import { attachEvidence } from '#app/services/project/attach-evidence.server.ts'
import { completeProject } from '#app/services/project/complete-project.server.ts'
import { draftContract } from '#app/services/project/draft-contract.server.ts'
import { answerObjection, closeObjection, raiseObjection } from '#app/services/project/object.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { publishEvidence } from '#app/services/project/publish-evidence.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readOversight } from '#app/services/project/queries/oversight.server.ts'
import { listProjects } from '#app/services/project/queries/project-list.server.ts'
import { readMilestonePage, readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { listPublicProjects } from '#app/services/project/queries/public-projects.server.ts'
import { readRelease, readReleases } from '#app/services/project/queries/releases.server.ts'
import { returnReport } from '#app/services/project/return-report.server.ts'
import { saveReport } from '#app/services/project/save-report.server.ts'
import { returnContract, signContract } from '#app/services/project/sign-contract.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makeBody, makeOfficer, makeOrganization, must } from '#tests/support/scenes.ts'
import {
  acceptDay,
  accepted,
  contractDay,
  contractOf,
  milestoneAt,
  narrative,
  offeredContract,
  openReport,
  payDay,
  preparedProject,
  type ProjectStory,
  release,
  reportDay,
  reported,
  runningProject,
  trancheOf,
} from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })

const pdf = (name = '签到表.pdf') => new File([`%PDF-1.7\n${name}\n%%EOF`], name, { type: 'application/pdf' })

describe('a contract', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await preparedProject(t)
  })

  test('is drafted by the officer, offered by the approver, given back, offered again and signed by the certifier', async () => {
    const { projectId, bureau, certifier, winner } = story
    const as = (actor: Parameters<typeof t.contextAt>[1]) => t.contextAt(contractDay, actor)
    const version = async () => (await contractOf(t, story)).version

    const terms = '一、服务内容按里程碑执行。\n二、验收后拨款。'
    must(await draftContract(as(bureau.officer), { projectId, version: await version(), terms }))
    expect(await draftContract(as(bureau.officer), { projectId, version: 1, terms })).toMatchObject({
      refusal: { code: 'stale' },
    })
    expect(await offerContract(as(bureau.officer), { projectId, version: await version() })).toMatchObject({
      refusal: { code: 'forbidden' },
    })

    const { contentSha256: first } = must(
      await offerContract(as(bureau.approver), { projectId, version: await version() }),
    )
    expect(await draftContract(as(bureau.officer), { projectId, version: await version(), terms })).toMatchObject({
      refusal: { code: 'contract.offered' },
    })
    must(await returnContract(as(certifier), { projectId, version: await version(), reason: '请补充验收期限。' }))
    expect(await contractOf(t, story)).toMatchObject({
      state: 'DRAFT',
      returnReason: '请补充验收期限。',
      contentSha256: null,
    })
    must(
      await draftContract(as(bureau.officer), {
        projectId,
        version: await version(),
        terms: `${terms}\n三、十日内验收。`,
      }),
    )
    const { contentSha256 } = must(await offerContract(as(bureau.approver), { projectId, version: await version() }))
    expect(contentSha256).not.toBe(first)

    const sign = async (sha256: string, actor = certifier) =>
      signContract(as(actor), { projectId, version: await version(), contentSha256: sha256 })
    expect(await sign(first)).toMatchObject({ refusal: { code: 'contract.hash-mismatch' } })
    expect(await sign(contentSha256, winner.owner)).toMatchObject({ refusal: { code: 'forbidden' } })
    must(await sign(contentSha256))
    expect(await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })).toMatchObject({ state: 'ACTIVE' })
    expect(
      await t.owner.message.count({ where: { template: { in: ['contractOffered', 'contractSigned'] } } }),
    ).toBeGreaterThan(2)
  })

  test('once signed, does not change even by hand', async () => {
    const { contractId } = story
    await expect(t.owner.$executeRaw`UPDATE contract SET terms = 'x' WHERE id = ${contractId}::uuid`).rejects.toThrow(
      /refused:contract.signed/,
    )
    const { id } = milestoneAt(story, 1)
    await expect(
      t.owner.$executeRaw`UPDATE milestone SET due_on = '2027-01-01' WHERE id = ${id}::uuid`,
    ).rejects.toThrow(/refused:contract.offered/)
  })

  test('does not start the project before it is signed', async () => {
    const offered = await offeredContract(t)
    await expect(
      t.owner.$executeRaw`UPDATE project SET state = 'ACTIVE' WHERE id = ${offered.projectId}::uuid`,
    ).rejects.toThrow(/refused:project.contract-unsigned/)
  })
})

test('the tranches of a project add up to its award at every commit', async () => {
  const story = await preparedProject(t)
  const { id } = await trancheOf(t, story)
  await expect(
    t.owner.$executeRaw`UPDATE tranche SET amount_fen = amount_fen + 1 WHERE id = ${id}::uuid`,
  ).rejects.toThrow(/refused:tranche.sum-not-award/)
})

test('no state may be skipped', async () => {
  const story = await runningProject(t)
  const { id } = await trancheOf(t, story)
  await expect(t.owner.$executeRaw`UPDATE tranche SET state = 'RELEASED' WHERE id = ${id}::uuid`).rejects.toThrow(
    /hold-mismatch|cannot go from PLANNED to RELEASED/,
  )
  await expect(
    t.owner.$executeRaw`UPDATE milestone SET state = 'ACCEPTED' WHERE id = ${milestoneAt(story, 1).id}::uuid`,
  ).rejects.toThrow(/cannot go from PLANNED to ACCEPTED/)
  expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.wrong-state' } })
})

describe('from report to payment', () => {
  test('a returned report comes back as a second version, is accepted and paid, and the figures agree', async () => {
    const story = await runningProject(t)
    const { bureau, certifier, projectId } = story
    const milestoneId = milestoneAt(story, 1).id
    const [indicator] = await t.owner.indicator.findMany({ where: { milestoneId } })
    const indicatorId = indicator?.id ?? ''

    const first = await reported(t, story, 1, { actual: 180 })
    const officer = t.contextAt(acceptDay, bureau.officer)
    must(await returnReport(officer, { milestoneId, version: first.version, reason: '请补充签到表。' }))

    const writer = t.contextAt(reportDay, certifier)
    must(await startReport(writer, { milestoneId }))
    const copy = await t.owner.report.findFirstOrThrow({
      where: { milestoneId, state: 'DRAFT' },
      include: { figures: true },
    })
    expect(copy).toMatchObject({ number: 2, narrative, figures: [{ indicatorId, actual: 180 }] })
    must(await attachEvidence(writer, { milestoneId, title: '签到表', isPublic: true, file: pdf() }))
    const { version: saved } = must(
      await saveReport(writer, {
        milestoneId,
        version: copy.version,
        narrative,
        figures: [{ indicatorId, actual: 242 }],
      }),
    )
    expect(saved).toBe(copy.version + 1)
    const second = await reported(t, story, 1, { actual: 242 })
    must(await acceptReport(officer, { milestoneId, version: second.version, note: '' }))
    must(await release(t, story))

    const { amountFen } = await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
    const tranche = await trancheOf(t, story)
    expect(tranche).toMatchObject({
      state: 'RELEASED',
      requestedById: accountIdOf(certifier),
      verifiedById: accountIdOf(bureau.officer),
      releasedById: accountIdOf(story.finance),
    })
    const page = await readProjectPage(t.contextAt(payDay, bureau.officer), { projectId })
    expect(page?.money).toEqual({
      appropriatedFen: '48600000',
      committedFen: amountFen.toString(),
      heldFen: '0',
      releasedFen: tranche.amountFen.toString(),
      leftFen: (amountFen - tranche.amountFen).toString(),
    })
    expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
    expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.released' } })
  })
})

describe('people who write and judge at the same time', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
  })

  test('an old page does not decide: the report was changed meanwhile', async () => {
    const report = await reported(t, story, 3)
    const officer = t.contextAt(acceptDay, story.bureau.officer)
    const { milestoneId } = report
    expect(await acceptReport(officer, { milestoneId, version: report.version - 1, note: '' })).toMatchObject({
      refusal: { code: 'stale' },
    })
    must(await returnReport(officer, { milestoneId, version: report.version, reason: '请补充材料。' }))
    expect(await acceptReport(officer, { milestoneId, version: report.version, note: '' })).toMatchObject({
      refusal: { code: 'stale' },
    })
  })

  test('two people who save over each other: the later one is told', async () => {
    const milestoneId = milestoneAt(story, 1).id
    const ctx = t.contextAt(reportDay, story.certifier)
    must(await startReport(ctx, { milestoneId }))
    const { version } = await openReport(t, milestoneId)
    must(await saveReport(ctx, { milestoneId, version, narrative: '甲', figures: [] }))
    expect(await saveReport(ctx, { milestoneId, version, narrative: '乙', figures: [] })).toMatchObject({
      refusal: { code: 'stale' },
    })
  })

  test('a draft report is its writers’ own, and somebody else’s indicator is refused', async () => {
    const milestoneId = milestoneAt(story, 2).id
    const writer = t.contextAt(reportDay, story.certifier)
    must(await startReport(writer, { milestoneId }))
    const seen = await readMilestonePage(t.contextAt(reportDay, story.bureau.officer), milestoneId)
    expect(seen?.milestone.reports).toEqual([])
    const [foreign] = await t.owner.indicator.findMany({ where: { milestoneId: milestoneAt(story, 1).id } })
    const { version } = await openReport(t, milestoneId)
    const figures = [{ indicatorId: foreign?.id ?? '', actual: 1 }]
    expect(await saveReport(writer, { milestoneId, version, narrative, figures })).toMatchObject({
      refusal: { code: 'invalid' },
    })
  })
})

describe('paying', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
  })

  test('one person never does two of the three steps, in the code and in the database', async () => {
    const { bureau } = story
    // An officer who also keeps the books.
    const both = {
      ...bureau.officer,
      bodies: [...bureau.officer.bodies, { bodyId: bureau.body.id, role: 'FINANCE' as const }],
    }
    await accepted(t, story)
    expect(await release(t, story, 1, both)).toMatchObject({ refusal: { code: 'tranche.three-people' } })
    const tranche = await trancheOf(t, story)
    await expect(
      t.owner.$executeRaw`UPDATE tranche SET released_by_id = verified_by_id WHERE id = ${tranche.id}::uuid`,
    ).rejects.toThrow(/tranche_three_people|tranche_state_whole/)

    // A certifier who is also an officer of the body cannot accept the report they handed in.
    const insider = { ...story.certifier, bodies: bureau.officer.bodies }
    const report = await reported(t, story, 2)
    const { milestoneId, version } = report
    expect(await acceptReport(t.contextAt(acceptDay, insider), { milestoneId, version, note: '' })).toMatchObject({
      refusal: { code: 'tranche.three-people' },
    })
  })

  test('twenty officers pressing at once pay once', async () => {
    await accepted(t, story, 3)
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => release(t, story, 3)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    const { id } = await trancheOf(t, story, 3)
    expect(await t.owner.ledgerEntry.count({ where: { idempotencyKey: `tranche.released:${id}` } })).toBe(1)
  })

  test('a suspended supplier is not paid', async () => {
    // The first milestone is accepted and was not paid above.
    await t.owner.organization.update({ where: { id: story.winner.organization.id }, data: { state: 'SUSPENDED' } })
    expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.organization-suspended' } })
    const [row] = await readReleases(t.contextAt(payDay, story.finance))
    expect(row?.blocked).toEqual(['organization'])
  })
})

test('an objection stops every payment until its supervisor closes it', async () => {
  const story = await runningProject(t)
  const { projectId, supervisor, evaluator, bureau, finance } = story
  await accepted(t, story)
  const { id: trancheId } = await trancheOf(t, story)
  const watching = t.contextAt(payDay, supervisor)
  const reason = '服务记录与签到表人数不一致，请核实。'
  expect(await raiseObjection(t.contextAt(payDay, evaluator), { projectId, reason })).toMatchObject({
    refusal: { code: 'forbidden' },
  })
  const { objectionId } = must(await raiseObjection(watching, { projectId, reason }))

  expect(await readReleases(t.contextAt(payDay, finance))).toMatchObject([
    { trancheId, blocked: ['objection'], daysWaiting: 2 },
  ])
  expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.objection-open' } })
  expect(
    (await t.owner.ledgerEntry.findMany({ where: { idempotencyKey: `tranche.released:${trancheId}` } })).length,
  ).toBe(0)

  const officer = t.contextAt(payDay, bureau.officer)
  expect((await deskPage(officer)).you.map(({ kind }) => kind)).toContain('objectionToAnswer')
  must(await answerObjection(officer, { objectionId, version: 1, answer: '已核对，差异为志愿者签到。' }))
  expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.objection-open' } })
  expect(await closeObjection(officer, { objectionId, version: 2 })).toMatchObject({ refusal: { code: 'forbidden' } })
  expect((await readOversight(watching, null)).objections).toMatchObject([{ id: objectionId, state: 'ANSWERED' }])
  must(await closeObjection(watching, { objectionId, version: 2 }))
  expect(await readRelease(t.contextAt(payDay, finance), trancheId)).toMatchObject({ isThirdPerson: true, blocked: [] })
  must(await release(t, story))
})

test('a project is completed when everything is paid, and not before', async () => {
  const story = await runningProject(t)
  const { projectId, bureau } = story
  const ctx = t.contextAt(payDay, bureau.officer)
  const version = async () => (await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })).version
  expect(await completeProject(ctx, { projectId, version: await version() })).toMatchObject({
    refusal: { code: 'project.unpaid-tranches' },
  })
  for (const position of [1, 2, 3]) {
    await accepted(t, story, position)
    must(await release(t, story, position))
  }
  must(await completeProject(ctx, { projectId, version: await version() }))
  const page = await readPublicProject(t.contextAt(payDay, anonymous), story.projectNo)
  expect(page).toMatchObject({ state: 'COMPLETED', money: { leftFen: '0', heldFen: '0' } })
})

describe('what others see', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t)
    const milestoneId = milestoneAt(story, 1).id
    const writer = t.contextAt(reportDay, story.certifier)
    must(await startReport(writer, { milestoneId }))
    must(await attachEvidence(writer, { milestoneId, title: '公开照片', isPublic: true, file: pdf('照片.pdf') }))
    must(await attachEvidence(writer, { milestoneId, title: '内部名册', isPublic: false, file: pdf('名册.pdf') }))
    await accepted(t, story)
    must(
      await raiseObjection(t.contextAt(payDay, story.supervisor), {
        projectId: story.projectId,
        reason: '内部异议原因',
      }),
    )
  })

  test('the public page says what is listed and nothing else', async () => {
    const page = await readPublicProject(t.contextAt(payDay), story.projectNo)
    expect(Object.keys(page ?? {}).sort()).toEqual(
      [
        'activities',
        'addedFen',
        'amendments',
        'amountFen',
        'bodyName',
        'budgetLines',
        'call',
        'cofunding',
        'contentSha256',
        'continuedBy',
        'continues',
        'contractNo',
        'contractState',
        'createdAt',
        'endedAt',
        'endsOn',
        'fees',
        'feesTakenFen',
        'field',
        'fundingKind',
        'halt',
        'instrument',
        'milestones',
        'money',
        'organizationId',
        'organizationName',
        'parties',
        'projectNo',
        'regionCode',
        'regionName',
        'revoked',
        'services',
        'signedAt',
        'startsOn',
        'state',
        'summary',
        'title',
      ].sort(),
    )
    const text = JSON.stringify(page)
    const people = await t.owner.account.findMany({ select: { name: true, email: true, id: true } })
    for (const { name, email, id } of people) for (const word of [email, id]) expect(text, name).not.toContain(word)
    for (const word of ['内部名册', '内部异议原因', '材料齐全', narrative, '经办甲', '审批乙', '财务丙'])
      expect(text).not.toContain(word)
    expect(page?.milestones[0]?.evidence).toMatchObject([{ title: '公开照片' }])
    expect(page?.milestones[0]?.indicators).toMatchObject([{ target: 240, actual: 240 }])
    expect(page?.milestones[1]?.indicators).toMatchObject([{ actual: null }])
  })

  test('the officer takes evidence off the public page', async () => {
    const milestoneId = milestoneAt(story, 1).id
    const evidence = await t.owner.evidence.findFirstOrThrow({ where: { title: '公开照片' } })
    const input = { milestoneId, evidenceId: evidence.id, isPublic: false }
    expect(await publishEvidence(t.contextAt(payDay, story.certifier), input)).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    must(await publishEvidence(t.contextAt(payDay, story.bureau.officer), input))
    const page = await readPublicProject(t.contextAt(payDay), story.projectNo)
    expect(page?.milestones[0]?.evidence).toEqual([])
  })

  test('strangers do not find the project file; the supplier does not read what supervision says', async () => {
    const { projectId } = story
    const foreignOfficer = await makeOfficer(t, await makeBody(t, '别区民政局'))
    const { owner } = await makeOrganization(t, '另一家机构')
    for (const actor of [foreignOfficer, owner, anonymous])
      expect(await readProjectPage(t.contextAt(payDay, actor), { projectId })).toBeNull()
    const own = await readProjectPage(t.contextAt(payDay, story.certifier), { projectId })
    expect(own).toMatchObject({ isBlocked: true, objections: [] })
    const evaluator = await readProjectPage(t.contextAt(payDay, story.evaluator), { projectId })
    expect(evaluator).toMatchObject({ may: { raiseObjection: false, answerObjection: false, closeObjection: false } })
    expect(evaluator?.objections).toHaveLength(1)
  })

  test('lists: what is due next, what is late, and the public filter', async () => {
    const ctx = t.contextAt('2026-10-15T10:00:00+08:00', story.bureau.officer)
    const { rows } = await listProjects(ctx, { bodyIds: [story.bureau.body.id] }, null)
    expect(rows).toMatchObject([{ openObjections: 1, next: { position: 2, dueOn: '2026-09-30', isOverdue: true } }])
    const found = (filter: Parameters<typeof listPublicProjects>[1]) =>
      listPublicProjects(ctx, filter).then(({ rows: list }) =>
        list.some(({ projectNo }) => projectNo === story.projectNo),
      )
    expect(await found({ field: 'ELDERLY_AND_DISABILITY', state: 'ACTIVE', region: '310112' })).toBe(true)
    expect(await found({ region: '310000' })).toBe(true)
    expect(await found({ field: 'HEALTH' })).toBe(false)
    expect(await found({ state: 'COMPLETED' })).toBe(false)
    const { you } = await deskPage(t.contextAt('2026-10-15T10:00:00+08:00', story.certifier))
    expect(you.map(({ kind }) => kind)).toEqual(['quarterlyToWrite', 'reportDue'])
  })
})
