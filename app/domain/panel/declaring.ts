import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { ConflictKind } from './policy.ts'

export type Declaration = { readonly bidId: string; readonly kind: ConflictKind; readonly note: string }

/**
 * One declaration for every bid not declared yet, all at once, before any content is shown. Declarations are final: a tie
 * that is remembered later is a matter for recusal. A member of a bidding organization cannot declare that there is no tie.
 */
export function decideDeclarations(
  pending: readonly { readonly bidId: string; readonly isOwnOrganization: boolean }[],
  declarations: readonly Declaration[],
): Outcome<{ declarations: Declaration[] }> {
  const made = new Map(declarations.map((declaration) => [declaration.bidId, declaration]))
  const kept: Declaration[] = []
  for (const { bidId, isOwnOrganization } of pending) {
    const declaration = made.get(bidId)
    if (declaration === undefined) return refuse('panel.declare-all')
    const place = declarations.indexOf(declaration)
    if (isOwnOrganization && declaration.kind === 'NONE')
      return refuse('panel.tie-known', { field: `declarations[${place}].kind` })
    if (declaration.kind === 'OTHER' && declaration.note === '')
      return refuse('panel.note-missing', { field: `declarations[${place}].note` })
    kept.push(declaration)
  }
  if (kept.length === 0) return refuse('panel.already-declared')
  return ok({ declarations: kept })
}
