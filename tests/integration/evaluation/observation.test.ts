import { expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import {
  answerObservation,
  hideObservation,
  raiseObservation,
  showObservation,
} from '#app/services/observation/answer-observation.server.ts'
import { observe } from '#app/services/observation/observe.server.ts'
import {
  readObservations,
  readOwnObservation,
  readPublicObservations,
} from '#app/services/observation/queries/observations.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makePerson, must } from '#tests/support/scenes.ts'
import { accepted, type ProjectStory, release, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const as = (actor: Actor, on = '2026-06-10') => t.contextAt(`${on}T10:00:00+08:00`, actor)
const said = { observedOn: toDay('2026-06-09'), text: '活动室下午没有开门，也没有告示。' }

async function observed(story: ProjectStory, actor: Actor, side: 'RESIDENT' | 'SUPERVISOR' = 'RESIDENT') {
  const { projectId } = story
  const { observationId } = must(await observe(as(actor), { projectId, side, ...said }))
  return at(observationId)
}
const at = async (id: string) => {
  const { version, projectId } = await t.owner.observation.findUniqueOrThrow({ where: { id } })
  return { observationId: id, version, projectId }
}

test('a resident’s observation is answered in working days, read by an officer, and then by anybody; never with a name', async () => {
  const story = await runningProject(t)
  const { bureau, certifier, projectId } = story
  const resident = await makePerson(t, '居民某')
  const made = await observed(story, resident)
  // Ten working days, 19 June being the Dragon Boat festival.
  expect((await readOwnObservation(as(resident), made.observationId))?.observation.dueOn).toBe('2026-06-25')
  expect(await readOwnObservation(as(certifier), made.observationId)).toBeNull()
  const seen = await readObservations(as(certifier), projectId)
  expect(seen?.observations).toHaveLength(1)
  expect(JSON.stringify(seen)).not.toContain('居民某')
  expect(await readObservations(as(resident), projectId)).toBeNull()
  expect((await deskPage(as(certifier))).you.map(({ kind }) => kind)).toContain('observationToAnswer')
  expect((await readObservations(as(certifier, '2026-06-26'), projectId))?.observations[0]?.isOverdue).toBe(true)

  expect(await showObservation(as(bureau.officer), made)).toMatchObject({ refusal: { code: 'observation.unanswered' } })
  expect(await answerObservation(as(bureau.supervisor), { ...made, answer: '已了解。' })).toMatchObject({
    refusal: { code: 'forbidden' },
  })
  must(await answerObservation(as(certifier), { ...made, answer: '当日临时停电，今后提前张贴告示。' }))
  expect(
    await answerObservation(as(bureau.officer), { ...(await at(made.observationId)), answer: '再答一次。' }),
  ).toMatchObject({ refusal: { code: 'observation.answered' } })
  const { projectNo } = await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
  expect(await readPublicObservations(as(resident), projectNo)).toEqual([])
  must(await showObservation(as(bureau.officer), await at(made.observationId)))
  expect(await readPublicObservations(as(resident), projectNo)).toMatchObject([
    { side: 'RESIDENT', answeredSide: 'SUPPLIER' },
  ])
  must(await hideObservation(as(bureau.officer), { ...(await at(made.observationId)), reason: 'NAMES_A_PERSON' }))
  expect(await readPublicObservations(as(resident), projectNo)).toEqual([])
})

test('neither side writes as a resident, nobody writes without end', async () => {
  const story = await runningProject(t)
  const { projectId, certifier, bureau } = story
  const own = { projectId, side: 'RESIDENT' as const, ...said }
  expect(await observe(as(certifier), own)).toMatchObject({ refusal: { code: 'account.interested' } })
  expect(await observe(as(bureau.officer), own)).toMatchObject({ refusal: { code: 'observation.own-project' } })
  expect(await observe(as(bureau.officer), { ...own, side: 'SUPERVISOR' })).toMatchObject({
    refusal: { code: 'forbidden' },
  })
  const resident = await makePerson(t, '居民甲')
  for (let count = 0; count < 5; count += 1) must(await observe(as(resident), own))
  expect(await observe(as(resident), own)).toMatchObject({ refusal: { code: 'observation.too-many' } })
  const longAgo = { ...own, observedOn: toDay('1900-01-01') }
  expect(await observe(as(await makePerson(t, '居民乙')), longAgo)).toMatchObject({
    refusal: { code: 'observation.day-before', field: 'observedOn' },
  })
  const observed = t.owner.observation.findFirstOrThrow({ where: { projectId }, omit: { id: true } })
  const forged = t.owner.observation.create({
    data: { ...(await observed), state: 'OPEN', observedOn: new Date('1900-01-01') },
  })
  await expect(forged).rejects.toThrow(/refused:observation.day-before/)
  const tomorrow = { ...own, observedOn: toDay('2026-06-11') }
  expect(await observe(as(resident), tomorrow)).toMatchObject({ refusal: { code: 'observation.day-ahead' } })
})

test('a supervisor raises an observation into the objection that blocks payment', async () => {
  const story = await runningProject(t)
  const { supervisor, certifier } = story
  const made = await observed(story, supervisor, 'SUPERVISOR')
  expect(await raiseObservation(as(certifier), { ...made, reason: '服务没有开展。' })).toMatchObject({
    refusal: { code: 'forbidden' },
  })
  must(await raiseObservation(as(supervisor), { ...made, reason: '服务没有按合同开展。' }))
  const { objectionId } = await t.owner.observation.findUniqueOrThrow({ where: { id: made.observationId } })
  expect(await t.owner.objection.findUniqueOrThrow({ where: { id: objectionId ?? '' } })).toMatchObject({
    state: 'OPEN',
    reason: '服务没有按合同开展。',
  })
  await accepted(t, story)
  expect(await release(t, story)).toMatchObject({ refusal: { code: 'tranche.objection-open' } })
})
