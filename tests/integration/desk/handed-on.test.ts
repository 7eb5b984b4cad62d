import { beforeAll, expect, test } from 'vitest'
import { type Actor, anonymous, type BodyRole, type OrganizationRole } from '#app/domain/shared/actor.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makePerson } from '#tests/support/scenes.ts'
import { makeScene, placeCall, placeOrganization, placeProject, type Scene } from '../search/scene.ts'

const t = useDatabase()
const now = '2026-11-21T09:00:00+08:00'
const buyer = '闵行区民政局'
let scene: Scene

const official = (accountId: string, ...roles: BodyRole[]): Actor => ({
  ...anonymous,
  accountId,
  bodies: roles.map((role) => ({ bodyId: scene.bodyId, role })),
})
const memberOf = async (organizationId: string, ...roles: OrganizationRole[]): Promise<Actor> => ({
  ...anonymous,
  accountId: accountIdOf(await makePerson(t, '成员')),
  organizations: roles.map((role) => ({ organizationId, role })),
})
const othersOf = async (actor: Actor) => (await deskPage(t.contextAt(now, actor))).others
const found = async (actor: Actor, title: string) => (await othersOf(actor)).filter((item) => item.title === title)

beforeAll(async () => {
  scene = await makeScene(t.owner)
})

test('a call handed in for checking is with the approver, since it was handed in', async () => {
  await placeCall(scene, { title: '送审', state: 'SUBMITTED' })
  expect(await found(official(scene.people[0], 'OFFICER'), '送审')).toMatchObject([
    {
      kind: 'callInReview',
      holder: { as: 'approver', name: buyer },
      since: new Date('2026-11-01T09:00:00+08:00').toISOString(),
    },
  ])
})

test('a bidder is told of the buyer alone: nothing on its desk moves while a panel sits', async () => {
  const callId = await placeCall(scene, { title: '评审中的征集', state: 'OPENED' })
  const openedAt = new Date('2026-11-15T09:00:00+08:00')
  const [createdById] = scene.people
  await t.owner.bid.create({
    data: { callId, organizationId: scene.organizationId, state: 'OPENED', createdById, openedAt },
  })
  const bidder = await memberOf(scene.organizationId, 'OWNER')
  const seen = []
  for (const state of ['OPENED', 'SCORING', 'SCORED'] as const) {
    await t.owner.call.update({ where: { id: callId }, data: { state } })
    seen.push(await found(bidder, '评审中的征集'))
  }
  expect(seen[0]).toMatchObject([
    { kind: 'bidInReview', holder: { as: 'buyer', name: buyer }, since: openedAt.toISOString() },
  ])
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})

test('a question waits for the buyer until it is answered, on its own organization’s desk alone', async () => {
  const callId = await placeCall(scene, { title: '有人提问', deadlineAt: '2026-12-01T17:00:00+08:00' })
  const asking = await memberOf(scene.organizationId, 'EDITOR')
  const askedAt = new Date('2026-11-20T10:00:00+08:00')
  const question = {
    callId,
    organizationId: scene.organizationId,
    askedById: asking.accountId ?? '',
    text: '可否联合',
    askedAt,
  }
  await t.owner.$executeRaw`ALTER TABLE call_question DISABLE TRIGGER USER`
  await t.owner.callQuestion.createMany({ data: [question, question] })
  expect(await found(asking, '有人提问')).toMatchObject([
    { kind: 'ownQuestionAtOther', count: 2, holder: { as: 'buyer', name: buyer }, since: askedAt.toISOString() },
  ])
  const other = await memberOf(await placeOrganization(scene, { name: '别家' }), 'OWNER')
  expect(await othersOf(other)).toEqual([])
  await t.owner.callQuestion.updateMany({
    where: { callId },
    data: { answer: '可以', answeredById: scene.people[0], answeredAt: new Date(now) },
  })
  expect(await found(asking, '有人提问')).toEqual([])
})

test('a returned report is with its supplier until it is due, for the officers of that body alone', async () => {
  const { id: projectId } = await placeProject(scene, { title: '在办项目' })
  await t.owner.milestone.create({
    data: {
      projectId,
      position: 1,
      title: '中期',
      deliverable: '服务记录',
      dueOn: new Date('2026-12-05'),
      state: 'RETURNED',
    },
  })
  expect(await found(official(scene.people[0], 'OFFICER'), '在办项目')).toMatchObject([
    { kind: 'reportReturnedAtOther', part: '中期', dueOn: '2026-12-05', holder: { as: 'supplier' } },
  ])
  expect(await found(official(scene.people[0], 'FINANCE'), '在办项目')).toEqual([])
})

test('every role at once is read in one go, and whatever is with somebody says with whom', async () => {
  const self = scene.people[0]
  const everybody: Actor = {
    ...official(self, 'OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR', 'EVALUATOR'),
    organizations: (['OWNER', 'EDITOR', 'CERTIFIER'] as const).map((role) => ({
      organizationId: scene.organizationId,
      role,
    })),
    isAdministrator: true,
  }
  const others = await othersOf(everybody)
  expect(others.length).toBeGreaterThan(2)
  // A notice runs by itself: nobody has it.
  expect(others.filter(({ kind, holder }) => holder === undefined && kind !== 'noticeRunning')).toEqual([])
})
