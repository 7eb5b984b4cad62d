import { expect, it } from 'vitest'
import { answerQuestion } from '#app/services/call/answer-question.server.ts'
import { askQuestion } from '#app/services/call/ask-question.server.ts'
import { readAskPage, readBureauQuestions } from '#app/services/call/queries/questions.server.ts'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { draftedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeBureau, makeOrganization, must, publishedCall, sceneStart } from '#tests/support/scenes.ts'

const t = useDatabase()

it('a question is answered once and for all, and nobody learns who asked', async () => {
  const { call, callNo, bureau } = await publishedCall(t)
  const { bidder } = await draftedBid(t, call)
  const asker = await makeOrganization(t, '静水社工服务社')
  const ask = t.contextAt('2026-03-10T09:00:00+08:00', asker.owner)
  const text = '服务对象名单由谁提供？'
  for (const posted of await Promise.all(
    [1, 2].map(() => askQuestion(ask, { callNo, organizationId: asker.id, text })),
  ))
    must(posted)
  must(await askQuestion(ask, { callNo, organizationId: asker.id, text }))
  expect(await askQuestion(ask, { callNo, organizationId: bidder.id, text })).toMatchObject({
    refusal: { code: 'call.not-your-organization' },
  })

  const officer = t.contextAt('2026-03-11T09:00:00+08:00', bureau.officer)
  const work = await readBureauQuestions(officer, call.id)
  expect(work?.questions).toMatchObject([{ text, answeredAt: null }])
  expect((await readPublicCall(officer, callNo))?.questions).toEqual([])
  const told = await t.owner.message.findMany({ where: { template: 'questionAsked' } })
  expect(told.map(({ toAddress }) => toAddress)).toEqual([bureau.officer.email])

  const questionId = work?.questions[0]?.id ?? ''
  const answer = '由街道提供，签约后十日内移交。'
  const other = await makeBureau(t)
  expect(
    await answerQuestion(t.contextAt(sceneStart, other.officer), { callId: call.id, questionId, answer }),
  ).toMatchObject({
    refusal: { code: 'not-found' },
  })
  must(await answerQuestion(officer, { callId: call.id, questionId, answer }))
  expect(await answerQuestion(officer, { callId: call.id, questionId, answer: '改口' })).toMatchObject({
    refusal: { code: 'call.already-answered' },
  })
  const letters = await t.owner.message.findMany({ where: { template: 'questionAnswered' } })
  expect(letters.map(({ toAddress }) => toAddress).toSorted()).toEqual(
    [asker.owner.email, bidder.owner.email, bidder.editor.email, bidder.certifier.email].toSorted(),
  )

  // Neither the asker's name nor their id is on any page but their own, in any letter, or in a public event.
  const seen = JSON.stringify([
    await readPublicCall(officer, callNo),
    await readBureauQuestions(officer, call.id),
    told,
    letters.map(({ values }) => values),
    await t.owner.event.findMany({ where: { isPublic: true } }),
  ])
  for (const secret of [asker.id, asker.name, asker.owner.accountId ?? '-']) expect(seen).not.toContain(secret)
  expect((await readAskPage(ask, callNo))?.own).toMatchObject([{ text, answer }])
})

it('questions end on the day of the book', async () => {
  const { callNo } = await publishedCall(t)
  const asker = await makeOrganization(t, '望舒公益中心')
  const ask = (now: string) =>
    askQuestion(t.contextAt(now, asker.owner), { callNo, organizationId: asker.id, text: '可以联合投标吗？' })
  // Deadline 23 March, five natural days before it: the 18th is the last.
  expect(await ask('2026-03-19T00:00:00+08:00')).toMatchObject({ refusal: { code: 'call.questions-closed' } })
  must(await ask('2026-03-18T23:59:00+08:00'))
})
