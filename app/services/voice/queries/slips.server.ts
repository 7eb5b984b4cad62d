import { create } from 'qrcode'
import { may } from '#app/domain/shared/policy.ts'
import { formatCode } from '#app/domain/voice/code.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import { lastDayToAnswer } from '#app/domain/voice/session-days.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { codesOf } from '../answer-codes.server.ts'

/** `qr`: dark squares as an SVG path in a field of `size` × `size`. */
export type PrintedSlip = { code: string; qr: { size: number; path: string } }
export type Slips = {
  projectId: string
  projectTitle: string
  organizationName: string
  session: { title: string; place: string; heldOn: string; lastDay: string }
  /** This sheet of several, from 1. */
  sheet: number
  sheets: number
  slips: PrintedSlip[]
}

/** Drawing a hundred pictures takes a third of a second: more of them are on further sheets. */
const slipsOnSheet = 100

/**
 * The sheet of slips, for the supplier alone. Which of them were used is not told: whoever handed them out could tell who answered.
 * `addressOf`: the full address of a code.
 */
export async function readSlips(
  ctx: Context,
  { projectId, sessionId, sheet }: { projectId: string; sessionId: string; sheet: number },
  addressOf: (code: string) => string,
): Promise<Slips | null> {
  const session = await ctx.db.serviceSession.findUnique({
    where: { id: sessionId },
    select: {
      title: true,
      place: true,
      heldOn: true,
      codeCount: true,
      project: {
        select: { id: true, title: true, bodyId: true, organizationId: true, organization: { select: { name: true } } },
      },
    },
  })
  if (session === null || session.project.id !== projectId) return null
  if (!may(voicePolicy, 'readSlips', ctx.actor, session.project)) return null
  const sheets = Math.ceil(session.codeCount / slipsOnSheet)
  if (sheet < 1 || sheet > sheets) return null
  const from = (sheet - 1) * slipsOnSheet
  const codes = codesOf(ctx.keys, sessionId, session.codeCount).slice(from, from + slipsOnSheet)
  const heldOn = dayOfDate(session.heldOn)
  return {
    projectId,
    projectTitle: session.project.title,
    organizationName: session.project.organization.name,
    session: { title: session.title, place: session.place, heldOn, lastDay: lastDayToAnswer(heldOn) },
    sheet,
    sheets,
    slips: codes.map((plain) => {
      const code = formatCode(plain)
      return { code, qr: drawn(addressOf(code)) }
    }),
  }
}

function drawn(address: string): PrintedSlip['qr'] {
  const { size, data } = create(address, { errorCorrectionLevel: 'M' }).modules
  const squares = Array.from(data, (isDark, index) =>
    isDark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '',
  )
  return { size, path: squares.join('') }
}
