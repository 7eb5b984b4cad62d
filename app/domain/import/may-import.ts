import { registryPolicy } from '../organization/registry.ts'
import type { Actor } from '../shared/actor.ts'
import { may } from '../shared/policy.ts'
import { staffPolicy } from '../staff/policy.ts'
import { volunteerPolicy } from '../volunteer/policy.ts'
import type { ImportKind } from './columns.ts'

/** Whose list it is: an organization's staff or volunteers, or the register that a body keeps. */
export type ImportOwner = { kind: ImportKind; organizationId?: string | undefined; bodyId?: string | undefined }

/** Whoever keeps a list by hand may bring it in by file, and nobody else. PostgreSQL asks the same (may_import). */
export const mayImport = (actor: Actor, { kind, organizationId, bodyId }: ImportOwner): boolean =>
  kind === 'ORGANIZATIONS'
    ? bodyId !== undefined && may(registryPolicy, 'enter', actor, { bodyId })
    : organizationId !== undefined &&
      (kind === 'STAFF'
        ? may(staffPolicy, 'keep', actor, { organizationId })
        : may(volunteerPolicy, 'keep', actor, { organizationId }))
