import { describe, expect, test } from 'vitest'
import { auditTrailPolicy } from '#app/domain/audit-trail/policy.ts'
import { accountPolicy, administrationPolicy, teamPolicy } from '#app/domain/account/policy.ts'
import { type ApiKeyFacts, apiKeyPolicy } from '#app/domain/api-key/policy.ts'
import { gates } from '#app/domain/account/gates.ts'
import { type AppealFacts, appealPolicy } from '#app/domain/appeal/policy.ts'
import { type AmendmentFacts, amendmentPolicy, startAmendmentPolicy } from '#app/domain/amendment/policy.ts'
import { amendmentLifecycle } from '#app/domain/amendment/lifecycle.ts'
import { claimPolicy } from '#app/domain/claim/policy.ts'
import { type PostPriceFacts, postPricePolicy } from '#app/domain/post-price/policy.ts'
import { cofundingPolicy } from '#app/domain/cofunding/policy.ts'
import { returnAccountPolicy } from '#app/domain/clawback/account-policy.ts'
import { type ClawbackFacts, clawbackPolicy } from '#app/domain/clawback/policy.ts'
import { type ClosingFacts, closingPolicy } from '#app/domain/closing/policy.ts'
import { observationPolicy } from '#app/domain/observation/policy.ts'
import { type EvaluationFacts, evaluationPolicy } from '#app/domain/evaluation/policy.ts'
import { evaluationLifecycle } from '#app/domain/evaluation/lifecycle.ts'
import { handoverPolicy } from '#app/domain/handover/policy.ts'
import { partyPolicy } from '#app/domain/project/parties.ts'
import { giftPolicy } from '#app/domain/gift/policy.ts'
import { type HaltFacts, haltPolicy } from '#app/domain/halt/policy.ts'
import { type AwardFacts, awardPolicy, ownResultPolicy } from '#app/domain/award/policy.ts'
import { bidLifecycle } from '#app/domain/bid/lifecycle.ts'
import { type BidFacts, bidPolicy, startBidPolicy } from '#app/domain/bid/policy.ts'
import { partnerPolicy } from '#app/domain/bid/partners.ts'
import { callLifecycle } from '#app/domain/call/lifecycle.ts'
import { type CallFacts, callPolicy, callQuestionPolicy } from '#app/domain/call/policy.ts'
import { registryPolicy } from '#app/domain/organization/registry.ts'
import { hubPolicy } from '#app/domain/hub/policy.ts'
import { tiePolicy } from '#app/domain/tie/policy.ts'
import { staffPolicy } from '#app/domain/staff/policy.ts'
import { volunteerPolicy } from '#app/domain/volunteer/policy.ts'
import { type AdmissionFacts, admissionPolicy } from '#app/domain/admission/policy.ts'
import { type InspectionFacts, inspectionPolicy } from '#app/domain/inspection/policy.ts'
import { type RatingFactsOf, ratingPolicy } from '#app/domain/rating/policy.ts'
import { type AssignmentFacts, assignmentPolicy } from '#app/domain/assignment/policy.ts'
import { type RegionalFacts, regionalPolicy } from '#app/domain/regional/policy.ts'
import { type ShowcaseFacts, showcasePolicy } from '#app/domain/showcase/policy.ts'
import { burdenPolicy } from '#app/domain/burden/policy.ts'
import { type CreditFacts, creditPolicy } from '#app/domain/credit/policy.ts'
import { needPolicy } from '#app/domain/need/policy.ts'
import { meetingPolicy } from '#app/domain/meeting/policy.ts'
import { type TaskFacts, taskPolicy } from '#app/domain/task/policy.ts'
import { type TransferFacts, transferPolicy } from '#app/domain/transfer/policy.ts'
import { venuePolicy } from '#app/domain/venue/policy.ts'
import { type IncubationFacts, incubationPolicy, incubatorPolicy } from '#app/domain/incubator/policy.ts'
import { capPolicy } from '#app/domain/cap/policy.ts'
import { fundYearPolicy } from '#app/domain/fund-year/policy.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { quarterlyPolicy } from '#app/domain/quarterly/policy.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { payoutPolicy } from '#app/domain/payout/policy.ts'
import { panelBidPolicy, type PanelBidFacts, panelPolicy } from '#app/domain/panel/policy.ts'
import { remedyPolicy, type RemedyFacts } from '#app/domain/remedy/policy.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { roles, type Standing } from '#app/domain/shared/actor.ts'
import { type SingleFacts, singlePolicy } from '#app/domain/single-source/policy.ts'
import { pitchPolicy, type VentureFacts, venturePolicy } from '#app/domain/venture/policy.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import { warningPolicy } from '#app/domain/warning/policy.ts'
import { may, type PolicyTable } from '#app/domain/shared/policy.ts'
import { actorWith, type Case, leaksToForeigners, matrixOf, ownBody, ownOrganization } from './matrix.ts'

const somebody = 'a0000000-0000-7000-8000-00000000000a'

const apiKeyCases: Case<ApiKeyFacts>[] = [
  { label: 'own', facts: { accountId: actorWith('resident').accountId ?? '' } },
  { label: 'foreign', facts: { accountId: somebody } },
]

const callCases: Case<CallFacts>[] = [
  ...callLifecycle.states.map((state) => ({
    label: state,
    facts: {
      bodyId: ownBody,
      state,
      isPublished: !['DRAFT', 'SUBMITTED'].includes(state),
      draftedById: somebody,
      submittedById: somebody,
    },
  })),
  ...(['PUBLISHED', 'OPENED'] as const).map((state) => ({
    label: `${state}+share`,
    facts: {
      bodyId: ownBody,
      state,
      isPublished: true,
      draftedById: somebody,
      submittedById: somebody,
      isKeyholder: true,
    },
  })),
  {
    label: 'CANCELLED-UNSEEN',
    facts: { bodyId: ownBody, state: 'CANCELLED', isPublished: false, draftedById: somebody, submittedById: null },
  },
]

const taskCases: Case<TaskFacts>[] = [
  { label: 'any', facts: { bodyId: ownBody } },
  { label: 'own', facts: { bodyId: ownBody, appliedById: 'a0000000-0000-7000-8000-000000000001' } },
]
const transferCases: Case<TransferFacts>[] = [
  { label: 'any', facts: { bodyId: ownBody } },
  { label: 'own', facts: { bodyId: ownBody, enteredById: 'a0000000-0000-7000-8000-000000000001' } },
]

/** Of an organization; and of a group led by somebody else, or by the very person. */
const incubationCases: Case<IncubationFacts>[] = [
  { label: 'organization', facts: { bodyId: ownBody, organizationId: ownOrganization, leaderId: somebody } },
  { label: 'group', facts: { bodyId: ownBody, leaderId: somebody } },
  { label: 'own-group', facts: { bodyId: ownBody, leaderId: actorWith('resident').accountId } },
  {
    label: 'once-own-group',
    facts: { bodyId: ownBody, organizationId: ownOrganization, leaderId: actorWith('resident').accountId },
  },
]
const creditCases: Case<CreditFacts>[] = [
  { label: 'any', facts: { bodyId: ownBody, organizationId: ownOrganization, recordedById: somebody } },
]
const regionalCases: Case<RegionalFacts>[] = [{ label: 'any', facts: { bodyId: ownBody, enteredById: somebody } }]
const showcaseCases: Case<ShowcaseFacts>[] = [{ label: 'any', facts: { bodyId: ownBody, enteredById: somebody } }]
const assignmentCases: Case<AssignmentFacts>[] = [{ label: 'any', facts: { bodyId: ownBody, proposedById: somebody } }]
const ratingCases: Case<RatingFactsOf>[] = [
  { label: 'new', facts: { bodyId: ownBody, organizationId: ownOrganization } },
  {
    label: 'assessed',
    facts: {
      bodyId: ownBody,
      organizationId: ownOrganization,
      assessorId: somebody,
      decidedById: somebody,
      enteredById: somebody,
    },
  },
]
const inspectionCases: Case<InspectionFacts>[] = (['PASS', 'FAIL'] as const).map((conclusion) => ({
  label: conclusion,
  facts: { bodyId: ownBody, organizationId: ownOrganization, reviewedById: somebody, conclusion },
}))
const admissionCases: Case<AdmissionFacts>[] = [
  { label: 'any', facts: { bodyId: ownBody, organizationId: ownOrganization, enteredById: somebody } },
]
const evaluationCases: Case<EvaluationFacts>[] = evaluationLifecycle.states.flatMap((state) =>
  ([undefined, 'INVITED', 'STANDS', 'STEPPED_BACK', 'GONE'] as const).map((seat) => ({
    label: seat === undefined ? state : `${state}+${seat}`,
    facts: { bodyId: ownBody, organizationId: ownOrganization, state, seat },
  })),
)

const bidCases: Case<BidFacts>[] = bidLifecycle.states.flatMap((state) =>
  (
    [
      [state, {}],
      [`${state}+seated`, { isSeatedWithoutConflict: true }],
      [`${state}+barred`, { isBarred: true }],
    ] as const
  ).map(([label, told]) => ({ label, facts: { organizationId: ownOrganization, bodyId: ownBody, state, ...told } })),
)

const plain: Case<{ bodyId: string; organizationId: string; accountId: string }>[] = [
  { label: 'any', facts: { bodyId: ownBody, organizationId: ownOrganization, accountId: somebody } },
]

const amendmentCases: Case<AmendmentFacts>[] = amendmentLifecycle.states.flatMap((state) =>
  (
    [
      [`${state}+notice`, { side: 'SUPPLIER', authority: 'NOTICE' }],
      [`${state}+approval`, { side: 'SUPPLIER', authority: 'APPROVAL' }],
      [`${state}+contract`, { side: 'SUPPLIER', authority: 'CONTRACT' }],
      [`${state}+buyer`, { side: 'BUYER', authority: 'CONTRACT' }],
    ] as const
  ).map(([label, told]) => ({ label, facts: { bodyId: ownBody, organizationId: ownOrganization, state, ...told } })),
)
const postPriceCases: Case<PostPriceFacts>[] = [
  { label: 'by-another', facts: { bodyId: ownBody, draftedById: somebody } },
]
const clawbackCases: Case<ClawbackFacts>[] = [
  { label: 'by-another', facts: { bodyId: ownBody, organizationId: ownOrganization, proposedById: somebody } },
]
const appealCases: Case<AppealFacts>[] = [
  { label: 'of somebody else', facts: { bodyId: ownBody, draftedById: somebody, submittedById: somebody } },
]
const closingCases: Case<ClosingFacts>[] = clawbackCases
const haltCases: Case<HaltFacts>[] = [{ label: 'by-another', facts: { bodyId: ownBody, proposedById: somebody } }]

const seat = { id: 's1', state: 'SEATED', isChair: false } as const
const panelCases: Case<PanelBidFacts>[] = (
  [
    ['not-on-panel', { seat: undefined }],
    ['opened', { callState: 'OPENED', panelState: 'FORMING' }],
    ['undeclared', { declared: undefined }],
    ['conflict', { declared: 'KINSHIP' }],
    ['other-group', { isOfGroup: false }],
    ['clear', {}],
    ['clear-chair', { seat: { ...seat, isChair: true } }],
    ['submitted', { sheetState: 'SUBMITTED' }],
    ['discussed', { sheetState: 'SUBMITTED', discussion: 'open' }],
    ['scored-again', { sheetState: 'SUBMITTED', discussion: 'open', hasSecond: true }],
    ['discussion-over', { sheetState: 'SUBMITTED', discussion: 'closed' }],
    ['no-discussion', { sheetState: 'SUBMITTED', allowsDiscussion: false }],
    ['recused', { seat: { ...seat, state: 'RECUSED' } }],
    ['rejected-bid', { bidState: 'REJECTED' }],
    ['signing', { panelState: 'SIGNING', sheetState: 'SUBMITTED' }],
    ['signing-chair', { panelState: 'SIGNING', sheetState: 'SUBMITTED', seat: { ...seat, isChair: true } }],
    [
      'closed-chair',
      {
        callState: 'SCORED',
        panelState: 'CLOSED',
        bidState: 'SCORED',
        sheetState: 'SUBMITTED',
        seat: { ...seat, isChair: true },
      },
    ],
    ['closed', { callState: 'SCORED', panelState: 'CLOSED', bidState: 'SCORED', sheetState: 'SUBMITTED' }],
  ] as const
).map(([label, differs]) => ({
  label,
  facts: {
    bodyId: ownBody,
    callState: 'SCORING',
    panelState: 'SCORING',
    seat,
    bidState: 'OPENED',
    declared: 'NONE',
    isOfGroup: true,
    sheetState: undefined,
    allowsDiscussion: true,
    discussion: undefined,
    hasSecond: false,
    ...differs,
  },
}))

const resultCases: Case<AwardFacts>[] = (
  [
    ['SCORED', { callState: 'SCORED', isPublished: false }],
    [
      'proposed-by-another',
      { callState: 'SCORED', isPublished: false, notice: { state: 'PROPOSED', decidedById: somebody } },
    ],
    [
      'proposed-by-me',
      {
        callState: 'SCORED',
        isPublished: false,
        notice: { state: 'PROPOSED', decidedById: 'a0000000-0000-7000-8000-000000000001' },
      },
    ],
    ['NOTICED', { callState: 'NOTICED', isPublished: true, notice: { state: 'OPEN', decidedById: somebody } }],
    ['AWARDED', { callState: 'AWARDED', isPublished: true }],
    ['CANCELLED', { callState: 'CANCELLED', isPublished: true }],
  ] as const
).map(([label, differs]) => ({ label, facts: { bodyId: ownBody, ...differs } }))
const remedyCases: Case<RemedyFacts>[] = (['OBJECTION', 'COMPLAINT'] as const).flatMap((kind) =>
  (['FILED', 'ANSWERED'] as const).map((state) => ({
    label: `${kind}-${state}`,
    facts: { bodyId: ownBody, organizationId: ownOrganization, filedById: somebody, kind, state },
  })),
)
const singleCases: Case<SingleFacts>[] = (
  [
    ['DRAFT', { callState: 'DRAFT', isNoticed: false, isRunning: false }],
    ['SUBMITTED', { callState: 'SUBMITTED', isNoticed: false, isRunning: false }],
    ['noticed', { callState: 'SUBMITTED', isNoticed: true, isRunning: true }],
    ['notice-over', { callState: 'SUBMITTED', isNoticed: true, isRunning: false }],
    ['returned', { callState: 'DRAFT', isNoticed: true, isRunning: true }],
    ['OPENED', { callState: 'OPENED', isNoticed: true, isRunning: false }],
  ] as const
).map(([label, differs]) => ({
  label,
  facts: { bodyId: ownBody, draftedById: somebody, submittedById: somebody, ...differs },
}))
const ventureCases: Case<VentureFacts>[] = (
  [
    ['reviewing', {}],
    ['barred', { isBarred: true }],
    ['scoring', { callState: 'SCORING' }],
    ['rejected', { bidState: 'REJECTED' }],
    ['noticed', { callState: 'NOTICED', bidState: 'SCORED' }],
    ['awarded', { callState: 'AWARDED', bidState: 'AWARDED' }],
  ] as const
).map(([label, differs]) => ({
  label,
  facts: {
    bodyId: ownBody,
    organizationId: ownOrganization,
    callState: 'OPENED',
    bidState: 'OPENED',
    isBarred: false,
    ...differs,
  },
}))
const pitchCases = (['PUBLISHED', 'OPENED', 'SCORING', 'SCORED'] as const).map((callState) => ({
  label: callState,
  facts: { bodyId: ownBody, callState },
}))
const ownResultCases = bidLifecycle.states.flatMap((bidState) =>
  [false, true].map((isPublished) => ({
    label: `${bidState}${isPublished ? '+published' : ''}`,
    facts: { organizationId: ownOrganization, bidState, isPublished },
  })),
)

test('who comes through which gate', () => {
  const table = Object.fromEntries(
    Object.entries(gates).map(([gate, opens]) => [gate, roles.filter((role) => opens(actorWith(role))).join(' ')]),
  )
  expect(table).toMatchInlineSnapshot(`
    {
      "administrator": "administrator",
      "anyone": "administrator officer approver finance supervisor evaluator owner editor certifier expert resident anonymous",
      "auditTrail": "administrator supervisor",
      "body": "officer approver finance supervisor evaluator",
      "books": "administrator finance supervisor",
      "evaluator": "evaluator",
      "expert": "expert",
      "finance": "finance",
      "identified": "administrator officer approver finance supervisor evaluator owner editor certifier expert resident",
      "officer": "officer approver",
      "organization": "owner editor certifier",
      "signedIn": "administrator officer approver finance supervisor evaluator owner editor certifier expert resident",
      "supervisor": "supervisor",
    }
  `)
})

describe('every cell of every policy', () => {
  test('calls', () =>
    expect(matrixOf(callPolicy, callCases)).toMatchInlineSnapshot(`
      {
        "amend": {
          "approver": "PUBLISHED PUBLISHED+share",
          "officer": "PUBLISHED PUBLISHED+share",
        },
        "answer": {
          "approver": "PUBLISHED PUBLISHED+share",
          "officer": "PUBLISHED PUBLISHED+share",
        },
        "cancel": {
          "approver": "DRAFT SUBMITTED PUBLISHED OPENED SCORING SCORED NOTICED PUBLISHED+share OPENED+share",
          "officer": "DRAFT",
        },
        "confirmOpening": {
          "approver": "PUBLISHED+share",
          "finance": "PUBLISHED+share",
          "officer": "PUBLISHED+share",
          "supervisor": "PUBLISHED+share",
        },
        "draft": {
          "officer": "always",
        },
        "edit": {
          "officer": "DRAFT",
        },
        "explain": {
          "approver": "SUBMITTED",
          "officer": "DRAFT",
        },
        "fail": {
          "approver": "PUBLISHED OPENED SCORING SCORED PUBLISHED+share OPENED+share",
          "officer": "PUBLISHED OPENED SCORING SCORED PUBLISHED+share OPENED+share",
        },
        "publish": {
          "approver": "SUBMITTED",
        },
        "publishAmendment": {
          "approver": "PUBLISHED PUBLISHED+share",
        },
        "read": {
          "anonymous": "PUBLISHED OPENED SCORING SCORED NOTICED AWARDED FAILED CANCELLED PUBLISHED+share OPENED+share",
          "approver": "always",
          "evaluator": "always",
          "finance": "always",
          "officer": "always",
          "resident": "PUBLISHED OPENED SCORING SCORED NOTICED AWARDED FAILED CANCELLED PUBLISHED+share OPENED+share",
          "supervisor": "always",
        },
        "readInside": {
          "approver": "always",
          "evaluator": "always",
          "finance": "always",
          "officer": "always",
          "supervisor": "always",
        },
        "retender": {
          "officer": "FAILED CANCELLED",
        },
        "return": {
          "approver": "SUBMITTED",
        },
        "seeOpening": {
          "approver": "always",
          "finance": "PUBLISHED+share OPENED+share",
          "officer": "always",
          "supervisor": "always",
        },
        "submit": {
          "officer": "DRAFT",
        },
        "suspend": {
          "approver": "PUBLISHED PUBLISHED+share",
        },
      }
    `))
  test('keys to the interface', () =>
    expect(matrixOf(apiKeyPolicy, apiKeyCases)).toMatchInlineSnapshot(`
    {
      "make": {
        "resident": "own",
      },
      "read": {
        "resident": "own",
      },
      "revoke": {
        "resident": "own",
      },
    }
  `))
  test('bids', () =>
    expect(matrixOf(bidPolicy, bidCases)).toMatchInlineSnapshot(`
      {
        "discard": {
          "certifier": "DRAFT DRAFT+seated DRAFT+barred",
          "editor": "DRAFT DRAFT+seated DRAFT+barred",
          "owner": "DRAFT DRAFT+seated DRAFT+barred",
        },
        "edit": {
          "editor": "DRAFT DRAFT+seated DRAFT+barred",
          "owner": "DRAFT DRAFT+seated DRAFT+barred",
        },
        "explain": {
          "certifier": "OPENED OPENED+seated OPENED+barred",
          "editor": "OPENED OPENED+seated OPENED+barred",
          "owner": "OPENED OPENED+seated OPENED+barred",
        },
        "follow": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
        "read": {
          "approver": "OPENED OPENED+seated SCORED SCORED+seated REJECTED REJECTED+seated AWARDED AWARDED+seated LOST LOST+seated",
          "certifier": "always",
          "editor": "always",
          "evaluator": "OPENED OPENED+seated SCORED SCORED+seated REJECTED REJECTED+seated AWARDED AWARDED+seated LOST LOST+seated",
          "expert": "OPENED+seated SCORED+seated REJECTED+seated AWARDED+seated LOST+seated",
          "officer": "OPENED OPENED+seated SCORED SCORED+seated REJECTED REJECTED+seated AWARDED AWARDED+seated LOST LOST+seated",
          "owner": "always",
          "supervisor": "OPENED OPENED+seated SCORED SCORED+seated REJECTED REJECTED+seated AWARDED AWARDED+seated LOST LOST+seated",
        },
        "reconfirm": {
          "certifier": "SEALED SEALED+seated SEALED+barred",
        },
        "reject": {
          "approver": "OPENED OPENED+seated",
          "officer": "OPENED OPENED+seated",
        },
        "seal": {
          "certifier": "DRAFT DRAFT+seated DRAFT+barred",
        },
        "withdraw": {
          "certifier": "SEALED SEALED+seated SEALED+barred",
        },
      }
    `))
  test('starting a bid', () =>
    expect(matrixOf(startBidPolicy, plain)).toMatchInlineSnapshot(`
    {
      "start": {
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('asking about a call', () =>
    expect(matrixOf(callQuestionPolicy, plain)).toMatchInlineSnapshot(`
    {
      "ask": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('panels', () =>
    expect(matrixOf(panelPolicy as PolicyTable<PanelBidFacts>, panelCases)).toMatchInlineSnapshot(`
      {
        "closeSilent": {
          "expert": "signing-chair",
        },
        "correct": {
          "expert": "closed-chair closed",
        },
        "declare": {
          "expert": "opened undeclared conflict other-group clear clear-chair submitted discussed scored-again discussion-over no-discussion rejected-bid",
        },
        "draw": {
          "approver": "not-on-panel opened undeclared conflict other-group clear clear-chair submitted discussed scored-again discussion-over no-discussion recused rejected-bid",
        },
        "freeze": {
          "expert": "clear-chair",
        },
        "group": {
          "approver": "opened",
        },
        "pin": {
          "approver": "not-on-panel opened recused",
        },
        "pledge": {
          "expert": "opened undeclared conflict other-group clear clear-chair submitted discussed scored-again discussion-over no-discussion rejected-bid",
        },
        "qualify": {
          "approver": "opened",
          "officer": "opened",
        },
        "readBoard": {
          "approver": "always",
          "officer": "always",
        },
        "readFrozen": {
          "expert": "signing signing-chair closed-chair closed",
        },
        "readPanel": {
          "expert": "opened undeclared conflict other-group clear clear-chair submitted discussed scored-again discussion-over no-discussion recused rejected-bid signing signing-chair closed-chair closed",
        },
        "readResult": {
          "approver": "closed-chair closed",
          "expert": "closed-chair closed",
          "finance": "closed-chair closed",
          "officer": "closed-chair closed",
          "supervisor": "closed-chair closed",
        },
        "readSampleSpread": {
          "expert": "clear-chair signing-chair closed-chair",
        },
        "recuse": {
          "expert": "opened undeclared conflict other-group clear clear-chair submitted discussed scored-again discussion-over no-discussion rejected-bid",
        },
        "reopen": {
          "expert": "signing-chair",
        },
        "sample": {
          "approver": "opened",
          "officer": "opened",
        },
        "scoreSample": {
          "expert": "undeclared conflict other-group clear clear-chair submitted discussed scored-again discussion-over no-discussion rejected-bid",
        },
        "seat": {
          "approver": "not-on-panel opened undeclared conflict other-group clear clear-chair submitted discussed scored-again discussion-over no-discussion recused rejected-bid",
        },
        "sign": {
          "expert": "signing signing-chair",
        },
        "start": {
          "approver": "opened",
        },
      }
    `))
  test('one bid before a panel', () =>
    expect(matrixOf(panelBidPolicy, panelCases)).toMatchInlineSnapshot(`
      {
        "agree": {
          "expert": "clear clear-chair submitted discussed scored-again discussion-over no-discussion",
        },
        "conform": {
          "expert": "clear clear-chair submitted discussed scored-again discussion-over no-discussion",
        },
        "discuss": {
          "expert": "clear clear-chair submitted discussed scored-again discussion-over",
        },
        "readBid": {
          "expert": "clear clear-chair submitted discussed scored-again discussion-over no-discussion rejected-bid signing signing-chair closed-chair closed",
        },
        "readDiscussion": {
          "expert": "discussed scored-again discussion-over",
        },
        "readOwnSheet": {
          "expert": "clear clear-chair submitted discussed scored-again discussion-over no-discussion rejected-bid signing signing-chair closed-chair closed",
        },
        "score": {
          "expert": "clear clear-chair",
        },
        "scoreAgain": {
          "expert": "discussed",
        },
        "submitSheet": {
          "expert": "clear clear-chair",
        },
      }
    `))
  test('purchases from one supplier', () =>
    expect(matrixOf(singlePolicy, singleCases)).toMatchInlineSnapshot(`
    {
      "answer": {
        "approver": "DRAFT SUBMITTED noticed notice-over returned",
        "officer": "DRAFT SUBMITTED noticed notice-over returned",
      },
      "edit": {
        "officer": "DRAFT",
      },
      "negotiate": {
        "approver": "OPENED",
        "officer": "OPENED",
      },
      "notice": {
        "approver": "SUBMITTED",
      },
      "object": {
        "resident": "noticed returned",
      },
      "read": {
        "anonymous": "noticed notice-over returned OPENED",
        "approver": "always",
        "evaluator": "always",
        "finance": "always",
        "officer": "always",
        "resident": "noticed notice-over returned OPENED",
        "supervisor": "always",
      },
    }
  `))
  test('stages of a venture call', () =>
    expect(matrixOf(venturePolicy, ventureCases)).toMatchInlineSnapshot(`
    {
      "acceptAdvice": {
        "approver": "noticed awarded",
        "officer": "noticed awarded",
      },
      "advise": {
        "approver": "noticed awarded",
        "officer": "noticed awarded",
      },
      "answerAdvice": {
        "certifier": "noticed awarded",
        "editor": "noticed awarded",
        "owner": "noticed awarded",
      },
      "answerBudget": {
        "certifier": "reviewing barred",
        "owner": "reviewing barred",
      },
      "noteDiligence": {
        "approver": "reviewing",
        "officer": "reviewing",
      },
      "readAdvice": {
        "approver": "reviewing scoring rejected noticed awarded",
        "certifier": "always",
        "editor": "always",
        "officer": "reviewing scoring rejected noticed awarded",
        "owner": "always",
        "supervisor": "reviewing scoring rejected noticed awarded",
      },
      "readBudget": {
        "approver": "reviewing scoring rejected noticed awarded",
        "certifier": "always",
        "editor": "always",
        "officer": "reviewing scoring rejected noticed awarded",
        "owner": "always",
        "supervisor": "reviewing scoring rejected noticed awarded",
      },
      "readDiligence": {
        "approver": "reviewing scoring rejected noticed awarded",
        "officer": "reviewing scoring rejected noticed awarded",
        "supervisor": "reviewing scoring rejected noticed awarded",
      },
      "reviewBudget": {
        "approver": "reviewing",
        "officer": "reviewing",
      },
    }
  `))
  test('pitches', () =>
    expect(matrixOf(pitchPolicy, pitchCases)).toMatchInlineSnapshot(`
    {
      "read": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "set": {
        "approver": "OPENED SCORING",
        "officer": "OPENED SCORING",
      },
    }
  `))
  test('remedies', () =>
    expect(matrixOf(remedyPolicy, remedyCases)).toMatchInlineSnapshot(`
    {
      "answer": {
        "approver": "OBJECTION-FILED",
        "officer": "OBJECTION-FILED",
      },
      "complain": {
        "certifier": "OBJECTION-FILED OBJECTION-ANSWERED",
        "owner": "OBJECTION-FILED OBJECTION-ANSWERED",
      },
      "decideComplaint": {
        "supervisor": "COMPLAINT-FILED",
      },
      "read": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "officer": "always",
        "owner": "always",
        "supervisor": "always",
      },
      "takeMeasure": {
        "approver": "OBJECTION-FILED",
      },
      "withdraw": {
        "certifier": "OBJECTION-FILED COMPLAINT-FILED",
        "owner": "OBJECTION-FILED COMPLAINT-FILED",
      },
    }
  `))
  test('results', () =>
    expect(matrixOf(awardPolicy, resultCases)).toMatchInlineSnapshot(`
      {
        "award": {
          "approver": "NOTICED",
        },
        "confirm": {
          "approver": "proposed-by-another",
        },
        "promote": {
          "approver": "AWARDED",
        },
        "publish": {
          "approver": "SCORED",
        },
        "readDraft": {
          "approver": "always",
          "officer": "always",
        },
        "readPublished": {
          "anonymous": "NOTICED AWARDED CANCELLED",
          "resident": "NOTICED AWARDED CANCELLED",
        },
        "revoke": {
          "approver": "NOTICED AWARDED",
        },
        "withdraw": {
          "approver": "proposed-by-another proposed-by-me",
        },
      }
    `))
  test('own results', () =>
    expect(matrixOf(ownResultPolicy, ownResultCases)).toMatchInlineSnapshot(`
      {
        "read": {
          "certifier": "SCORED+published AWARDED+published LOST+published",
          "editor": "SCORED+published AWARDED+published LOST+published",
          "owner": "SCORED+published AWARDED+published LOST+published",
        },
      }
    `))
  test('amendments', () =>
    expect(matrixOf(amendmentPolicy, amendmentCases)).toMatchInlineSnapshot(`
    {
      "answer": {
        "approver": "OFFERED+notice OFFERED+approval OFFERED+contract",
        "certifier": "OFFERED+buyer",
        "officer": "OFFERED+approval",
      },
      "offer": {
        "approver": "DRAFT+buyer",
        "certifier": "DRAFT+notice DRAFT+approval DRAFT+contract",
      },
      "read": {
        "approver": "DRAFT+buyer OFFERED+notice OFFERED+approval OFFERED+contract OFFERED+buyer SIGNED+notice SIGNED+approval SIGNED+contract SIGNED+buyer REFUSED+notice REFUSED+approval REFUSED+contract REFUSED+buyer WITHDRAWN+buyer",
        "certifier": "DRAFT+notice DRAFT+approval DRAFT+contract OFFERED+notice OFFERED+approval OFFERED+contract OFFERED+buyer SIGNED+notice SIGNED+approval SIGNED+contract SIGNED+buyer REFUSED+notice REFUSED+approval REFUSED+contract REFUSED+buyer WITHDRAWN+notice WITHDRAWN+approval WITHDRAWN+contract",
        "editor": "DRAFT+notice DRAFT+approval DRAFT+contract OFFERED+notice OFFERED+approval OFFERED+contract OFFERED+buyer SIGNED+notice SIGNED+approval SIGNED+contract SIGNED+buyer REFUSED+notice REFUSED+approval REFUSED+contract REFUSED+buyer WITHDRAWN+notice WITHDRAWN+approval WITHDRAWN+contract",
        "evaluator": "DRAFT+buyer OFFERED+notice OFFERED+approval OFFERED+contract OFFERED+buyer SIGNED+notice SIGNED+approval SIGNED+contract SIGNED+buyer REFUSED+notice REFUSED+approval REFUSED+contract REFUSED+buyer WITHDRAWN+buyer",
        "finance": "DRAFT+buyer OFFERED+notice OFFERED+approval OFFERED+contract OFFERED+buyer SIGNED+notice SIGNED+approval SIGNED+contract SIGNED+buyer REFUSED+notice REFUSED+approval REFUSED+contract REFUSED+buyer WITHDRAWN+buyer",
        "officer": "DRAFT+buyer OFFERED+notice OFFERED+approval OFFERED+contract OFFERED+buyer SIGNED+notice SIGNED+approval SIGNED+contract SIGNED+buyer REFUSED+notice REFUSED+approval REFUSED+contract REFUSED+buyer WITHDRAWN+buyer",
        "owner": "DRAFT+notice DRAFT+approval DRAFT+contract OFFERED+notice OFFERED+approval OFFERED+contract OFFERED+buyer SIGNED+notice SIGNED+approval SIGNED+contract SIGNED+buyer REFUSED+notice REFUSED+approval REFUSED+contract REFUSED+buyer WITHDRAWN+notice WITHDRAWN+approval WITHDRAWN+contract",
        "supervisor": "DRAFT+buyer OFFERED+notice OFFERED+approval OFFERED+contract OFFERED+buyer SIGNED+notice SIGNED+approval SIGNED+contract SIGNED+buyer REFUSED+notice REFUSED+approval REFUSED+contract REFUSED+buyer WITHDRAWN+buyer",
      },
      "withdraw": {
        "approver": "DRAFT+buyer OFFERED+buyer",
        "certifier": "DRAFT+notice DRAFT+approval DRAFT+contract OFFERED+notice OFFERED+approval OFFERED+contract",
        "editor": "DRAFT+notice DRAFT+approval DRAFT+contract",
        "officer": "DRAFT+buyer",
        "owner": "DRAFT+notice DRAFT+approval DRAFT+contract",
      },
      "write": {
        "certifier": "DRAFT+notice DRAFT+approval DRAFT+contract",
        "editor": "DRAFT+notice DRAFT+approval DRAFT+contract",
        "officer": "DRAFT+buyer",
        "owner": "DRAFT+notice DRAFT+approval DRAFT+contract",
      },
    }
  `))
  test('starting amendments', () =>
    expect(matrixOf(startAmendmentPolicy, plain)).toMatchInlineSnapshot(`
      {
        "BUYER": {
          "officer": "always",
        },
        "SUPPLIER": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
        "supplement": {
          "officer": "always",
        },
      }
    `))
  test('what those served say', () =>
    expect(matrixOf(voicePolicy, plain)).toMatchInlineSnapshot(`
    {
      "makeSession": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "moderate": {
        "officer": "always",
      },
      "readComments": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "readFigures": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "evaluator": "always",
        "finance": "always",
        "officer": "always",
        "owner": "always",
        "supervisor": "always",
      },
      "readSlips": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('observations', () =>
    expect(matrixOf(observationPolicy, plain)).toMatchInlineSnapshot(`
    {
      "answer": {
        "certifier": "always",
        "editor": "always",
        "officer": "always",
        "owner": "always",
      },
      "moderate": {
        "officer": "always",
      },
      "observe": {
        "resident": "always",
      },
      "observeAsSupervisor": {
        "supervisor": "always",
      },
      "raise": {
        "supervisor": "always",
      },
      "read": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "evaluator": "always",
        "finance": "always",
        "officer": "always",
        "owner": "always",
        "supervisor": "always",
      },
    }
  `))
  test('warnings', () =>
    expect(matrixOf(warningPolicy, plain)).toMatchInlineSnapshot(`
    {
      "assign": {
        "approver": "always",
        "officer": "always",
      },
      "close": {
        "approver": "always",
        "officer": "always",
      },
      "read": {
        "approver": "always",
        "finance": "always",
        "officer": "always",
        "supervisor": "always",
      },
    }
  `))
  test('showcases', () =>
    expect(matrixOf(showcasePolicy, showcaseCases)).toMatchInlineSnapshot(`
    {
      "confirm": {
        "approver": "always",
      },
      "enter": {
        "officer": "always",
      },
      "readBoard": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "withdraw": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('reporting burden', () =>
    expect(matrixOf(burdenPolicy, plain)).toMatchInlineSnapshot(`
    {
      "readOwn": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('staff', () =>
    expect(matrixOf(staffPolicy, plain)).toMatchInlineSnapshot(`
      {
        "keep": {
          "editor": "always",
          "owner": "always",
        },
        "read": {
          "editor": "always",
          "owner": "always",
        },
      }
    `))
  test('volunteers', () =>
    expect(matrixOf(volunteerPolicy, plain)).toMatchInlineSnapshot(`
      {
        "confirm": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
        "keep": {
          "editor": "always",
          "owner": "always",
        },
        "read": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
      }
    `))
  test('ties with buyers', () =>
    expect(matrixOf(tiePolicy, plain)).toMatchInlineSnapshot(`
    {
      "stateForBody": {
        "officer": "always",
      },
      "stateForOrganization": {
        "certifier": "always",
        "owner": "always",
      },
    }
  `))
  test('hubs and members', () =>
    expect(matrixOf(hubPolicy, plain)).toMatchInlineSnapshot(`
    {
      "bind": {
        "certifier": "always",
        "owner": "always",
      },
      "recommend": {
        "certifier": "always",
        "owner": "always",
      },
      "report": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('the register', () =>
    expect(matrixOf(registryPolicy, creditCases)).toMatchInlineSnapshot(`
    {
      "confirm": {
        "approver": "always",
      },
      "enter": {
        "officer": "always",
      },
      "read": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "withdraw": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('needs', () =>
    expect(matrixOf(needPolicy, plain)).toMatchInlineSnapshot(`
    {
      "decline": {
        "approver": "always",
        "officer": "always",
      },
      "raise": {
        "anonymous": "always",
        "resident": "always",
      },
      "raiseForBody": {
        "approver": "always",
        "officer": "always",
      },
      "readOpen": {
        "approver": "always",
        "officer": "always",
      },
      "recordPetition": {
        "approver": "always",
        "officer": "always",
      },
      "recordStep": {
        "approver": "always",
        "officer": "always",
      },
      "setAside": {
        "approver": "always",
        "officer": "always",
      },
      "support": {
        "resident": "always",
      },
      "takeUp": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('meetings', () =>
    expect(matrixOf(meetingPolicy, plain)).toMatchInlineSnapshot(`
    {
      "announce": {
        "approver": "always",
        "officer": "always",
      },
      "cancel": {
        "approver": "always",
        "officer": "always",
      },
      "publish": {
        "approver": "always",
        "officer": "always",
      },
      "read": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "record": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('tasks for communities', () =>
    expect(matrixOf(taskPolicy, taskCases)).toMatchInlineSnapshot(`
    {
      "apply": {
        "officer": "always",
      },
      "decide": {
        "approver": "any",
      },
      "read": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "withdraw": {
        "officer": "always",
      },
    }
  `))
  test('functions handed over', () =>
    expect(matrixOf(transferPolicy, transferCases)).toMatchInlineSnapshot(`
    {
      "confirm": {
        "approver": "any",
      },
      "enter": {
        "officer": "always",
      },
      "link": {
        "officer": "always",
      },
      "read": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "withdraw": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('venues', () =>
    expect(matrixOf(venuePolicy, plain)).toMatchInlineSnapshot(`
    {
      "book": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "cancel": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "officer": "always",
        "owner": "always",
      },
      "decide": {
        "approver": "always",
        "officer": "always",
      },
      "keep": {
        "approver": "always",
        "officer": "always",
      },
      "readBookings": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))

  test('ratings', () =>
    expect(matrixOf(ratingPolicy, ratingCases)).toMatchInlineSnapshot(`
    {
      "answerComplaint": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "apply": {
        "certifier": "always",
        "owner": "always",
      },
      "assess": {
        "officer": "always",
      },
      "check": {
        "officer": "always",
      },
      "confirm": {
        "approver": "always",
        "officer": "always",
      },
      "confirmEntered": {
        "approver": "always",
      },
      "decide": {
        "approver": "always",
      },
      "enter": {
        "officer": "always",
      },
      "publishRound": {
        "approver": "always",
      },
      "readBoard": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "readOwn": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "visit": {
        "officer": "always",
      },
      "withdrawEntered": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('yearly inspection', () =>
    expect(matrixOf(inspectionPolicy, inspectionCases)).toMatchInlineSnapshot(`
    {
      "conclude": {
        "approver": "always",
        "officer": "always",
      },
      "propose": {
        "officer": "always",
      },
      "readBoard": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "readOwn": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "review": {
        "officer": "always",
      },
      "submit": {
        "certifier": "always",
        "owner": "always",
      },
      "supervise": {
        "officer": "always",
        "supervisor": "always",
      },
      "write": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('suppliers’ lists', () =>
    expect(matrixOf(admissionPolicy, admissionCases)).toMatchInlineSnapshot(`
    {
      "decide": {
        "approver": "always",
      },
      "propose": {
        "officer": "always",
      },
      "readBoard": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "readOwn": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "reply": {
        "certifier": "always",
        "owner": "always",
      },
      "withdraw": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('incubators', () =>
    expect(matrixOf(incubatorPolicy, plain)).toMatchInlineSnapshot(`
    {
      "manage": {
        "approver": "always",
        "officer": "always",
      },
      "read": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
    }
  `))
  test('incubation', () =>
    expect(matrixOf(incubationPolicy, incubationCases)).toMatchInlineSnapshot(`
    {
      "accompany": {
        "approver": "always",
        "officer": "always",
      },
      "becomeOrganization": {
        "owner": "organization own-group once-own-group",
        "resident": "own-group",
      },
      "check": {
        "approver": "always",
        "officer": "always",
      },
      "confirm": {
        "certifier": "organization own-group once-own-group",
        "editor": "organization own-group once-own-group",
        "owner": "organization own-group once-own-group",
        "resident": "own-group",
      },
      "decide": {
        "approver": "always",
      },
      "readAsked": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "readOwn": {
        "certifier": "organization own-group once-own-group",
        "editor": "organization own-group once-own-group",
        "owner": "organization own-group once-own-group",
        "resident": "own-group",
      },
      "sign": {
        "certifier": "organization own-group once-own-group",
        "owner": "organization own-group once-own-group",
        "resident": "own-group",
      },
      "write": {
        "editor": "organization own-group once-own-group",
        "owner": "organization own-group once-own-group",
        "resident": "own-group",
      },
    }
  `))
  test('figures of regional indicators', () =>
    expect(matrixOf(regionalPolicy, regionalCases)).toMatchInlineSnapshot(`
    {
      "confirm": {
        "approver": "always",
      },
      "enter": {
        "officer": "always",
      },
      "readBoard": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "withdraw": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('assignments', () =>
    expect(matrixOf(assignmentPolicy, assignmentCases)).toMatchInlineSnapshot(`
      {
        "end": {
          "approver": "always",
        },
        "issue": {
          "approver": "always",
        },
        "note": {
          "approver": "always",
          "officer": "always",
        },
        "propose": {
          "officer": "always",
        },
        "read": {
          "approver": "always",
          "officer": "always",
          "supervisor": "always",
        },
        "receiveReport": {
          "approver": "always",
          "officer": "always",
        },
        "signReport": {
          "approver": "always",
        },
        "writeReport": {
          "officer": "always",
        },
      }
    `))
  test('credit records', () =>
    expect(matrixOf(creditPolicy, creditCases)).toMatchInlineSnapshot(`
    {
      "confirm": {
        "approver": "always",
      },
      "decideCorrection": {
        "approver": "always",
      },
      "decideRepair": {
        "approver": "always",
      },
      "enter": {
        "officer": "always",
      },
      "readOpen": {
        "approver": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "readOwn": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "request": {
        "certifier": "always",
        "owner": "always",
      },
      "withdraw": {
        "approver": "always",
        "officer": "always",
      },
    }
  `))
  test('evaluations', () =>
    expect(matrixOf(evaluationPolicy, evaluationCases)).toMatchInlineSnapshot(`
      {
        "appoint": {
          "officer": "COMMISSIONED COMMISSIONED+INVITED COMMISSIONED+STANDS COMMISSIONED+STEPPED_BACK COMMISSIONED+GONE RETURNED RETURNED+INVITED RETURNED+STANDS RETURNED+STEPPED_BACK RETURNED+GONE",
        },
        "cancel": {
          "officer": "COMMISSIONED COMMISSIONED+INVITED COMMISSIONED+STANDS COMMISSIONED+STEPPED_BACK COMMISSIONED+GONE RETURNED RETURNED+INVITED RETURNED+STANDS RETURNED+STEPPED_BACK RETURNED+GONE",
        },
        "commission": {
          "officer": "always",
        },
        "decide": {
          "approver": "SUBMITTED",
        },
        "declare": {
          "evaluator": "COMMISSIONED+INVITED RETURNED+INVITED",
        },
        "read": {
          "approver": "always",
          "certifier": "SUBMITTED SUBMITTED+INVITED SUBMITTED+STANDS SUBMITTED+STEPPED_BACK SUBMITTED+GONE CONFIRMED CONFIRMED+INVITED CONFIRMED+STANDS CONFIRMED+STEPPED_BACK CONFIRMED+GONE",
          "editor": "SUBMITTED SUBMITTED+INVITED SUBMITTED+STANDS SUBMITTED+STEPPED_BACK SUBMITTED+GONE CONFIRMED CONFIRMED+INVITED CONFIRMED+STANDS CONFIRMED+STEPPED_BACK CONFIRMED+GONE",
          "evaluator": "COMMISSIONED+INVITED COMMISSIONED+STANDS COMMISSIONED+STEPPED_BACK SUBMITTED+INVITED SUBMITTED+STANDS SUBMITTED+STEPPED_BACK RETURNED+INVITED RETURNED+STANDS RETURNED+STEPPED_BACK CONFIRMED+INVITED CONFIRMED+STANDS CONFIRMED+STEPPED_BACK CANCELLED+INVITED CANCELLED+STANDS CANCELLED+STEPPED_BACK",
          "finance": "always",
          "officer": "always",
          "owner": "SUBMITTED SUBMITTED+INVITED SUBMITTED+STANDS SUBMITTED+STEPPED_BACK SUBMITTED+GONE CONFIRMED CONFIRMED+INVITED CONFIRMED+STANDS CONFIRMED+STEPPED_BACK CONFIRMED+GONE",
          "supervisor": "always",
        },
        "replace": {
          "officer": "COMMISSIONED COMMISSIONED+INVITED COMMISSIONED+STANDS COMMISSIONED+STEPPED_BACK COMMISSIONED+GONE RETURNED RETURNED+INVITED RETURNED+STANDS RETURNED+STEPPED_BACK RETURNED+GONE",
        },
        "reply": {
          "certifier": "SUBMITTED SUBMITTED+INVITED SUBMITTED+STANDS SUBMITTED+STEPPED_BACK SUBMITTED+GONE",
          "owner": "SUBMITTED SUBMITTED+INVITED SUBMITTED+STANDS SUBMITTED+STEPPED_BACK SUBMITTED+GONE",
        },
        "reportFixed": {
          "certifier": "CONFIRMED CONFIRMED+INVITED CONFIRMED+STANDS CONFIRMED+STEPPED_BACK CONFIRMED+GONE",
          "owner": "CONFIRMED CONFIRMED+INVITED CONFIRMED+STANDS CONFIRMED+STEPPED_BACK CONFIRMED+GONE",
        },
        "stepBack": {
          "evaluator": "COMMISSIONED+INVITED COMMISSIONED+STANDS RETURNED+INVITED RETURNED+STANDS",
        },
        "write": {
          "evaluator": "COMMISSIONED+STANDS RETURNED+STANDS",
        },
      }
    `))
  test('standards for posts', () =>
    expect(matrixOf(postPricePolicy, postPriceCases)).toMatchInlineSnapshot(`
      {
        "approve": {
          "approver": "always",
        },
        "draft": {
          "officer": "always",
        },
        "read": {
          "approver": "always",
          "finance": "always",
          "officer": "always",
          "supervisor": "always",
        },
      }
    `))
  test('co-funding', () =>
    expect(matrixOf(cofundingPolicy, plain)).toMatchInlineSnapshot(`
    {
      "decide": {
        "officer": "always",
      },
      "name": {
        "certifier": "always",
        "owner": "always",
      },
      "read": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "evaluator": "always",
        "finance": "always",
        "officer": "always",
        "owner": "always",
        "supervisor": "always",
      },
      "record": {
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('spending', () =>
    expect(matrixOf(claimPolicy, plain)).toMatchInlineSnapshot(`
    {
      "answer": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "certify": {
        "certifier": "always",
      },
      "enter": {
        "editor": "always",
        "owner": "always",
      },
      "read": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "evaluator": "always",
        "finance": "always",
        "officer": "always",
        "owner": "always",
        "supervisor": "always",
      },
      "review": {
        "evaluator": "always",
        "officer": "always",
      },
      "sample": {
        "evaluator": "always",
        "officer": "always",
      },
      "submit": {
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('claw-backs', () =>
    expect(matrixOf(clawbackPolicy, clawbackCases)).toMatchInlineSnapshot(`
    {
      "answer": {
        "approver": "always",
      },
      "decide": {
        "approver": "always",
      },
      "propose": {
        "officer": "always",
      },
      "read": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "evaluator": "always",
        "finance": "always",
        "officer": "always",
        "owner": "always",
        "supervisor": "always",
      },
      "receive": {
        "finance": "always",
      },
      "respond": {
        "certifier": "always",
        "owner": "always",
      },
      "withdraw": {
        "officer": "always",
      },
      "writeOff": {
        "approver": "always",
      },
    }
  `))
  test('appeals', () =>
    expect(matrixOf(appealPolicy, appealCases)).toMatchInlineSnapshot(`
      {
        "account": {
          "officer": "always",
        },
        "agreeNaming": {
          "approver": "always",
        },
        "decide": {
          "approver": "always",
        },
        "draft": {
          "officer": "always",
        },
        "keepMoney": {
          "finance": "always",
        },
        "pass": {
          "approver": "always",
        },
        "read": {
          "approver": "always",
          "finance": "always",
          "officer": "always",
          "supervisor": "always",
        },
        "stop": {
          "approver": "always",
        },
        "withdraw": {
          "approver": "always",
          "officer": "always",
        },
      }
    `))

  test('gifts in kind', () =>
    expect(matrixOf(giftPolicy, [{ label: 'one', facts: { bodyId: ownBody, organizationId: ownOrganization } }]))
      .toMatchInlineSnapshot(`
      {
        "read": {
          "approver": "always",
          "certifier": "always",
          "editor": "always",
          "evaluator": "always",
          "finance": "always",
          "officer": "always",
          "owner": "always",
          "supervisor": "always",
        },
        "receive": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
        "state": {
          "editor": "always",
          "owner": "always",
        },
        "use": {
          "editor": "always",
          "owner": "always",
        },
      }
    `))

  test('closings', () =>
    expect(matrixOf(closingPolicy, closingCases)).toMatchInlineSnapshot(`
    {
      "answerFinding": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "approve": {
        "approver": "always",
      },
      "audit": {
        "evaluator": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "giveBack": {
        "officer": "always",
      },
      "propose": {
        "officer": "always",
      },
      "read": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "evaluator": "always",
        "finance": "always",
        "officer": "always",
        "owner": "always",
        "supervisor": "always",
      },
      "settleFinding": {
        "evaluator": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "submit": {
        "certifier": "always",
      },
      "write": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
    }
  `))
  test('hand-overs', () =>
    expect(matrixOf(handoverPolicy, plain)).toMatchInlineSnapshot(`
    {
      "accept": {
        "certifier": "always",
      },
      "ask": {
        "approver": "always",
      },
      "decline": {
        "certifier": "always",
        "owner": "always",
      },
      "notice": {
        "approver": "always",
      },
      "readForBody": {
        "approver": "always",
        "finance": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "readForReserve": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "withdraw": {
        "approver": "always",
      },
    }
  `))
  test('further parties of a contract', () =>
    expect(matrixOf(partyPolicy, plain)).toMatchInlineSnapshot(`
    {
      "read": {
        "approver": "always",
        "certifier": "always",
        "editor": "always",
        "officer": "always",
        "owner": "always",
      },
      "sign": {
        "approver": "always",
        "certifier": "always",
      },
    }
  `))
  test('halts', () =>
    expect(matrixOf(haltPolicy, haltCases)).toMatchInlineSnapshot(`
    {
      "decide": {
        "approver": "always",
      },
      "propose": {
        "officer": "always",
      },
      "resume": {
        "approver": "always",
      },
      "withdraw": {
        "officer": "always",
      },
    }
  `))
  test('projects', () =>
    expect(matrixOf(projectPolicy, plain)).toMatchInlineSnapshot(`
      {
        "answerObjection": {
          "officer": "always",
        },
        "closeObjection": {
          "supervisor": "always",
        },
        "complete": {
          "officer": "always",
        },
        "draftContract": {
          "officer": "always",
        },
        "keepParties": {
          "officer": "always",
        },
        "offerContract": {
          "approver": "always",
        },
        "raiseObjection": {
          "supervisor": "always",
        },
        "read": {
          "approver": "always",
          "certifier": "always",
          "editor": "always",
          "evaluator": "always",
          "finance": "always",
          "officer": "always",
          "owner": "always",
          "supervisor": "always",
        },
        "returnContract": {
          "certifier": "always",
        },
        "signContract": {
          "certifier": "always",
        },
      }
    `))
  test('quarterly reports', () =>
    expect(matrixOf(quarterlyPolicy as PolicyTable<Standing>, plain)).toMatchInlineSnapshot(`
      {
        "read": {
          "approver": "always",
          "certifier": "always",
          "editor": "always",
          "evaluator": "always",
          "finance": "always",
          "officer": "always",
          "owner": "always",
          "supervisor": "always",
        },
        "receive": {
          "officer": "always",
        },
        "signOff": {
          "certifier": "always",
        },
        "write": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
      }
    `))
  test('milestones', () =>
    expect(matrixOf(milestonePolicy as PolicyTable<Standing>, plain)).toMatchInlineSnapshot(`
      {
        "appeal": {
          "certifier": "always",
        },
        "confirmReceipt": {
          "certifier": "always",
          "owner": "always",
        },
        "decideAppeal": {
          "approver": "always",
        },
        "decideOwed": {
          "approver": "always",
        },
        "decideReport": {
          "officer": "always",
        },
        "publishEvidence": {
          "officer": "always",
        },
        "readReport": {
          "approver": "always",
          "certifier": "always",
          "editor": "always",
          "evaluator": "always",
          "finance": "always",
          "officer": "always",
          "owner": "always",
          "supervisor": "always",
        },
        "release": {
          "finance": "always",
        },
        "submitReport": {
          "certifier": "always",
        },
        "writeReport": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
      }
    `))
  test('return account', () =>
    expect(matrixOf(returnAccountPolicy, plain)).toMatchInlineSnapshot(`
      {
        "confirm": {
          "approver": "always",
        },
        "declare": {
          "finance": "always",
        },
        "read": {
          "approver": "always",
          "finance": "always",
          "officer": "always",
          "supervisor": "always",
        },
        "withdraw": {
          "approver": "always",
          "finance": "always",
        },
      }
    `))
  test('payout', () =>
    expect(matrixOf(payoutPolicy, plain)).toMatchInlineSnapshot(`
    {
      "confirm": {
        "certifier": "always",
        "owner": "always",
      },
      "declare": {
        "certifier": "always",
        "owner": "always",
      },
      "read": {
        "certifier": "always",
        "editor": "always",
        "owner": "always",
      },
      "withdraw": {
        "certifier": "always",
        "owner": "always",
      },
    }
  `))
  test('cap', () =>
    expect(matrixOf(capPolicy, plain)).toMatchInlineSnapshot(`
    {
      "approvePayment": {
        "approver": "always",
      },
      "read": {
        "approver": "always",
        "finance": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "set": {
        "approver": "always",
      },
    }
  `))
  test('fund year', () =>
    expect(matrixOf(fundYearPolicy, plain)).toMatchInlineSnapshot(`
    {
      "adoptPlan": {
        "finance": "always",
      },
      "close": {
        "approver": "always",
      },
      "proposeClose": {
        "finance": "always",
      },
      "read": {
        "approver": "always",
        "finance": "always",
        "supervisor": "always",
      },
    }
  `))
  test('ledger', () =>
    expect(matrixOf(ledgerPolicy, plain)).toMatchInlineSnapshot(`
      {
        "appropriate": {
          "finance": "always",
        },
        "arrangeBooks": {
          "finance": "always",
        },
        "closeMonth": {
          "finance": "always",
        },
        "confirmAppropriation": {
          "approver": "always",
        },
        "createFund": {
          "finance": "always",
        },
        "readFunds": {
          "finance": "always",
        },
        "readLedger": {
          "finance": "always",
        },
        "readRelease": {
          "finance": "always",
        },
        "readStatements": {
          "finance": "always",
          "supervisor": "always",
        },
        "seeProposals": {
          "approver": "always",
          "finance": "always",
        },
        "withdrawAppropriation": {
          "approver": "always",
          "finance": "always",
        },
      }
    `))
  test('teams', () =>
    expect(matrixOf(teamPolicy, plain)).toMatchInlineSnapshot(`
    {
      "invite": {
        "approver": "always",
      },
      "read": {
        "approver": "always",
        "evaluator": "always",
        "finance": "always",
        "officer": "always",
        "supervisor": "always",
      },
      "removeRole": {
        "approver": "always",
      },
    }
  `))
  test('organizations named in a bid of others', () =>
    expect(matrixOf(partnerPolicy, plain)).toMatchInlineSnapshot(`
      {
        "answer": {
          "certifier": "always",
          "owner": "always",
        },
        "see": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
      }
    `))
  test('organizations', () =>
    expect(matrixOf(organizationPolicy, plain)).toMatchInlineSnapshot(`
      {
        "editProfile": {
          "editor": "always",
          "owner": "always",
        },
        "export": {
          "owner": "always",
        },
        "handOver": {
          "owner": "always",
        },
        "keepDocuments": {
          "editor": "always",
          "owner": "always",
        },
        "manageMembers": {
          "owner": "always",
        },
        "read": {
          "certifier": "always",
          "editor": "always",
          "owner": "always",
        },
        "rename": {
          "owner": "always",
        },
      }
    `))
  test('accounts', () =>
    expect(matrixOf(accountPolicy as PolicyTable<(typeof plain)[number]['facts']>, plain)).toMatchInlineSnapshot(`
      {
        "disable": {
          "administrator": "always",
        },
        "enable": {
          "administrator": "always",
        },
        "endSessions": {
          "administrator": "always",
        },
        "read": {
          "administrator": "always",
        },
        "resetSecondFactor": {
          "administrator": "always",
        },
      }
    `))
  test('audit trail', () =>
    expect(matrixOf(auditTrailPolicy, plain)).toMatchInlineSnapshot(`
    {
      "readAll": {
        "administrator": "always",
      },
    }
  `))

  test('administration', () =>
    expect(matrixOf(administrationPolicy, plain)).toMatchInlineSnapshot(`
      {
        "addBody": {
          "administrator": "always",
        },
        "answerDataRequests": {
          "administrator": "always",
        },
        "invite": {
          "administrator": "always",
        },
        "keepExperts": {
          "administrator": "always",
        },
        "keepPolicies": {
          "administrator": "always",
        },
        "loadCalendar": {
          "administrator": "always",
        },
        "readMessages": {
          "administrator": "always",
        },
        "readSystem": {
          "administrator": "always",
        },
        "resendLetter": {
          "administrator": "always",
        },
        "retryJob": {
          "administrator": "always",
        },
      }
    `))
})

test('membership elsewhere counts for nothing', () => {
  expect([
    ...leaksToForeigners(callPolicy, callCases),
    ...leaksToForeigners(apiKeyPolicy, apiKeyCases),
    ...leaksToForeigners(auditTrailPolicy as PolicyTable<Standing>, plain),
    ...leaksToForeigners(bidPolicy, bidCases),
    ...leaksToForeigners(startBidPolicy, plain),
    ...leaksToForeigners(partnerPolicy, plain),
    ...leaksToForeigners(awardPolicy, resultCases),
    ...leaksToForeigners(remedyPolicy, remedyCases),
    ...leaksToForeigners(singlePolicy, singleCases),
    ...leaksToForeigners(venturePolicy, ventureCases),
    ...leaksToForeigners(pitchPolicy, pitchCases),
    ...leaksToForeigners(ownResultPolicy, ownResultCases),
    ...leaksToForeigners(projectPolicy, plain),
    ...leaksToForeigners(amendmentPolicy, amendmentCases),
    ...leaksToForeigners(startAmendmentPolicy, plain),
    ...leaksToForeigners(needPolicy, plain),
    ...leaksToForeigners(meetingPolicy, plain),
    ...leaksToForeigners(taskPolicy, taskCases),
    ...leaksToForeigners(transferPolicy, transferCases),
    ...leaksToForeigners(venuePolicy, plain),
    ...leaksToForeigners(tiePolicy, plain),
    ...leaksToForeigners(volunteerPolicy, plain),
    ...leaksToForeigners(staffPolicy, plain),
    ...leaksToForeigners(hubPolicy, plain),
    ...leaksToForeigners(registryPolicy, creditCases),
    ...leaksToForeigners(ratingPolicy, ratingCases),
    ...leaksToForeigners(inspectionPolicy, inspectionCases),
    ...leaksToForeigners(admissionPolicy, admissionCases),
    ...leaksToForeigners(regionalPolicy, regionalCases),
    ...leaksToForeigners(assignmentPolicy, assignmentCases),
    ...leaksToForeigners(burdenPolicy, plain),
    ...leaksToForeigners(showcasePolicy, showcaseCases),
    ...leaksToForeigners(creditPolicy, creditCases),
    ...leaksToForeigners(incubatorPolicy, plain),
    ...leaksToForeigners(incubationPolicy, incubationCases),
    ...leaksToForeigners(evaluationPolicy, evaluationCases),
    ...leaksToForeigners(observationPolicy, plain),
    ...leaksToForeigners(warningPolicy, plain),
    ...leaksToForeigners(haltPolicy, haltCases),
    ...leaksToForeigners(handoverPolicy, plain),
    ...leaksToForeigners(partyPolicy, plain),
    ...leaksToForeigners(voicePolicy, plain),
    ...leaksToForeigners(milestonePolicy as PolicyTable<Standing>, plain),
    ...leaksToForeigners(ledgerPolicy, plain),
    ...leaksToForeigners(claimPolicy, plain),
    ...leaksToForeigners(cofundingPolicy, plain),
    ...leaksToForeigners(postPricePolicy, postPriceCases),
    ...leaksToForeigners(clawbackPolicy, clawbackCases),
    ...leaksToForeigners(appealPolicy, appealCases),
    ...leaksToForeigners(giftPolicy, [{ label: 'one', facts: { bodyId: ownBody, organizationId: ownOrganization } }]),
    ...leaksToForeigners(closingPolicy, closingCases),
    ...leaksToForeigners(fundYearPolicy as PolicyTable<Standing>, plain),
    ...leaksToForeigners(returnAccountPolicy as PolicyTable<Standing>, plain),
    ...leaksToForeigners(payoutPolicy as PolicyTable<Standing>, plain),
    ...leaksToForeigners(capPolicy as PolicyTable<Standing>, plain),
    ...leaksToForeigners(teamPolicy, plain),
    ...leaksToForeigners(organizationPolicy, plain),
  ]).toEqual([])
})

test('the administrator reads no bid and scores nothing', () => {
  for (const { facts } of bidCases)
    for (const action of Object.keys(bidPolicy))
      expect(may(bidPolicy as PolicyTable<BidFacts>, action, actorWith('administrator'), facts)).toBe(false)
})

test('four eyes: the drafter and the submitter do not publish, whatever else they are', () => {
  const facts: CallFacts = {
    bodyId: ownBody,
    state: 'SUBMITTED',
    isPublished: false,
    draftedById: somebody,
    submittedById: somebody,
  }
  const approver = actorWith('approver')
  expect(may(callPolicy, 'publish', approver, facts)).toBe(true)
  const own = approver.accountId ?? ''
  expect(may(callPolicy, 'publish', approver, { ...facts, draftedById: own })).toBe(false)
  expect(may(callPolicy, 'publish', approver, { ...facts, submittedById: own })).toBe(false)
})

test('four eyes: who proposed a claw-back or a closing does not decide it', () => {
  const approver = actorWith('approver')
  const facts = { bodyId: ownBody, proposedById: approver.accountId }
  expect(may(clawbackPolicy, 'decide', approver, facts)).toBe(false)
  expect(may(closingPolicy, 'approve', approver, facts)).toBe(false)
})

test('four eyes: who drafted or submitted an appeal does not open it', () => {
  const approver = actorWith('approver')
  const own = approver.accountId
  expect(may(appealPolicy, 'decide', approver, { bodyId: ownBody, draftedById: own, submittedById: somebody })).toBe(
    false,
  )
  expect(may(appealPolicy, 'decide', approver, { bodyId: ownBody, draftedById: somebody, submittedById: own })).toBe(
    false,
  )
})

test('four eyes: who proposed to stop a project does not decide it', () => {
  const approver = actorWith('approver')
  const own = approver.accountId ?? ''
  expect(may(haltPolicy, 'decide', approver, { bodyId: ownBody, proposedById: own })).toBe(false)
})

test('three people: who asked or verified does not release', () => {
  const finance = actorWith('finance')
  const own = finance.accountId ?? ''
  const facts = { bodyId: ownBody, requestedById: somebody, verifiedById: somebody }
  expect(may(milestonePolicy, 'release', finance, facts)).toBe(true)
  expect(may(milestonePolicy, 'release', finance, { ...facts, requestedById: own })).toBe(false)
  expect(may(milestonePolicy, 'release', finance, { ...facts, verifiedById: own })).toBe(false)
})

test('without the second factor a member of a body is a resident', () => {
  const owing = { ...actorWith('officer'), bodies: [], owesSecondFactor: true }
  for (const { facts } of callCases) expect(may(callPolicy, 'readInside', owing, facts)).toBe(false)
})

test('whoever entered something in the register does not confirm it', () => {
  const approver = actorWith('approver')
  const facts = { bodyId: ownBody, recordedById: approver.accountId }
  expect(may(registryPolicy, 'confirm', approver, facts)).toBe(false)
  expect(may(registryPolicy, 'confirm', approver, { ...facts, recordedById: somebody })).toBe(true)
})

test('whoever entered a credit record neither confirms it nor judges what is said against it', () => {
  const approver = actorWith('approver')
  const facts = { bodyId: ownBody, recordedById: approver.accountId }
  for (const step of ['confirm', 'decideCorrection'] as const) {
    expect(may(creditPolicy, step, approver, facts)).toBe(false)
    expect(may(creditPolicy, step, approver, { ...facts, recordedById: somebody })).toBe(true)
  }
  expect(may(creditPolicy, 'decideRepair', approver, facts)).toBe(true)
})
