import { addDays } from '#app/domain/shared/day.ts'
import { answerQuestion } from '#app/services/call/answer-question.server.ts'
import { askQuestion } from '#app/services/call/ask-question.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'
import type { CallStory } from './prepare-call.ts'

/** Two questions of an organization: one has its answer, the other waits on the officer's desk. */
export function tellQuestions(world: World, timeline: Timeline, story: CallStory, organizationKey: string): void {
  const organization = world.organization(organizationKey)
  const on = (days: number, clock: string) => moment(addDays(story.publishedOn, days), clock)
  const ask = (when: Date, text: string) =>
    done(
      askQuestion(world.as(organization.owner, when), {
        callNo: story.callNo,
        organizationId: organization.id,
        text,
      }),
    )
  timeline.at(on(1, '09:20'), (when) => ask(when, '服务对象名单由街道提供，还是由承接单位自行摸排？'))
  timeline.at(on(1, '15:40'), async (when) => {
    const ctx = world.as(story.body.staff.officer, when)
    const { id: questionId } = await ctx.db.callQuestion.findFirstOrThrow({ where: { callId: story.callId } })
    const answer = '由街道提供初步名单，承接单位入户核实，核实结果在启动阶段报告中列明。'
    await done(answerQuestion(ctx, { callId: story.callId, questionId, answer }))
  })
  timeline.at(on(2, '10:10'), (when) => ask(when, '督导费用可以列入预算吗？'))
}
