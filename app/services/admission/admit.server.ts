import { admissionPolicy } from '#app/domain/admission/policy.ts'
import type { admitForm } from '#app/domain/admission/schema.ts'
import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { z } from 'zod'

/** Proposes that an organization comes onto the body's list; the next person decides. */
export const proposeAdmission = (ctx: Context, { organization, admittedOn, ...typed }: z.output<typeof admitForm>) =>
  transact<{ admissionId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { bodyId } = typed
    if (accountId === undefined || !may(admissionPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
    if (!may(admissionPolicy, 'propose', ctx.actor, { bodyId })) return refuse('forbidden')
    const code = parseCreditCode(organization)
    const [found, ...more] = await tx.organization.findMany({
      where: code.ok ? { creditCode: code.code } : { name: organization },
      select: { id: true },
      take: 2,
    })
    if (found === undefined) return refuse('admission.not-found', { field: 'organization' })
    if (more.length > 0) return refuse('admission.several', { field: 'organization' })
    const { id } = await tx.supplierAdmission.create({
      data: {
        ...typed,
        organizationId: found.id,
        admittedOn: dateOfDay(admittedOn),
        enteredById: accountId,
        enteredAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'admission.proposed',
      entity: 'supplier-admission',
      entityId: id,
      bodyId,
      organizationId: found.id,
    })
    return ok({ admissionId: id })
  })

async function hold(tx: Tx, ctx: Context, admissionId: string, step: 'decide' | 'withdraw') {
  const admission = await tx.supplierAdmission.findUnique({ where: { id: admissionId } })
  const { accountId } = ctx.actor
  if (admission === null || accountId === undefined) return refuse('not-found')
  const { bodyId, enteredById } = admission
  if (!may(admissionPolicy, 'readBoard', ctx.actor, { bodyId })) return refuse('not-found')
  if (!may(admissionPolicy, step, ctx.actor, { bodyId, enteredById }))
    return refuse(may(admissionPolicy, step, ctx.actor, { bodyId }) ? 'admission.four-eyes' : 'forbidden')
  return ok({ admission, accountId })
}

export const confirmAdmission = (ctx: Context, { admissionId }: { admissionId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, admissionId, 'decide')
    if (!held.ok) return held
    const { bodyId, organizationId } = held.admission
    const { count } = await tx.supplierAdmission.updateMany({
      where: { id: admissionId, confirmedAt: null, withdrawnAt: null },
      data: { confirmedById: held.accountId, confirmedAt: ctx.now },
    })
    if (count === 0) return refuse('admission.decided')
    await record(tx, ctx, {
      type: 'admission.confirmed',
      entity: 'supplier-admission',
      entityId: admissionId,
      bodyId,
      organizationId,
    })
    const body = await tx.body.findUniqueOrThrow({ where: { id: bodyId }, select: { nameZh: true } })
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'supplierAdmitted', {
      bodyName: body.nameZh,
      url: `/ngo/organizations/${organizationId}/admissions`,
    })
    return ok()
  })

export const withdrawAdmission = (ctx: Context, { admissionId }: { admissionId: string }) =>
  transact(ctx, async (tx) => {
    const held = await hold(tx, ctx, admissionId, 'withdraw')
    if (!held.ok) return held
    const { bodyId, organizationId } = held.admission
    const { count } = await tx.supplierAdmission.updateMany({
      where: { id: admissionId, confirmedAt: null, withdrawnAt: null },
      data: { withdrawnById: held.accountId, withdrawnAt: ctx.now },
    })
    if (count === 0) return refuse('admission.decided')
    await record(tx, ctx, {
      type: 'admission.withdrawn',
      entity: 'supplier-admission',
      entityId: admissionId,
      bodyId,
      organizationId,
    })
    return ok()
  })
