import { addDays } from '#app/domain/shared/day.ts'
import { answerRemedy } from '#app/services/award/remedies/answer-remedy.server.ts'
import { fileRemedy } from '#app/services/award/remedies/file-remedy.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'
import type { CallStory } from './prepare-call.ts'

const daysAgo = (world: World, days: number, clock: string) => moment(addDays(world.today, -days), clock)

/** The loser of a purchase objects to the result: until it is answered nothing is awarded. */
export function tellObjection(world: World, timeline: Timeline, story: CallStory, bidder: string): void {
  const { owner, id } = world.organization(bidder)
  timeline.at(daysAgo(world, 1, '14:10'), (when) =>
    done(
      fileRemedy(world.as(owner, when), {
        callId: story.callId,
        what: 'OBJECTION',
        stage: 'RESULT',
        organizationId: id,
        subject: '对“人员配备”一项评分有异议',
        facts:
          '征集文件要求每点专职 2 名。我单位投标文件列明 8 名专职人员及健康证编号，评分理由称“人员证明不全”，与投标文件不符。',
        request: '请核对投标文件并说明该项评分依据，如有错误请予更正。',
      }),
    ),
  )
}

/** An organization asks under its own name; the officer answers, and the notice goes on. */
export function tellAnsweredObjection(world: World, timeline: Timeline, story: CallStory, asker: string): void {
  const { owner, id } = world.organization(asker)
  let remedyId = ''
  timeline.at(daysAgo(world, 2, '15:20'), async (when) => {
    const filed = await done(
      fileRemedy(world.as(owner, when), {
        callId: story.callId,
        what: 'OBJECTION',
        stage: 'RESULT',
        organizationId: id,
        subject: '请说明候补名单的排序方法',
        facts: '公示列出了候补单位，但没有写明候补之间总分相同时如何排序。',
        request: '请公开候补排序的规则。',
      }),
    )
    remedyId = filed.remedyId
  })
  timeline.at(daysAgo(world, 1, '10:40'), async (when) => {
    const ctx: Context = world.as(story.body.staff.officer, when)
    const { version } = await ctx.db.remedy.findUniqueOrThrow({ where: { id: remedyId } })
    await done(
      answerRemedy(ctx, {
        remedyId,
        version,
        outcome: 'DISMISSED',
        measure: 'NONE',
        answer:
          '候补与中选使用同一名次表：总分相同的，先比评委分，仍相同的抽签，抽签方法和种子见评审记录，任何人都可以重新计算。',
      }),
    )
  })
}
