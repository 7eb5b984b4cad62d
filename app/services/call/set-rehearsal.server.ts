import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { lockCallFor } from './lock-draft.server.ts'

type SetRehearsal = {
  callId: string
  version: number
  isRehearsal: boolean
  /** Credit codes of the organizations that are invited. */
  codes: readonly string[]
}

/** A draft becomes a trial of the whole, for those named here; or a real call again. Nothing of a rehearsal is ever public. */
export const setRehearsal = (ctx: Context, { callId, version, isRehearsal, codes }: SetRehearsal) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'edit', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    const wanted = [...new Set(codes.map((code) => code.trim().toUpperCase()))]
    const organizations = await tx.organization.findMany({
      where: { creditCode: { in: wanted.filter((code) => parseCreditCode(code).ok) } },
      select: { id: true, creditCode: true },
    })
    const missing = wanted.find((code) => !organizations.some(({ creditCode }) => creditCode === code))
    if (isRehearsal && missing !== undefined)
      return refuse('rehearsal.no-organization', { field: 'codes', data: { code: missing } })
    await tx.callInvitee.deleteMany({ where: { callId, call: { isRehearsal: true } } })
    await tx.call.update({ where: { id: call.id }, data: { isRehearsal, version: { increment: 1 } } })
    if (isRehearsal)
      await tx.callInvitee.createMany({
        data: organizations.map(({ id: organizationId }) => ({ callId, organizationId })),
      })
    await record(tx, ctx, {
      type: 'call.edited',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId,
      data: { part: 'rehearsal', isRehearsal },
    })
    return ok()
  })
