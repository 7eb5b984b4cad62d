import { beforeAll, expect, test } from 'vitest'
import { type Actor, anonymous, type BodyRole } from '#app/domain/shared/actor.ts'
import { type Desk, deskPage } from '#app/services/desk/desk-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makePerson } from '#tests/support/scenes.ts'
import { makeScene, placeCall, placeProject, type Scene } from '../search/scene.ts'

const t = useDatabase()
const now = '2026-11-21T09:00:00+08:00'
let scene: Scene
let supervisor: string

const official = (accountId: string, ...roles: BodyRole[]): Actor => ({
  ...anonymous,
  accountId,
  bodies: roles.map((role) => ({ bodyId: scene.bodyId, role })),
})
const desk = (actor: Actor) => deskPage(t.contextAt(now, actor))
const kinds = (items: Desk['you']) => items.map(({ kind }) => kind).sort()

/** Who holds a share of a call's key, as its publication would have left it. */
async function placeShares(callId: string, accountIds: readonly string[]) {
  await t.owner.$executeRawUnsafe('ALTER TABLE call_share DISABLE TRIGGER call_share_guard')
  for (const accountId of accountIds) {
    const bytes = new Uint8Array(1)
    const { id } = await t.owner.openingKey.create({
      data: { accountId, publicKey: bytes, sealedPrivateKey: bytes, salt: bytes, memoryKib: 64, passes: 1 },
    })
    await t.owner.callShare.create({
      data: { callId, accountId, openingKeyId: id, ephemeralPublicKey: bytes, ciphertext: bytes },
    })
  }
  await t.owner.$executeRawUnsafe('ALTER TABLE call_share ENABLE TRIGGER call_share_guard')
}

beforeAll(async () => {
  scene = await makeScene(t.owner)
  await placeCall(scene, { title: '草稿', state: 'DRAFT' })
  await placeCall(scene, { title: '送审', state: 'SUBMITTED' })
  await placeCall(scene, { title: '征集中', deadlineAt: '2026-12-01T17:00:00+08:00' })
  const toOpen = await placeCall(scene, { title: '待开标', deadlineAt: '2026-11-20T17:00:00+08:00' })
  supervisor = accountIdOf(await makePerson(t, '监督员'))
  await placeShares(toOpen, [...scene.people, supervisor])
  await placeCall(scene, { title: '评完', state: 'SCORED' })
  await placeProject(scene, { title: '待签约', state: 'PREPARING' })
})

test('who drafted finishes the draft, waits for the check, and may confirm the opening', async () => {
  const { you, others } = await desk(official(scene.people[0], 'OFFICER'))
  expect(kinds(you)).toEqual(['callToConfirm', 'callToFinish', 'contractToDraft'])
  expect(kinds(others)).toEqual(['callInReview', 'callReceiving', 'resultBeingDecided'])
})

test('a second person checks the call and decides the result; nobody sees a colleague’s draft here', async () => {
  const { you } = await desk(official(scene.people[1], 'APPROVER'))
  expect(kinds(you)).toEqual(['callToConfirm', 'callToPublish', 'resultToDecide'])
})

test('the escrow is asked to the opening too; an official without a share is not', async () => {
  expect(kinds((await desk(official(supervisor, 'SUPERVISOR'))).you)).toEqual(['callToConfirm'])
  const { you, others } = await desk(official(accountIdOf(await makePerson(t, '丙')), 'OFFICER'))
  expect(kinds(you)).not.toContain('callToConfirm')
  expect(kinds(others)).toContain('callToConfirmByOther')
})

test('four eyes: who drafted is not asked to check, whatever else they may be', async () => {
  const { you, others } = await desk(official(scene.people[0], 'OFFICER', 'APPROVER'))
  expect(kinds(you)).not.toContain('callToPublish')
  expect(kinds(others)).toContain('callInReview')
})

test('what has a date comes first, the soonest before the rest', async () => {
  const { others } = await desk(official(scene.people[0], 'OFFICER'))
  const dates = others.map(({ dueAt }) => dueAt ?? '9999')
  expect(dates).toEqual(dates.toSorted())
})

test('an organization waits for its contract; another body’s people and residents see nothing of it', async () => {
  const member: Actor = {
    ...anonymous,
    accountId: scene.people[0],
    organizations: [{ organizationId: scene.organizationId, role: 'OWNER' }],
  }
  expect(kinds((await desk(member)).others)).toEqual(['contractAtOther'])
  const elsewhere = {
    ...official(scene.people[0]),
    bodies: [{ bodyId: scene.organizationId, role: 'OFFICER' as const }],
  }
  expect(await desk(elsewhere)).toMatchObject({ you: [], others: [] })
  expect(await desk({ ...anonymous, accountId: scene.people[0] })).toMatchObject({ you: [], others: [], done: [] })
})

test('what somebody did says to which call, project or fund they did it', async () => {
  const { callId, id: projectId } = await placeProject(scene, { title: '邻里照护', state: 'ACTIVE' })
  const bid = await scene.db.bid.findFirstOrThrow({ where: { callId } })
  const award = await scene.db.award.findFirstOrThrow({ where: { callId } })
  const person = await scene.db.account.create({ data: { email: `${crypto.randomUUID()}@example.cn`, name: '丙' } })
  const acts = [
    ['call.edited', 'call', callId],
    ['bid.sealed', 'bid', bid.id],
    ['award.made', 'award', award.id],
    ['project.started', 'project', projectId],
    ['fund.created', 'fund', scene.fundId],
    ['organization.registered', 'organization', scene.organizationId],
  ] as const
  for (const [type, entity, entityId] of acts)
    await scene.db.auditEvent.create({
      data: {
        type,
        entity,
        entityId,
        actorId: person.id,
        actorName: '丙',
        at: new Date(now),
        requestId: 'test',
        ip: '',
      },
    })
  const fund = await scene.db.fund.findUniqueOrThrow({ where: { id: scene.fundId } })
  const organization = await scene.db.organization.findUniqueOrThrow({ where: { id: scene.organizationId } })
  const { done } = await desk(official(person.id, 'OFFICER'))
  expect(Object.fromEntries(done.map(({ type, title }) => [type, title]))).toEqual({
    'call.edited': '邻里照护（征集）',
    'bid.sealed': '邻里照护（征集）',
    'award.made': '邻里照护（征集）',
    'project.started': '邻里照护',
    'fund.created': fund.name,
    'organization.registered': organization.name,
  })
})
