import { assignmentLifecycle } from '../assignment/lifecycle.ts'
import { assignmentReportLifecycle } from '../assignment/report-lifecycle.ts'
import { giftLifecycle } from '../gift/lifecycle.ts'
import { appealLifecycle, pledgeLifecycle } from '../appeal/lifecycle.ts'
import { amendmentLifecycle } from '../amendment/lifecycle.ts'
import { evaluationLifecycle } from '../evaluation/lifecycle.ts'
import { expenseBatchLifecycle, expenseLifecycle } from '../claim/lifecycle.ts'
import { clawbackLifecycle } from '../clawback/lifecycle.ts'
import { finalReportLifecycle, findingLifecycle } from '../closing/lifecycle.ts'
import { handoverLifecycle } from '../handover/lifecycle.ts'
import { incubationLifecycle } from '../incubator/lifecycle.ts'
import { haltLifecycle } from '../halt/lifecycle.ts'
import { importLifecycle } from '../import/lifecycle.ts'
import { observationLifecycle } from '../observation/lifecycle.ts'
import { needLifecycle } from '../need/lifecycle.ts'
import { meetingLifecycle } from '../meeting/lifecycle.ts'
import { bookingLifecycle } from '../venue/lifecycle.ts'
import { noticeLifecycle } from '../award/lifecycle.ts'
import { cofundingReceiptLifecycle } from '../cofunding/lifecycle.ts'
import { bidLifecycle } from '../bid/lifecycle.ts'
import { callLifecycle } from '../call/lifecycle.ts'
import { milestoneLifecycle, reportLifecycle, trancheLifecycle } from '../milestone/lifecycle.ts'
import { drawPlaceLifecycle, panelLifecycle, scoreSheetLifecycle, seatLifecycle } from '../panel/lifecycle.ts'
import { quarterlyLifecycle } from '../quarterly/lifecycle.ts'
import { annualReportLifecycle } from '../inspection/lifecycle.ts'
import { ratingLifecycle } from '../rating/lifecycle.ts'
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
  handoverLifecycle,
  evaluationLifecycle,
  observationLifecycle,
  projectLifecycle,
  objectionLifecycle,
  milestoneLifecycle,
  reportLifecycle,
  trancheLifecycle,
  commentLifecycle,
  expenseBatchLifecycle,
  expenseLifecycle,
  clawbackLifecycle,
  finalReportLifecycle,
  findingLifecycle,
  quarterlyLifecycle,
  appealLifecycle,
  pledgeLifecycle,
  giftLifecycle,
  cofundingReceiptLifecycle,
  needLifecycle,
  meetingLifecycle,
  bookingLifecycle,
  ratingLifecycle,
  annualReportLifecycle,
  incubationLifecycle,
  assignmentLifecycle,
  importLifecycle,
  assignmentReportLifecycle,
] as const
