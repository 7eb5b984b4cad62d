import { timeLeft } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { DeskItem as View, DeskKind } from '#app/services/desk/desk-item.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Where each thing is done. `isBody`: the reader is on the buyer's side. */
const pageOf: Readonly<Record<DeskKind, (id: string, of: string, isBody: boolean) => string>> = {
  callToFinish: paths.bureauCall,
  questionToAnswer: paths.bureauCallQuestions,
  bidToConfirm: paths.ngoBid,
  bidSuspended: paths.ngoBid,
  callToPublish: paths.bureauCall,
  callInReview: paths.bureauCall,
  callReceiving: paths.bureauCall,
  callSuspended: paths.bureauCall,
  callToConfirm: paths.bureauOpening,
  callToConfirmByOther: paths.bureauOpening,
  panelToSeat: paths.bureauPanel,
  panelBeingSeated: paths.bureauPanel,
  panelScoring: paths.bureauPanel,
  resultToDecide: paths.bureauResult,
  resultBeingDecided: paths.bureauResult,
  remedyToAnswer: paths.remedy,
  remedyAtOther: paths.remedy,
  complaintToDecide: paths.remedy,
  noticeRunning: paths.bureauResult,
  awardToMake: paths.bureauResult,
  placeToFill: paths.bureauResult,
  awardHeld: paths.bureauResult,
  rehearsalToEnd: paths.bureauCall,
  bidToFinish: paths.ngoBid,
  bidToSeal: paths.ngoBid,
  bidSealed: paths.ngoBidReceipt,
  bidInReview: paths.ngoBid,
  partnershipToAnswer: paths.ngoPartnership,
  clarificationToAnswer: paths.ngoBidClarifications,
  budgetToAnswer: paths.ngoBudgetReview,
  budgetAtOther: paths.bureauBudgetReview,
  adviceToAnswer: paths.ngoAdvice,
  adviceToAccept: paths.bureauAdvice,
  panelInvited: paths.panelInvitation,
  panelDeclare: paths.panel,
  panelScore: paths.panel,
  panelClose: paths.panel,
  panelDiscuss: paths.panel,
  panelSign: paths.panelSigning,
  panelStart: paths.panel,
  panelOthers: paths.panel,
  contractToDraft: paths.bureauProject,
  contractToOffer: paths.bureauProject,
  contractToSign: paths.ngoProject,
  partyToSign: paths.agreement,
  partyToSignAmendment: paths.agreement,
  contractAtOther: (id, _, isBody) => (isBody ? paths.bureauProject(id) : paths.ngoProject(id)),
  amendmentToSend: (id, _, isBody) => (isBody ? paths.bureauAmendment(id) : paths.ngoAmendment(id)),
  amendmentToAnswer: (id, _, isBody) => (isBody ? paths.bureauAmendment(id) : paths.ngoAmendment(id)),
  amendmentAtOther: (id, _, isBody) => (isBody ? paths.bureauAmendment(id) : paths.ngoAmendment(id)),
  haltToDecide: paths.bureauProject,
  reportDue: paths.ngoMilestone,
  reportToSubmit: paths.ngoMilestone,
  reportToDecide: paths.bureauMilestone,
  reportInReview: paths.ngoProject,
  trancheToRelease: paths.release,
  paymentToConfirm: () => paths.ngoPayments(),
  paymentMissing: paths.release,
  paymentToApprove: () => paths.bureauPayments(),
  quarterlyToWrite: paths.ngoQuarters,
  quarterlyToSign: paths.ngoQuarterly,
  quarterlyToReceive: paths.bureauQuarterly,
  appealToDecide: paths.bureauMilestone,
  yearToClose: paths.fundYear,
  appropriationToConfirm: () => paths.bureauPayments(),
  returnAccountToEnter: () => paths.returnAccount(),
  returnAccountToConfirm: () => paths.returnAccount(),
  donationAppealToFinish: paths.bureauAppeal,
  donationAppealToOpen: paths.bureauAppeal,
  giftToReceive: paths.ngoGifts,
  donationAppealToPass: paths.bureauAppeal,
  donationAccountDue: paths.bureauAppeal,
  donationsExpected: () => paths.donations(),
  donationsToReturn: () => `${paths.donations()}?list=due-back`,
  payoutToConfirm: paths.ngoPayout,
  payoutToDeclare: paths.ngoPayout,
  paymentComing: paths.ngoProject,
  paymentToCome: paths.bureauProject,
  evaluationToDeclare: paths.evaluation,
  evaluationToWrite: paths.evaluation,
  evaluationToStaff: paths.bureauEvaluation,
  evaluationAtEvaluators: paths.bureauEvaluation,
  evaluationToReply: paths.ngoEvaluation,
  evaluationToConfirm: paths.bureauEvaluation,
  evaluationToFix: paths.ngoEvaluation,
  evaluationToRepeat: paths.bureauEvaluationNew,
  observationToAnswer: (id, _, isBody) => (isBody ? paths.bureauObservations(id) : paths.ngoObservations(id)),
  observationToShow: paths.bureauObservations,
  observationAtOther: paths.observation,
  warningToHandle: () => paths.bureauWarnings(),
  objectionToAnswer: paths.bureauProject,
  objectionToClose: paths.oversightProject,
  spendingToCertify: (id) => paths.ngoSpending(id),
  expenseToExplain: paths.ngoExpense,
  expenseToDecide: paths.bureauExpense,
  membershipToAnswer: paths.ngoHub,
  registryToConfirm: () => paths.registry(),
  ownershipToAnswer: paths.ngoOwner,
  documentExpiring: paths.ngoOrganization,
  staffCertificateExpiring: paths.ngoStaff,
  volunteersToRecord: paths.ngoCallout,
  volunteersToConfirm: paths.ngoCallout,
  incubationToFinish: paths.incubationForm,
  incubationReturned: paths.incubation,
  incubationAtOther: paths.incubation,
  incubationToCheck: paths.bureauIncubation,
  incubationToAdmit: paths.bureauIncubation,
  incubationToAgree: paths.bureauIncubation,
  agreementToSign: paths.incubation,
  incubationServiceToConfirm: paths.incubation,
  incubationToAssess: paths.bureauIncubation,
  incubationEnding: paths.bureauIncubation,
  ownIncubationEnding: paths.incubation,
  extensionToOffer: paths.bureauIncubation,
  declarationToConfirm: paths.bureauIncubation,
  noticeToAnswer: paths.incubation,
  noticeToDecide: paths.bureauIncubation,
  trainingToRecord: paths.training,
  trainingAhead: paths.training,
  creditToConfirm: () => paths.creditBoard(),
  creditToDecide: () => paths.creditBoard(),
  needsToRead: () => paths.bureauNeeds(),
  needsToCarryOn: () => paths.bureauNeeds(),
  meetingToRecord: paths.bureauMeeting,
  minutesToPublish: paths.bureauMeeting,
  tasksToDecide: () => paths.bureauTaskAdmissions(),
  transfersToConfirm: () => paths.bureauTransfers(),
  venueToConfirm: paths.bureauVenue,
  ratingToWork: paths.bureauRating,
  ratingToDecide: paths.bureauRating,
  ratingToEnd: paths.bureauRating,
  ratingEntered: () => paths.bureauRatings(),
  assignmentReportToWrite: paths.bureauResponsibility,
  assignmentReportToSign: paths.bureauResponsibilityReport,
  assignmentReportToReceive: paths.bureauResponsibilityReport,
  assignmentReportAwaited: paths.bureauResponsibility,
  assignmentOverdue: paths.bureauResponsibility,
  assignmentToIssue: paths.bureauResponsibility,
  assignmentToWork: paths.bureauResponsibility,
  assignmentToClose: paths.bureauResponsibility,
  showcasesToConfirm: () => paths.bureauShowcases(),
  regionalEntered: () => paths.bureauIndicators(),
  recognitionEntered: () => paths.bureauRecognition(),
  annualToReview: () => `${paths.bureauInspection()}?group=waiting`,
  annualToConclude: () => `${paths.bureauInspection()}?group=waiting`,
  annualToHandIn: paths.ngoAnnualReport,
  admissionToDecide: () => paths.bureauSuppliers(),
  exitToAnswer: paths.ngoAdmissions,
  clawbackToDecide: paths.bureauClawbacks,
  clawbackObjected: paths.bureauClawbacks,
  clawbackToReturn: paths.ngoClawbacks,
  clawbackComing: paths.bureauClawbacks,
  finalReportDue: paths.ngoClosing,
  finalReportToCheck: paths.bureauClosing,
  closingToApprove: paths.bureauClosing,
  owedToDecide: paths.bureauProject,
  handoverToAnswer: paths.ngoHandover,
  handoverToNotice: paths.bureauHandover,
  findingToAnswer: paths.ngoClosing,
  findingToSettle: paths.bureauClosing,
  commentsToModerate: paths.bureauVoice,
  messagesFailed: () => paths.adminMessages(),
  dataRequestToAnswer: paths.adminDataRequest,
  invitationsOpen: () => paths.adminInvitations(),
  partnershipAtOther: paths.ngoBid,
  ownQuestionAtOther: paths.ngoQuestions,
  adviceAtOther: paths.ngoAdvice,
  quarterlyAtOther: paths.ngoQuarterly,
  reportAppealAtOther: paths.ngoMilestone,
  spendingAtColleague: (id) => paths.ngoSpending(id),
  expenseAtOther: paths.ngoExpense,
  evaluationAtOther: paths.ngoEvaluation,
  clawbackAtOther: paths.ngoClawbacks,
  finalReportAtOther: paths.ngoClosing,
  findingAtOther: paths.ngoClosing,
  handoverAtOther: paths.ngoHandover,
  payoutAtColleague: paths.ngoPayout,
  membershipAtOther: paths.ngoHub,
  ownershipAtOther: paths.ngoOwner,
  annualAtOther: paths.ngoAnnualReport,
  ratingAtOther: paths.ngoRating,
  creditRequestAtOther: paths.ngoCredit,
  exitAtOther: paths.ngoAdmissions,
  volunteersAtColleague: paths.ngoCallout,
  needAtOther: paths.need,
  venueAtOther: paths.venue,
  tenancyAtOther: paths.incubation,
  tenancyNoticeAtOther: paths.incubation,
  declarationAtOther: paths.incubation,
  drawAtExperts: paths.bureauPanel,
  adviceAtBidder: paths.bureauAdvice,
  reportReturnedAtOther: paths.bureauMilestone,
  quarterlyAtSupplier: paths.bureauProject,
  evaluationToConfirmByOther: paths.bureauEvaluation,
  receiptAtOther: paths.release,
  expenseAtSupplier: paths.bureauExpense,
  finalReportAtSupplier: paths.bureauClosing,
  findingAtSupplier: paths.bureauClosing,
  handoverAtOrganization: paths.bureauHandover,
  objectionAtOther: paths.oversightProject,
  haltAtOther: paths.bureauProject,
  clawbackToDecideByOther: paths.bureauClawbacks,
  closingAtOther: paths.bureauClosing,
  yearAtOther: paths.fundYear,
  appropriationAtOther: () => paths.funds(),
  returnAccountAtOther: () => paths.returnAccount(),
  donationAppealAtOther: paths.bureauAppeal,
  ratingAtApprover: paths.bureauRating,
  evaluationHandedIn: paths.evaluation,
  creditAtOther: () => paths.creditBoard(),
  hubAtOther: () => paths.registry(),
  organizationEndAtOther: () => paths.registry(),
  gradeAtOther: () => paths.bureauRatings(),
  recognitionAtOther: () => paths.bureauRecognition(),
  regionalAtOther: () => paths.bureauIndicators(),
  admissionAtOther: () => paths.bureauSuppliers(),
  showcaseAtOther: () => paths.bureauShowcases(),
  transferAtOther: () => paths.bureauTransfers(),
  taskAtOther: () => paths.bureauTaskAdmissions(),
  assignmentToIssueByOther: paths.bureauResponsibility,
  assignmentAtLead: paths.bureauResponsibility,
  assignmentReportAtOther: paths.bureauResponsibilityReport,
  annualAtOrganizations: () => paths.bureauInspection(),
  tenancyReturned: paths.bureauIncubation,
  agreementAtTenant: paths.bureauIncubation,
  noticeAtTenant: paths.bureauIncubation,
}

/** What is to be done, with what, and until when. */
export function DeskItem({ item, now, isBody, isMine }: { item: View; now: string; isBody: boolean; isMine: boolean }) {
  const t = useT()
  return (
    <li>
      <A className="what" to={pageOf[item.kind](item.id, item.of, isBody)}>
        {t(`desk.kind.${item.kind}`, { count: item.count ?? 0 })}
      </A>
      {item.title === '' ? null : (
        <div>
          <Typed>{item.part === '' ? item.title : `${item.title} · ${item.part}`}</Typed>
        </div>
      )}
      <Holder item={item} />
      <Due item={item} now={now} isMine={isMine} />
    </li>
  )
}

/** Who has it now and since when. */
function Holder({ item: { holder, since } }: { item: View }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  if (holder === undefined) return null
  const day = since === undefined ? undefined : dayOfInstant(since)
  return (
    <div className="of">
      {t('desk.with', { who: t(`desk.holder.${holder.as}`) })}
      {holder.name === '' ? null : (
        <>
          {' · '}
          <Typed>{holder.name}</Typed>
        </>
      )}
      {day === undefined ? null : ` · ${t('desk.since', { day })}`}
    </div>
  )
}

/** When it is due. Somebody else's date warns nobody here. */
function Due({ item: { dueAt, dueOn }, now, isMine }: { item: View; now: string; isMine: boolean }) {
  const t = useT()
  const { deadline, day } = useFormat()
  const at = dueAt ?? (dueOn === undefined ? undefined : `${dueOn}T23:59:59+08:00`)
  if (at === undefined) return null
  const left = timeLeft(new Date(at), new Date(now))
  return (
    <div className="of">
      {t('desk.due', { when: dueAt === undefined ? day(dueOn ?? '') : deadline(dueAt) })}{' '}
      {!isMine ? null : left === undefined ? (
        <Tag tone="due">{t('desk.overdue')}</Tag>
      ) : left.days < 3 ? (
        <Tag tone="due">{t('common.time.left', { days: left.days, hours: left.hours })}</Tag>
      ) : null}
    </div>
  )
}
