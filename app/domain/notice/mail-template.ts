type ResultPlace = {
  callTitle: string
  organizationName: string
  rankText: string
  countText: string
  totalText: string
  noticeEndsOn: string
  objectUntilOn: string
  url: string
}

type OwedLetter = { projectTitle: string; bodyName: string; amountFen: string; reason: string; url: string }

/**
 * Every letter the house sends and what each says besides its fixed words (app/i18n/<locale>/mail.ts). Values are text; how a
 * value is written follows from its name: `url` is a path of http/paths.ts (host and language are put in front), `…At` an
 * instant as ISO text, `…On` a day, `…Fen` an amount in fen, `…Key` a text of the house that may use the other values, `…List` several
 * lines, each such a text with values of its own. Whoever has a letter with a `stopUrl` ends the letters of its kind there (RFC 8058).
 */
export type MailValues = {
  confirmEmail: { name: string; url: string }
  resetPassword: { name: string; url: string }
  passwordChanged: { name: string; url: string }
  secondFactorChanged: { name: string; url: string }
  openingKeyChanged: { name: string; url: string }
  /** One's own account is to be closed; was not, after all; is. */
  closingAsked: { name: string; eraseOn: string; url: string }
  closingCalledOff: { name: string; url: string }
  closingStopped: { name: string; url: string }
  accountClosed: { noText: string; url: string }
  /** To whoever asks, without an account, about what is kept of them. */
  dataRequestMade: { url: string; untilAt: string }
  dataRequestAnswered: { requestNo: string; outcomeKey: string; answer: string; url: string }
  dataRequestCame: { requestNo: string; dueOn: string; url: string }
  invitation: {
    name: string
    inviterName: string
    placeName: string
    roleKey: string
    whatKey: string
    expiresAt: string
    url: string
  }
  accountExists: { name: string; url: string; forgotUrl: string }
  /** To whoever gives to an appeal. */
  pledgeMade: {
    name: string
    appealTitle: string
    amountFen: string
    bankText: string
    dueOn: string
    codeText: string
    url: string
  }
  pledgeReceived: { name: string; appealTitle: string; amountFen: string; url: string }
  pledgePassed: { name: string; appealTitle: string; amountFen: string; url: string }
  pledgeToReturn: {
    name: string
    appealTitle: string
    amountFen: string
    whyKey: string
    reason: string
    url: string
  }
  pledgeReturned: { name: string; appealTitle: string; amountFen: string; url: string }
  pledgeEnded: { name: string; appealTitle: string; amountFen: string; whyKey: string; url: string }
  giftStated: {
    name: string
    organizationName: string
    projectTitle: string
    what: string
    valueFen: string
    url: string
  }
  /** What waited since the last one. `listText`: a line for each, written when it is sent. */
  digest: { countText: string; url: string; settingsUrl: string }
  ledgerBroken: { countText: string; inspectedAt: string; url: string }
  chainBroken: { countText: string; inspectedAt: string; url: string }
  callReturned: { callTitle: string; reason: string; url: string }
  callPublished: { callTitle: string; bodyName: string; deadlineAt: string; url: string }
  callEnded: { callTitle: string; outcomeKey: string; codeKey: string; reason: string; url: string }
  questionAsked: { callTitle: string; question: string; url: string }
  questionAnswered: { callTitle: string; question: string; answer: string; url: string }
  callAmended: { callTitle: string; reason: string; deadlineAt: string; url: string }
  callExtended: { callTitle: string; reason: string; deadlineAt: string; url: string }
  callSuspended: { callTitle: string; reason: string; url: string }
  callResumed: { callTitle: string; deadlineAt: string; url: string }
  bidsToOpen: { callTitle: string; url: string }
  questionsEnd: { callTitle: string; url: string }
  decisionLate: { callTitle: string; url: string }
  bidSealed: { callTitle: string; organizationName: string; receiptNo: string; sealedAt: string; url: string }
  partnerAsked: { callTitle: string; organizationName: string; deadlineAt: string; url: string }
  partnerTold: { callTitle: string; organizationName: string; whatKey: string; url: string }
  partnerAnswered: { callTitle: string; organizationName: string; answerKey: string; url: string }
  seatOffered: { callTitle: string; bodyName: string; url: string }
  clarificationAsked: { callTitle: string; answerAt: string; url: string }
  /** Stages of a venture call. */
  budgetReviewed: { callTitle: string; askedFen: string; approvedFen: string; answerAt: string; url: string }
  pitchSet: { callTitle: string; beginsAt: string; minutesText: string; placeText: string; url: string }
  adviceGiven: { callTitle: string; url: string }
  adviceNone: { callTitle: string; url: string }
  adviceAnswered: { callTitle: string; organizationName: string; url: string }
  rehearsalInvited: { callTitle: string; deadlineAt: string; url: string }
  /** A purchase from one supplier. */
  invitedAlone: { callTitle: string; organizationName: string; deadlineAt: string; url: string }
  negotiatedNoticed: {
    callTitle: string
    organizationName: string
    amountFen: string
    noticeEndsOn: string
    url: string
  }
  singleObjected: { callTitle: string; filerName: string; url: string }
  singleAnswered: { callTitle: string; answer: string; url: string }
  drawn: { callTitle: string; bodyName: string; answerAt: string; url: string }
  resultToSign: { callTitle: string; url: string }
  /** Award and regret letters: the place of one organization, and until when it may object. */
  resultProposed: ResultPlace & { amountFen: string }
  resultReserve: ResultPlace
  resultPublished: ResultPlace
  reservePromoted: {
    callTitle: string
    organizationName: string
    amountFen: string
    noticeEndsOn: string
    url: string
  }
  awardMade: { callTitle: string; organizationName: string; amountFen: string; projectNo: string; url: string }
  awardRevoked: { callTitle: string; organizationName: string; reason: string; url: string }
  resultSetAside: { callTitle: string; organizationName: string; reason: string; url: string }
  remedyFiled: { callTitle: string; filerName: string; subject: string; url: string }
  remedyAnswered: { callTitle: string; subject: string; outcomeKey: string; url: string }
  awardSuspended: { callTitle: string; organizationName: string; url: string }
  partyToSign: { projectTitle: string; bodyName: string; url: string }
  amendmentPartyToSign: { projectTitle: string; bodyName: string; reason: string; url: string }
  contractOffered: { projectTitle: string; bodyName: string; url: string }
  contractSigned: { projectTitle: string; organizationName: string; url: string }
  reportSubmitted: { projectTitle: string; milestoneTitle: string; organizationName: string; url: string }
  reportReturned: { projectTitle: string; milestoneTitle: string; reason: string; url: string }
  milestoneDue: { projectTitle: string; milestoneTitle: string; dueOn: string; url: string }
  milestoneLate: { projectTitle: string; milestoneTitle: string; dueOn: string; url: string }
  reviewDue: {
    projectTitle: string
    milestoneTitle: string
    organizationName: string
    dueOn: string
    url: string
  }
  /** A term that comes near: by a day, or by an hour of a day. */
  termNear: { title: string; whatKey: string; dueOn: string; url: string }
  termHourNear: { title: string; whatKey: string; dueAt: string; url: string }
  quarterlyDue: { projectTitle: string; dueOn: string; url: string }
  quarterlyLate: { projectTitle: string; dueOn: string; url: string }
  quarterlyWaits: { projectTitle: string; organizationName: string; url: string }
  quarterlyReturned: { projectTitle: string; reason: string; url: string }
  milestoneAcceptedInPart: { projectTitle: string; milestoneTitle: string; amountFen: string; url: string }
  reportRejected: { projectTitle: string; milestoneTitle: string; reason: string; daysText: string; url: string }
  reportAppealed: {
    projectTitle: string
    milestoneTitle: string
    organizationName: string
    reason: string
    url: string
  }
  appealDecided: { projectTitle: string; milestoneTitle: string; outcomeKey: string; reason: string; url: string }
  reportEscalated: {
    projectTitle: string
    milestoneTitle: string
    organizationName: string
    dueOn: string
    url: string
  }
  milestoneAccepted: { projectTitle: string; milestoneTitle: string; url: string }
  trancheReleased: { projectTitle: string; organizationName: string; amountFen: string; url: string }
  payoutDeclared: { organizationName: string; personName: string; tailText: string; url: string }
  payoutConfirmed: { organizationName: string; personName: string; tailText: string; url: string }
  paymentApproved: { projectTitle: string; amountFen: string; personName: string; url: string }
  paymentMissing: {
    projectTitle: string
    organizationName: string
    amountFen: string
    reason: string
    url: string
  }
  objectionRaised: { projectTitle: string; bodyName: string; reason: string; url: string }
  /** Changes of a signed contract, and what stops or ends a project. */
  amendmentOffered: { projectTitle: string; whatKey: string; reason: string; url: string }
  amendmentInForce: {
    projectTitle: string
    organizationName: string
    whatKey: string
    numberText: string
    url: string
  }
  amendmentRefused: { projectTitle: string; reason: string; url: string }
  haltProposed: { projectTitle: string; whatKey: string; reason: string; url: string }
  expenseQuestioned: { projectTitle: string; payee: string; amountFen: string; reason: string; url: string }
  expenseDisallowed: { projectTitle: string; payee: string; amountFen: string; reason: string; url: string }
  cofundingRecorded: { projectTitle: string; organizationName: string; amountFen: string; url: string }
  cofundingRefused: { projectTitle: string; amountFen: string; reason: string; url: string }
  clawbackProposed: { projectTitle: string; groundKey: string; amountFen: string; reason: string; url: string }
  clawbackOrdered: {
    projectTitle: string
    bodyName: string
    groundKey: string
    amountFen: string
    reason: string
    dueOn: string
    url: string
  }
  /** To whoever should take an organization over, and what became of it. */
  ownershipOffered: { personName: string; organizationName: string; url: string }
  ownershipAnswered: { personName: string; organizationName: string; answerKey: string; url: string }
  tieStated: { organizationName: string; bodyName: string; aspectKey: string; url: string }
  hubNamed: { organizationName: string; documentNo: string; url: string }
  hubEnded: { organizationName: string; endedOn: string; reason: string; url: string }
  hubMembershipTurned: { organizationName: string; turnKey: string; url: string }
  hubMembershipAsked: { organizationName: string; hubName: string; url: string }
  registryChanged: { bodyName: string; organizationName: string; url: string }
  organizationEnded: { organizationName: string; kindKey: string; documentNo: string; url: string }
  /** `thingsList`: JSON text, a list of `ThingLine`. */
  savedSearchNew: {
    searchName: string
    countText: string
    thingsList: string
    url: string
    manageUrl: string
    stopUrl: string
  }
  /** `newsList`: as in savedSearchNew. */
  followNews: {
    thingTitle: string
    countText: string
    newsList: string
    url: string
    manageUrl: string
    stopUrl: string
  }
  documentExpiring: {
    organizationName: string
    documentKey: string
    documentTitle: string
    validUntilOn: string
    url: string
  }
  /** Without the name: letters are kept longer than it. */
  calloutCancelled: {
    organizationName: string
    calloutTitle: string
    startsAt: string
    reason: string
    url: string
  }
  /** Without the name: letters are kept longer than it. */
  staffCertificateExpiring: {
    organizationName: string
    certificateKey: string
    validUntilOn: string
    url: string
  }
  creditEntered: { bodyName: string; kindKey: string; documentNo: string; summary: string; url: string }
  needRaised: { needTitle: string; regionName: string; url: string }
  needMoved: { needTitle: string; needNo: string; stateKey: string; reason: string; url: string }
  taskApplied: { taskTitle: string; department: string; url: string }
  taskDecided: { taskTitle: string; outcomeKey: string; reason: string; url: string }
  venueAsked: { venueName: string; heldOn: string; clockText: string; url: string }
  venueDecided: {
    venueName: string
    heldOn: string
    clockText: string
    stateKey: string
    reason: string
    url: string
  }
  venueGivenUp: { venueName: string; heldOn: string; clockText: string; reason: string; url: string }
  creditRequested: { organizationName: string; requestKey: string; dueOn: string; url: string }
  creditDecided: { requestKey: string; outcomeKey: string; reason: string; url: string }
  ratingApplied: { organizationName: string; url: string }
  ratingChecked: { outcomeKey: string; reason: string; url: string }
  ratingNoticed: { gradeText: string; pointsText: string; untilOn: string; url: string }
  ratingConfirmed: { gradeText: string; documentNo: string; url: string }
  ratingComplained: { organizationName: string; url: string }
  ratingComplaintAnswered: { outcomeKey: string; reason: string; url: string }
  ratingComplaintReplied: { organizationName: string; outcomeKey: string; reason: string; url: string }
  ratingRevoked: { gradeText: string; reason: string; documentNo: string; url: string }
  ratingExpiring: { gradeText: string; dueOn: string; url: string }
  annualReportDue: { yearText: string; dueOn: string; url: string }
  annualReportLate: { yearText: string; dueOn: string; url: string }
  annualReportSubmitted: { organizationName: string; yearText: string; url: string }
  annualReportReturned: { yearText: string; reason: string; url: string }
  annualReportConcluded: { yearText: string; conclusionKey: string; reason: string; documentNo: string; url: string }
  assignmentTurned: { assignmentTitle: string; stateKey: string; dueOn: string; url: string }
  assignmentDue: { assignmentTitle: string; dueOn: string; url: string }
  assignmentLate: { assignmentTitle: string; dueOn: string; url: string }
  assignmentReportDue: { assignmentTitle: string; dueOn: string; url: string }
  assignmentReportLate: { assignmentTitle: string; dueOn: string; url: string }
  assignmentReportWaits: { assignmentTitle: string; bodyName: string; url: string }
  assignmentReportReturned: { assignmentTitle: string; reason: string; url: string }
  showcased: { projectTitle: string; url: string }
  regionalEntered: { indicatorName: string; regionName: string; url: string }
  supervised: { bodyName: string; kindKey: string; url: string }
  supplierAdmitted: { bodyName: string; url: string }
  supplierExitProposed: { bodyName: string; reason: string; untilOn: string; url: string }
  supplierExitDecided: { outcomeKey: string; reason: string; url: string }
  incubationToBody: { incubatorName: string; applicantName: string; whatKey: string; url: string }
  incubationToTenant: { incubatorName: string; applicantName: string; whatKey: string; words: string; url: string }
  trainingNotice: {
    incubatorName: string
    trainingTitle: string
    whatKey: string
    startsAt: string
    place: string
    reason: string
    url: string
  }
  clawbackObjected: { projectTitle: string; amountFen: string; reason: string; url: string }
  finalReportReturned: { projectTitle: string; reason: string; url: string }
  findingMade: { projectTitle: string; finding: string; dueOn: string; url: string }
  closingProposed: { projectTitle: string; url: string }
  projectClosed: { projectTitle: string; bodyName: string; untilOn: string; url: string }
  haltRefused: { projectTitle: string; whatKey: string; reason: string; url: string }
  projectSuspended: { projectTitle: string; bodyName: string; reason: string; untilOn: string; url: string }
  projectResumed: { projectTitle: string; bodyName: string; url: string }
  projectTerminated: {
    projectTitle: string
    bodyName: string
    codeKey: string
    reason: string
    returnedFen: string
    url: string
  }
  /** After an early end: accepted money is owed, or refused. */
  trancheOwed: OwedLetter
  trancheRefused: OwedLetter
  /** The rest of a project that ended early. */
  handoverAsked: { projectTitle: string; bodyName: string; amountFen: string; answerOn: string; url: string }
  handoverAnswered: { projectTitle: string; organizationName: string; answerKey: string; url: string }
  handoverWithdrawn: { projectTitle: string; bodyName: string; url: string }
  /** Third-party evaluations. */
  evaluationInvited: { projectTitle: string; dueOn: string; url: string }
  evaluatorSteppedBack: { projectTitle: string; url: string }
  evaluationToReply: { projectTitle: string; dueOn: string; url: string }
  evaluationSubmitted: { projectTitle: string; dueOn: string; url: string }
  evaluationReturned: { projectTitle: string; reason: string; url: string }
  evaluationConfirmed: { projectTitle: string; gradeKey: string; url: string }
  evaluationFixed: { projectTitle: string; url: string }
  observationMade: { projectTitle: string; dueOn: string; url: string }
  observationAnswered: { projectTitle: string; reason: string; url: string }
}

export const mailTemplates = [
  'confirmEmail',
  'resetPassword',
  'passwordChanged',
  'secondFactorChanged',
  'openingKeyChanged',
  'closingAsked',
  'closingCalledOff',
  'closingStopped',
  'accountClosed',
  'dataRequestMade',
  'dataRequestAnswered',
  'dataRequestCame',
  'invitation',
  'accountExists',
  'pledgeMade',
  'pledgeReceived',
  'pledgePassed',
  'pledgeToReturn',
  'pledgeReturned',
  'pledgeEnded',
  'giftStated',
  'digest',
  'ledgerBroken',
  'chainBroken',
  'callReturned',
  'callPublished',
  'callEnded',
  'questionAsked',
  'questionAnswered',
  'callAmended',
  'callExtended',
  'callSuspended',
  'callResumed',
  'bidsToOpen',
  'questionsEnd',
  'decisionLate',
  'bidSealed',
  'partnerAsked',
  'partnerTold',
  'partnerAnswered',
  'seatOffered',
  'clarificationAsked',
  'budgetReviewed',
  'pitchSet',
  'adviceGiven',
  'adviceNone',
  'adviceAnswered',
  'rehearsalInvited',
  'invitedAlone',
  'negotiatedNoticed',
  'singleObjected',
  'singleAnswered',
  'drawn',
  'resultToSign',
  'resultProposed',
  'resultReserve',
  'resultPublished',
  'reservePromoted',
  'awardMade',
  'awardRevoked',
  'resultSetAside',
  'remedyFiled',
  'remedyAnswered',
  'awardSuspended',
  'partyToSign',
  'amendmentPartyToSign',
  'contractOffered',
  'contractSigned',
  'reportSubmitted',
  'reportReturned',
  'milestoneAccepted',
  'milestoneDue',
  'milestoneLate',
  'reviewDue',
  'termNear',
  'termHourNear',
  'quarterlyDue',
  'quarterlyLate',
  'quarterlyWaits',
  'quarterlyReturned',
  'milestoneAcceptedInPart',
  'reportRejected',
  'reportAppealed',
  'appealDecided',
  'reportEscalated',
  'trancheReleased',
  'paymentMissing',
  'payoutDeclared',
  'payoutConfirmed',
  'paymentApproved',
  'objectionRaised',
  'amendmentOffered',
  'amendmentInForce',
  'amendmentRefused',
  'haltProposed',
  'expenseQuestioned',
  'expenseDisallowed',
  'cofundingRecorded',
  'cofundingRefused',
  'clawbackProposed',
  'ownershipOffered',
  'ownershipAnswered',
  'savedSearchNew',
  'followNews',
  'documentExpiring',
  'calloutCancelled',
  'staffCertificateExpiring',
  'tieStated',
  'hubNamed',
  'hubMembershipAsked',
  'hubMembershipTurned',
  'hubEnded',
  'registryChanged',
  'organizationEnded',
  'creditEntered',
  'needRaised',
  'needMoved',
  'taskApplied',
  'taskDecided',
  'venueAsked',
  'venueDecided',
  'venueGivenUp',
  'creditRequested',
  'creditDecided',
  'ratingApplied',
  'ratingChecked',
  'ratingNoticed',
  'ratingConfirmed',
  'ratingComplained',
  'ratingComplaintAnswered',
  'ratingComplaintReplied',
  'ratingRevoked',
  'ratingExpiring',
  'annualReportDue',
  'annualReportLate',
  'annualReportSubmitted',
  'annualReportReturned',
  'annualReportConcluded',
  'assignmentTurned',
  'assignmentDue',
  'assignmentLate',
  'assignmentReportDue',
  'assignmentReportLate',
  'assignmentReportWaits',
  'assignmentReportReturned',
  'showcased',
  'regionalEntered',
  'supervised',
  'supplierAdmitted',
  'supplierExitProposed',
  'supplierExitDecided',
  'incubationToBody',
  'incubationToTenant',
  'trainingNotice',
  'clawbackOrdered',
  'clawbackObjected',
  'finalReportReturned',
  'findingMade',
  'closingProposed',
  'projectClosed',
  'haltRefused',
  'projectSuspended',
  'projectResumed',
  'projectTerminated',
  'trancheOwed',
  'trancheRefused',
  'handoverAsked',
  'handoverAnswered',
  'handoverWithdrawn',
  'evaluationInvited',
  'evaluatorSteppedBack',
  'evaluationToReply',
  'evaluationSubmitted',
  'evaluationReturned',
  'evaluationConfirmed',
  'evaluationFixed',
  'observationMade',
  'observationAnswered',
] as const satisfies readonly (keyof MailValues)[]
export type MailTemplate = (typeof mailTemplates)[number]

/** A line of a `thingsList`: a text of the house and the values that it uses. */
export type ThingLine =
  | {
      lineKey: 'search.letter.call' | 'search.letter.project'
      title: string
      bodyName: string
      fundingFen: string
      url: string
    }
  | {
      lineKey: 'search.letter.openCall'
      title: string
      bodyName: string
      fundingFen: string
      deadlineAt: string
      url: string
    }
  | {
      lineKey: 'search.letter.organization'
      organizationName: string
      kindKey: string
      regionName: string
      url: string
    }
  | { lineKey: 'search.letter.more'; restText: string }

/** To people who have no account here: once such a letter is sent, its address is not kept. */
export const passingTemplates: readonly MailTemplate[] = [
  'calloutCancelled',
  'accountClosed',
  'dataRequestMade',
  'dataRequestAnswered',
]
/** Letters that let their reader in: their values are wiped once they are sent. */
export const secretTemplates: readonly MailTemplate[] = [
  'confirmEmail',
  'resetPassword',
  'invitation',
  'pledgeMade',
  'giftStated',
  'dataRequestMade',
]
/** Letters that their reader may end without signing in: with a `stopUrl`, which stands in the mail alone and is not kept once that is sent. */
export const stoppableTemplates: readonly MailTemplate[] = ['savedSearchNew', 'followNews']
