import { formatGiverCode, type GiverCode, giverCodeOf } from '#app/domain/appeal/giver-code.ts'
import type { VolunteerTyped } from '#app/domain/volunteer/schema.ts'
import { volunteerPolicy } from '#app/domain/volunteer/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { type By, type Consent, markOf, volunteerData } from './sealed-rows.server.ts'

export { planVolunteerImport } from './import-volunteers.server.ts'
export { type Contact, readContact } from './sealed-rows.server.ts'

/** Computed from the call-out, the form and the site's secret whenever it is needed: the code itself is stored nowhere. */
export const codeOfSignup = (keys: Keys, { calloutId, formKey }: { calloutId: string; formKey: string }): GiverCode =>
  giverCodeOf(keys.tag('volunteer', `code ${calloutId} ${formKey}`))
export const codeOfCertificate = (keys: Keys, certificateId: string): GiverCode =>
  giverCodeOf(keys.tag('volunteer', `certificate ${certificateId}`))
export const hashOfVolunteerCode = (keys: Keys, code: GiverCode): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.tag('volunteer', `hash ${code}`))
export const certificateCodeText = (keys: Keys, certificateId: string): string =>
  formatGiverCode(codeOfCertificate(keys, certificateId))

/** The register's row of this person; the same name with the same contact is the same person. `isNew`: it was made now. */
export async function findOrAddVolunteer(
  tx: Tx,
  ctx: Context,
  { organizationId, recordedById, accountId = null }: By,
  { consentHow, consentOn, ...typed }: VolunteerTyped & Consent,
): Promise<{ volunteerId: string; isNew: boolean }> {
  const mark = markOf(ctx.keys, organizationId, typed)
  const known = await tx.volunteer.findFirst({ where: { organizationId, mark }, select: { id: true, accountId: true } })
  if (known !== null) {
    if (known.accountId === null && accountId !== null)
      await tx.volunteer.updateMany({ where: { id: known.id }, data: { accountId } })
    return { volunteerId: known.id, isNew: false }
  }
  const data = volunteerData(ctx, { organizationId, recordedById, accountId }, { ...typed, consentHow, consentOn })
  await tx.volunteer.create({ data, select: { id: true } })
  return { volunteerId: data.id, isNew: true }
}

/** The call-out, held until the end of the transaction, for its organization's people. */
export async function holdCallout(tx: Tx, ctx: Context, calloutId: string, step: keyof typeof volunteerPolicy) {
  await tx.$queryRaw`SELECT id FROM callout WHERE id = ${calloutId}::uuid FOR UPDATE`
  const callout = await tx.callout.findUnique({ where: { id: calloutId } })
  const { accountId } = ctx.actor
  if (callout === null || accountId === undefined || !may(volunteerPolicy, step, ctx.actor, callout))
    return refuse('not-found')
  return ok({ callout, accountId })
}

export const calloutFact = (callout: { id: string; organizationId: string }) => ({
  entity: 'callout',
  entityId: callout.id,
  organizationId: callout.organizationId,
})
