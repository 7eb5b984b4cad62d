import { anonymous } from '#app/domain/shared/actor.ts'
import { addDays } from '#app/domain/shared/day.ts'
import { codesOf } from '#app/services/voice/answer-codes.server.ts'
import { answer } from '#app/services/voice/answer.server.ts'
import { makeSession } from '#app/services/voice/make-session.server.ts'
import { hideComment, showComment } from '#app/services/voice/moderate-comment.server.ts'
import { chanceOf } from '../chance.ts'
import { type VoicePlan, voices } from '../data/voice.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type Organization, type World } from '../world.ts'
import type { AwardStory } from './panel.ts'
import type { CallStory } from './prepare-call.ts'

/** Slips are handed out with the service, people answer in the days after, an officer reads what they wrote. */
export function tellVoices(
  world: World,
  timeline: Timeline,
  story: CallStory,
  supplier: string,
  award: AwardStory,
): void {
  const told = { world, timeline, story, award, supplier: world.organization(supplier) }
  for (const plan of voices[story.plan.key] ?? []) tellVoice(told, plan)
}

type Told = { world: World; timeline: Timeline; story: CallStory; award: AwardStory; supplier: Organization }

function tellVoice({ world, timeline, story, award, supplier }: Told, plan: VoicePlan): void {
  const heldOn = addDays(world.today, -plan.daysAgo)
  const made = { sessionId: '' }
  timeline.at(moment(addDays(heldOn, -1), '16:10'), async (when) => {
    const { sessionId } = await done(
      makeSession(world.as(supplier.editor, when), {
        projectId: award.projectId,
        title: plan.title,
        heldOn,
        place: plan.place,
        milestoneId: undefined,
        attendance: plan.attendance,
        codeCount: plan.codes,
      }),
    )
    made.sessionId = sessionId
  })

  const chance = chanceOf(`${story.plan.key}:voice:${plan.title}`)
  const scores = plan.scores.flatMap((count, index) => Array<number>(count).fill(5 - index))
  // Whoever writes is anybody: the words go with every third answer.
  const wordsOf = (index: number) => (index % 3 === 0 ? (plan.comments[index / 3]?.text ?? '') : '')
  scores.forEach((score, index) => {
    const day = addDays(heldOn, plan.over === 1 ? 0 : chance.whole(0, Math.min(plan.over, plan.daysAgo - 1)))
    const knew = chance.pick([true, true, false, false, null])
    timeline.at(moment(day, `${chance.whole(15, 20)}:${chance.whole(10, 59)}`), async (when) => {
      const ctx = world.as(anonymous, when)
      const code = codesOf(ctx.keys, made.sessionId, plan.codes)[index]
      if (code === undefined) throw new Error(`${plan.title} has more answers than codes`)
      await done(answer(ctx, { code, score, knew, comment: wordsOf(index) }))
    })
  })

  const readOn = addDays(heldOn, Math.min(plan.over + 1, plan.daysAgo - 1))
  for (const { text, then } of plan.comments) {
    if (then === 'wait') continue
    timeline.at(moment(readOn, '21:30'), async (when) => {
      const ctx = world.as(story.body.staff.officer, when)
      const where = { sessionId: made.sessionId, text }
      const { id: commentId, version } = await ctx.db.serviceComment.findFirstOrThrow({ where })
      const chosen = { projectId: award.projectId, commentId, version }
      await done(then === 'show' ? showComment(ctx, chosen) : hideComment(ctx, { ...chosen, reason: then }))
    })
  }
}
