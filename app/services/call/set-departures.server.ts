import { type Finding, findingKey } from '#app/domain/call/linter/finding.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { lockCallFor, touchDraft } from './lock-draft.server.ts'
import { readSheet } from './read-sheet.server.ts'

type SetDepartures = {
  callId: string
  version: number
  departures: readonly { finding: string; reason: string }[]
}

/** Why each warning is departed from. A reason that is left as it was keeps who wrote it and when; an emptied one is gone. */
export const setDepartures = (ctx: Context, { callId, version, departures }: SetDepartures) =>
  transact(ctx, async (tx) => {
    const locked = await lockCallFor(tx, ctx, 'explain', { callId, version })
    if (!locked.ok) return locked
    const { call } = locked
    const { findings } = await readSheet(tx, call, ctx.now)
    const before = new Map(
      (await tx.callDeparture.findMany({ where: { callId } })).map(({ finding, reason }) => [finding, reason]),
    )
    for (const finding of findings) {
      const key = findingKey(finding)
      const reason = departures.find((row) => row.finding === key)?.reason
      if (finding.level !== 'warning' || reason === undefined || reason === before.get(key)) continue
      await tx.callDeparture.deleteMany({ where: { callId, finding: key } })
      if (reason === '') continue
      await tx.callDeparture.create({
        data: { callId, finding: key, ...told(finding), reason, byId: ctx.actor.accountId ?? '', at: ctx.now },
      })
    }
    await touchDraft(tx, call)
    await record(tx, ctx, {
      type: 'call.departures-explained',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { findings: departures.filter(({ reason }) => reason !== '').map(({ finding }) => finding) },
    })
    return ok()
  })

const told = ({ code, data, citation }: Finding) => ({ code, data, citation: citation ?? Prisma.DbNull })

/** Warnings without a reason yet. */
export async function unexplained(tx: Tx, callId: string, findings: readonly Finding[]): Promise<Finding[]> {
  const rows = await tx.callDeparture.findMany({ where: { callId }, select: { finding: true } })
  const explained = new Set(rows.map(({ finding }) => finding))
  return findings.filter((finding) => finding.level === 'warning' && !explained.has(findingKey(finding)))
}

/** What is published is what still holds: a reason for a warning that is no more goes, the others say what they answer now. */
export async function settleDepartures(tx: Tx, callId: string, findings: readonly Finding[]): Promise<void> {
  const warnings = findings.filter(({ level }) => level === 'warning')
  await tx.callDeparture.deleteMany({ where: { callId, finding: { notIn: warnings.map(findingKey) } } })
  for (const finding of warnings)
    await tx.callDeparture.update({
      where: { callId_finding: { callId, finding: findingKey(finding) } },
      data: told(finding),
      select: { callId: true },
    })
}
