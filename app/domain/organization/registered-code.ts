import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import { parseCreditCode, type RegisteredKind } from './credit-code.ts'
import type { OrganizationKind } from './schema.ts'

const kindsOfRegister: Record<RegisteredKind, OrganizationKind | undefined> = {
  association: 'ASSOCIATION',
  serviceInstitution: 'SERVICE_INSTITUTION',
  foundation: 'FOUNDATION',
  other: undefined,
}

/**
 * The code an organization of this kind registers with: undefined only for filed community groups, which have none. A code of
 * the civil affairs register says what it was registered as; it must not say something else.
 */
export function registeredCode(kind: OrganizationKind, typed: string): Outcome<{ code: string | undefined }> {
  if (typed === '') {
    return kind === 'COMMUNITY_GROUP'
      ? ok({ code: undefined })
      : refuse('organization.credit-code-missing', { field: 'creditCode' })
  }
  const parsed = parseCreditCode(typed)
  if (!parsed.ok) return { ok: false, refusal: { ...parsed.refusal, field: 'creditCode' } }
  const registered = parsed.kind === undefined ? undefined : kindsOfRegister[parsed.kind]
  if (registered !== undefined && registered !== kind)
    return refuse('organization.credit-code-kind', { field: 'creditCode' })
  return ok({ code: parsed.code })
}
