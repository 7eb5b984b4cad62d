import type { GuideRole } from '#app/i18n/guide/shape.ts'
import type { Walk } from '../hand.ts'
import { administrator } from './administrator.ts'
import { approver } from './approver.ts'
import { certifier } from './certifier.ts'
import { evaluator } from './evaluator.ts'
import { expert } from './expert.ts'
import { finance } from './finance.ts'
import { officer } from './officer.ts'
import { owner } from './owner.ts'
import { resident } from './resident.ts'
import { supervisor } from './supervisor.ts'

export const walks: Partial<Readonly<Record<GuideRole, Walk>>> = {
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
}
