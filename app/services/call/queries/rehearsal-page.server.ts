import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** Whether a draft is a rehearsal, and who is invited to it; undefined unless this person may edit it. */
export async function readRehearsalPage(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({
    where: { id: callId },
    include: { invitees: { include: { organization: { select: { name: true, creditCode: true } } } } },
  })
  if (call === null || !may(callPolicy, 'edit', ctx.actor, callFacts(call))) return undefined
  const { id, title, version, isRehearsal, invitees } = call
  return {
    id,
    title,
    version,
    isRehearsal,
    invitees: invitees.map(({ organization }) => ({
      name: organization.name,
      creditCode: organization.creditCode ?? '',
    })),
  }
}
