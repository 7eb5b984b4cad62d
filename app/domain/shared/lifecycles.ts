import { amendmentLifecycle } from '../amendment/lifecycle.ts'
import { haltLifecycle } from '../halt/lifecycle.ts'
import { noticeLifecycle } from '../award/lifecycle.ts'
import { bidLifecycle } from '../bid/lifecycle.ts'
import { callLifecycle } from '../call/lifecycle.ts'
import { milestoneLifecycle, reportLifecycle, trancheLifecycle } from '../milestone/lifecycle.ts'
import { drawPlaceLifecycle, panelLifecycle, scoreSheetLifecycle, seatLifecycle } from '../panel/lifecycle.ts'
import { quarterlyLifecycle } from '../quarterly/lifecycle.ts'
import { remedyLifecycle } from '../remedy/lifecycle.ts'
import { commentLifecycle } from '../voice/lifecycle.ts'
import { budgetReviewLifecycle } from '../venture/lifecycle.ts'
import { contractLifecycle, objectionLifecycle, projectLifecycle } from '../project/lifecycle.ts'

/** Every lifecycle of the house; the name is also its table in the database. */
export const lifecycles = [
  callLifecycle,
  bidLifecycle,
  panelLifecycle,
  seatLifecycle,
  drawPlaceLifecycle,
  scoreSheetLifecycle,
  noticeLifecycle,
  remedyLifecycle,
  budgetReviewLifecycle,
  contractLifecycle,
  amendmentLifecycle,
  haltLifecycle,
  projectLifecycle,
  objectionLifecycle,
  milestoneLifecycle,
  reportLifecycle,
  trancheLifecycle,
  commentLifecycle,
  quarterlyLifecycle,
] as const
