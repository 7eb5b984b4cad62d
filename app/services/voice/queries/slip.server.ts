import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type AnswerCode, parseCode } from '#app/domain/voice/code.ts'
import { type CodeState, codeStateOf, lastDayToAnswer } from '#app/domain/voice/session-days.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { countTry, hasTriesLeft } from '#app/services/shared/throttle.server.ts'
import { hashOfCode } from '../answer-codes.server.ts'

export type Slip =
  | {
      state: CodeState
      code: AnswerCode
      title: string
      place: string
      heldOn: string
      lastDay: string
      projectNo: string
      projectTitle: string
      organizationName: string
    }
  | { state: 'unknown' }
  | { state: 'throttled'; minutes: number }

/** What a code opens. Only codes that nobody handed out count against the place they are typed at. */
export async function readSlip(ctx: Context, typed: string): Promise<Slip> {
  const network = networkOf(ctx.ip)
  const tries = await hasTriesLeft(ctx.db, throttles.answerCodeIp, network)
  if (!tries.ok) return { state: 'throttled', minutes: Number(tries.refusal.data?.['minutes'] ?? 1) }
  const code = parseCode(typed)
  if (code === undefined) return { state: 'unknown' }
  const found = await ctx.db.answerCode.findUnique({
    where: { codeHash: hashOfCode(ctx.keys, code) },
    select: {
      isUsed: true,
      session: {
        select: {
          title: true,
          place: true,
          heldOn: true,
          project: { select: { projectNo: true, title: true, organization: { select: { name: true } } } },
        },
      },
    },
  })
  if (found === null) {
    await countTry(ctx.db, throttles.answerCodeIp, network)
    return { state: 'unknown' }
  }
  const { title, place, project } = found.session
  const heldOn = dayOfDate(found.session.heldOn)
  return {
    state: codeStateOf({ isUsed: found.isUsed, heldOn }, dayOf(ctx.now)),
    code,
    title,
    place,
    heldOn,
    lastDay: lastDayToAnswer(heldOn),
    projectNo: project.projectNo,
    projectTitle: project.title,
    organizationName: project.organization.name,
  }
}
