/** What may wait for somebody, or be waited for. */
export type DeskKind =
  | 'callToFinish'
  | 'questionToAnswer'
  | 'callToPublish'
  | 'callInReview'
  | 'callReceiving'
  | 'callSuspended'
  | 'callToConfirm'
  | 'callToConfirmByOther'
  | 'panelToSeat'
  | 'panelBeingSeated'
  | 'panelScoring'
  | 'resultToDecide'
  | 'resultBeingDecided'
  | 'remedyToAnswer'
  | 'remedyAtOther'
  | 'complaintToDecide'
  | 'noticeRunning'
  | 'awardToMake'
  | 'placeToFill'
  | 'awardHeld'
  | 'rehearsalToEnd'
  | 'bidToFinish'
  | 'bidToSeal'
  | 'bidToConfirm'
  | 'bidSuspended'
  | 'bidSealed'
  | 'bidInReview'
  | 'partnershipToAnswer'
  | 'clarificationToAnswer'
  | 'budgetToAnswer'
  | 'budgetAtOther'
  | 'adviceToAnswer'
  | 'adviceToAccept'
  | 'panelInvited'
  | 'panelDeclare'
  | 'panelScore'
  | 'panelClose'
  | 'panelDiscuss'
  | 'panelSign'
  | 'panelStart'
  | 'panelOthers'
  | 'contractToDraft'
  | 'contractToOffer'
  | 'contractToSign'
  | 'contractAtOther'
  | 'amendmentToSend'
  | 'amendmentToAnswer'
  | 'amendmentAtOther'
  | 'haltToDecide'
  | 'reportDue'
  | 'reportToSubmit'
  | 'reportToDecide'
  | 'reportInReview'
  | 'trancheToRelease'
  | 'paymentToConfirm'
  | 'paymentMissing'
  | 'paymentComing'
  | 'paymentToCome'
  | 'evaluationToDeclare'
  | 'evaluationToWrite'
  | 'evaluationToStaff'
  | 'evaluationAtEvaluators'
  | 'evaluationToReply'
  | 'evaluationToConfirm'
  | 'evaluationToFix'
  | 'evaluationToRepeat'
  | 'objectionToAnswer'
  | 'objectionToClose'
  | 'commentsToModerate'
  | 'messagesFailed'
  | 'invitationsOpen'

/**
 * One thing and whose move it is. `id` is what its page is found by; `of` what else that page is found by, '' mostly. `part`: which
 * milestone, where it is one. `dueAt` an instant, `dueOn` a day.
 */
export type DeskItem = {
  kind: DeskKind
  id: string
  of: string
  title: string
  part: string
  dueAt: string | undefined
  dueOn: string | undefined
  count: number | undefined
}
