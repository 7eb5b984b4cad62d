import { account } from './account.ts'
import { admin } from './admin.ts'
import { amendment } from './amendment.ts'
import { annex } from './annex.ts'
import { appeal, pledge } from './appeal.ts'
import { application } from './application.ts'
import { auditTrail } from './audit-trail.ts'
import { award } from './award.ts'
import { bid } from './bid.ts'
import { books } from './books.ts'
import { calendar } from './calendar.ts'
import { call } from './call.ts'
import { cap } from './cap.ts'
import { claim } from './claim.ts'
import { clawback } from './clawback.ts'
import { closing } from './closing.ts'
import { cofunding } from './cofunding.ts'
import { common } from './common.ts'
import { credit } from './credit.ts'
import { need } from './need.ts'
import { meeting } from './meeting.ts'
import { task } from './task.ts'
import { transfer } from './transfer.ts'
import { venue } from './venue.ts'
import { admission } from './admission.ts'
import { apiKey } from './api-key.ts'
import { inspection } from './inspection.ts'
import { eligibility } from './eligibility.ts'
import { assignment } from './assignment.ts'
import { regional } from './regional.ts'
import { burden } from './burden.ts'
import { openData } from './open-data.ts'
import { openApi } from './open-api.ts'
import { openBundle } from './open-bundle.ts'
import { openList } from './open-list.ts'
import { showcase } from './showcase.ts'
import { fee } from './fee.ts'
import { recognition } from './recognition.ts'
import { rating } from './rating.ts'
import { desk } from './desk.ts'
import { district } from './district.ts'
import { evaluation } from './evaluation.ts'
import { follow } from './follow.ts'
import { form } from './form.ts'
import { gift } from './gift.ts'
import { guide } from './guide.ts'
import { halt } from './halt.ts'
import { incubation } from './incubation.ts'
import { incubator } from './incubator.ts'
import { party } from './party.ts'
import { hub } from './hub.ts'
import { registry } from './registry.ts'
import { exporting } from './export.ts'
import { importing } from './import.ts'
import { staff } from './staff.ts'
import { statistics } from './statistics.ts'
import { tie } from './tie.ts'
import { handover } from './handover.ts'
import { home } from './home.ts'
import { fundYear } from './fund-year.ts'
import { fund, ledger, release } from './ledger.ts'
import { payment, receipt } from './payment.ts'
import { payout } from './payout.ts'
import { policyDocument } from './policy-document.ts'
import { postPrice } from './post-price.ts'
import { privacy } from './privacy.ts'
import { savedSearch } from './saved-search.ts'
import { mail } from './mail.ts'
import { notice } from './notice.ts'
import { observation } from './observation.ts'
import { opening } from './opening.ts'
import { organization } from './organization.ts'
import { panel } from './panel.ts'
import { discussion, draw, result, sample, score, scoreSheet } from './panel-refusal.ts'
import { contract, milestone, objection, oversight, project, report, tranche } from './project.ts'
import { activity, quarterly } from './reporting.ts'
import { ruleBook } from './rule-book.ts'
import { refusal } from './refusal.ts'
import { review } from './review.ts'
import { remedy } from './remedy.ts'
import { rehearsal } from './rehearsal.ts'
import { search } from './search.ts'
import { single } from './single.ts'
import { ledgerBook, statement } from './statement.ts'
import { venture } from './venture.ts'
import { voice } from './voice.ts'
import { volunteer } from './volunteer.ts'
import { warning } from './warning.ts'

export const en = {
  account,
  activity,
  admin,
  amendment,
  annex,
  appeal,
  application,
  'audit-trail': auditTrail,
  award,
  bid,
  books,
  calendar,
  call,
  cap,
  claim,
  clawback,
  closing,
  cofunding,
  common,
  contract,
  credit,
  need,
  meeting,
  task,
  transfer,
  venue,
  admission,
  inspection,
  eligibility,
  recognition,
  regional,
  burden,
  fee,
  openData,
  openApi,
  openBundle,
  openList,
  showcase,
  assignment,
  rating,
  incubation,
  incubator,
  desk,
  district,
  evaluation,
  follow,
  form,
  fund,
  'fund-year': fundYear,
  gift,
  'policy-document': policyDocument,
  'post-price': postPrice,
  'saved-search': savedSearch,
  'api-key': apiKey,
  guide,
  halt,
  party,
  handover,
  home,
  hub,
  registry,
  tie,
  ledger,
  ledgerBook,
  mail,
  notice,
  milestone,
  objection,
  observation,
  opening,
  organization,
  oversight,
  panel,
  pledge,
  privacy,
  project,
  quarterly,
  refusal,
  draw,
  remedy,
  result,
  score,
  ruleBook,
  'score-sheet': scoreSheet,
  discussion,
  sample,
  release,
  payment,
  payout,
  receipt,
  report,
  review,
  rehearsal,
  search,
  single,
  export: exporting,
  import: importing,
  staff,
  statement,
  statistics,
  tranche,
  venture,
  voice,
  volunteer,
  warning,
} as const
