import { administrator } from './administrator.ts'
import { approver } from './approver.ts'
import { certifier } from './certifier.ts'
import { evaluator } from './evaluator.ts'
import { expert } from './expert.ts'
import { finance } from './finance.ts'
import { officer } from './officer.ts'
import { owner } from './owner.ts'
import { resident } from './resident.ts'
import type { Guide } from './shape.ts'
import { supervisor } from './supervisor.ts'

/** In the order in which they are listed. */
export const guides: readonly Guide[] = [
  resident,
  owner,
  certifier,
  officer,
  approver,
  finance,
  supervisor,
  evaluator,
  expert,
  administrator,
]
