/** Whose data it is. */
export const subjects = ['account', 'staff', 'volunteer', 'resident', 'giver', 'named', 'visitor'] as const
export type Subject = (typeof subjects)[number]

/** Why it may be processed: 个人信息保护法 art. 13. */
export const bases = ['contract', 'duty', 'consent', 'interest'] as const
export type Basis = (typeof bases)[number]

/** Who can see it. */
export const audiences = ['nobody', 'self', 'team', 'officials', 'public'] as const
export type Audience = (typeof audiences)[number]

/** What has a term of its own in retention_rule. */
export const retentionCodes = [
  'address',
  'api-key',
  'bid-draft',
  'book-name',
  'data-request',
  'file-name',
  'invitation',
  'letter',
  'letter-log',
  'link',
  'need-contact',
  'session',
  'throttle',
] as const
export type RetentionCode = (typeof retentionCodes)[number]

/**
 * How long: by a rule of retention_rule; `account`: as long as there is an account; `staff`, `volunteer`: by the rules of those
 * registers, which take names out by themselves; `day`: a day; `archive`: as long as the record that it is part of, by law.
 */
export type Keeping = { rule: RetentionCode } | 'account' | 'staff' | 'volunteer' | 'day' | 'archive'

/**
 * Where one finds it again in the archive that a person takes of what is kept of them: names of its tables (app/domain/export/table.ts);
 * or why it is not in there. `secret`: would open something; `others`: said by a person about others, or in an office; `noAccount`: of
 * people who have none; `hashed`: cannot be read back.
 */
export type Given = readonly string[] | 'secret' | 'others' | 'noAccount' | 'hashed'

/**
 * What closing the account does: `erased` at once; `mark`: stays, and leads to a number instead of a person; `kept` with what names the
 * person, until its time is over. Of what is known of other people: nothing.
 */
export type OnClosing = 'erased' | 'mark' | 'kept'

export type Holding = {
  whose: Subject
  basis: Basis
  seenBy: Audience
  keeping: Keeping
  given: Given
  onClosing?: OnClosing
  /** `table.column`; `table.*` for all of a table. */
  columns: readonly string[]
}

/** Everything known of people that is kept anywhere in the database. Texts: privacy.holding.<code>. The test holds it against the real schema. */
export const inventory = {
  account: {
    whose: 'account',
    basis: 'contract',
    seenBy: 'team',
    keeping: 'account',
    given: ['account'],
    onClosing: 'erased',
    columns: [
      'account.email',
      'account.name',
      'account.locale',
      'account.email_confirmed_at',
      'account.created_at',
      'account.state',
    ],
  },
  credentials: {
    whose: 'account',
    basis: 'duty',
    seenBy: 'nobody',
    keeping: 'account',
    given: 'secret',
    onClosing: 'erased',
    columns: [
      'account.password_hash',
      'account.totp_secret_sealed',
      'account.totp_confirmed_at',
      'account.totp_last_step',
      'recovery_code.*',
      'opening_key.*',
    ],
  },
  shares: {
    whose: 'account',
    basis: 'duty',
    seenBy: 'nobody',
    keeping: 'archive',
    given: 'secret',
    onClosing: 'mark',
    columns: ['held_share.*', 'call_share.*'],
  },
  links: {
    whose: 'account',
    basis: 'contract',
    seenBy: 'nobody',
    keeping: { rule: 'link' },
    given: 'secret',
    onClosing: 'erased',
    columns: ['account_token.*'],
  },
  sessions: {
    whose: 'account',
    basis: 'duty',
    seenBy: 'self',
    keeping: { rule: 'session' },
    given: ['sessions'],
    onClosing: 'erased',
    columns: ['session.*'],
  },
  throttles: {
    whose: 'visitor',
    basis: 'duty',
    seenBy: 'nobody',
    keeping: { rule: 'throttle' },
    given: 'hashed',
    columns: ['rate_limit.*'],
  },
  roles: {
    whose: 'account',
    basis: 'contract',
    seenBy: 'team',
    keeping: 'account',
    given: ['account', 'roles', 'expertise'],
    onClosing: 'erased',
    columns: ['account.is_administrator', 'body_membership.*', 'organization_membership.*', 'expert.*'],
  },
  invitations: {
    whose: 'named',
    basis: 'contract',
    seenBy: 'team',
    keeping: { rule: 'invitation' },
    given: 'others',
    onClosing: 'erased',
    columns: ['invitation.*'],
  },
  letters: {
    whose: 'account',
    basis: 'contract',
    seenBy: 'self',
    keeping: { rule: 'letter' },
    given: ['letters'],
    onClosing: 'erased',
    columns: ['message.*'],
  },
  otherLetters: {
    whose: 'visitor',
    basis: 'consent',
    seenBy: 'officials',
    keeping: { rule: 'letter-log' },
    given: 'noAccount',
    columns: ['message.to_address', 'message.values'],
  },
  wishes: {
    whose: 'account',
    basis: 'consent',
    seenBy: 'self',
    keeping: 'account',
    given: ['savedSearches', 'follows', 'letterChoices'],
    onClosing: 'erased',
    columns: [
      'saved_search.*',
      'saved_search_thing.*',
      'saved_search_letter.*',
      'follow.*',
      'follow_letter.*',
      'follow_told.*',
      'notice_setting.*',
      'notice_preference.*',
    ],
  },
  apiKeys: {
    whose: 'account',
    basis: 'consent',
    seenBy: 'self',
    keeping: { rule: 'api-key' },
    given: ['apiKeys'],
    onClosing: 'erased',
    columns: ['api_key.*'],
  },
  addresses: {
    whose: 'visitor',
    basis: 'duty',
    seenBy: 'officials',
    keeping: { rule: 'address' },
    given: ['deeds'],
    onClosing: 'kept',
    columns: ['audit_event.ip', 'audit_seal.address_salt', 'audit_seal.address_seal'],
  },
  deeds: {
    whose: 'account',
    basis: 'duty',
    seenBy: 'officials',
    keeping: 'archive',
    given: ['deeds'],
    onClosing: 'mark',
    columns: [
      'audit_event.actor_id',
      'audit_event.at',
      'audit_event.type',
      'audit_event.data',
      'event.data',
      'ledger_entry.actor_id',
      'opening_confirmation.account_id',
      'policy_document.changed_by_id',
      'policy_document_version.changed_by_id',
    ],
  },
  fileNames: {
    whose: 'account',
    basis: 'duty',
    seenBy: 'officials',
    keeping: { rule: 'file-name' },
    given: ['deeds'],
    onClosing: 'kept',
    columns: ['audit_event.actor_name', 'audit_seal.name_salt', 'audit_seal.name_seal'],
  },
  bookNames: {
    whose: 'account',
    basis: 'duty',
    seenBy: 'officials',
    keeping: { rule: 'book-name' },
    given: ['deeds'],
    onClosing: 'kept',
    columns: ['account_closing.*'],
  },
  judging: {
    whose: 'account',
    basis: 'duty',
    seenBy: 'officials',
    keeping: 'archive',
    given: ['roles', 'deeds'],
    onClosing: 'mark',
    columns: [
      'seat.reason',
      'seat.appointed_reason',
      'seat.code',
      'draw_place.reason',
      'panel_draw.candidates',
      'conflict_declaration.note',
      'conflict_pin.reason',
      'score.reason',
      'score_sheet.comment',
      'second_sheet.reason',
      'discussion_minute.text',
      'objective_mark.basis',
      'result_signature.dissent',
      'evaluation_seat.tie',
      'evaluation_seat.tie_note',
      'evaluation.draw_candidates',
    ],
  },
  requests: {
    whose: 'named',
    basis: 'duty',
    seenBy: 'officials',
    keeping: { rule: 'data-request' },
    given: 'noAccount',
    columns: ['data_request.words', 'data_request.contact_sealed', 'data_request.answer', 'data_request.token_hash'],
  },
  needContacts: {
    whose: 'resident',
    basis: 'consent',
    seenBy: 'officials',
    keeping: { rule: 'need-contact' },
    given: 'noAccount',
    onClosing: 'kept',
    columns: ['need.contact_sealed', 'need.has_email', 'need.contact_erased_on'],
  },
  words: {
    whose: 'resident',
    basis: 'interest',
    seenBy: 'public',
    keeping: 'archive',
    given: ['needs', 'supports', 'observations', 'incubations'],
    onClosing: 'mark',
    columns: [
      'need.title',
      'need.what',
      'need.why_now',
      'need.beneficiaries',
      'need.original',
      'need_support.supported_at',
      'observation.text',
      'objection.reason',
      'call_question.text',
      'incubation.need',
      'incubation.plan',
    ],
  },
  answers: {
    whose: 'resident',
    basis: 'consent',
    seenBy: 'public',
    keeping: 'archive',
    given: 'noAccount',
    columns: ['answer_code.code_hash', 'service_answer.score', 'service_answer.knew', 'service_comment.text'],
  },
  volunteers: {
    whose: 'volunteer',
    basis: 'consent',
    seenBy: 'team',
    keeping: 'volunteer',
    given: ['consents', 'ownHours', 'ownCertificates'],
    onClosing: 'kept',
    columns: ['volunteer.*', 'volunteer_signup.*', 'volunteer_certificate.*'],
  },
  staff: {
    whose: 'staff',
    basis: 'consent',
    seenBy: 'team',
    keeping: 'staff',
    given: 'others',
    onClosing: 'kept',
    columns: ['staff_member.*', 'staff_certificate.*', 'staff_training.*'],
  },
  imports: {
    whose: 'named',
    basis: 'contract',
    seenBy: 'team',
    keeping: 'day',
    given: 'others',
    columns: ['import_draft.rows_sealed'],
  },
  givers: {
    whose: 'giver',
    basis: 'contract',
    seenBy: 'team',
    keeping: 'archive',
    given: 'noAccount',
    columns: [
      'pledge.code_hash',
      'pledge.giver_sealed',
      'pledge.has_email',
      'pledge.public_name',
      'pledge.naming',
      'pledge.bank_reference',
      'pledge.refund_reference',
      'gift.code_hash',
      'gift.giver_sealed',
      'gift.public_name',
    ],
  },
  contacts: {
    whose: 'named',
    basis: 'duty',
    seenBy: 'public',
    keeping: 'archive',
    given: 'others',
    onClosing: 'kept',
    columns: [
      'organization.contact_name',
      'organization.contact_phone',
      'organization.legal_representative',
      'incubator.contact_name',
      'incubator.contact_phone',
      'appeal.approved_by_name',
      'appeal.raiser_name',
      'appeal.partner_name',
      'single_source_opinion.name',
      'single_source_opinion.employer',
      'single_source_opinion.title',
      'meeting.chair',
    ],
  },
  papers: {
    whose: 'named',
    basis: 'duty',
    seenBy: 'officials',
    keeping: 'archive',
    given: 'others',
    onClosing: 'kept',
    columns: [
      'contract_party.name',
      'contract_party.signer',
      'payout_account.holder',
      'payout_account.bank',
      'payout_account.number_sealed',
      'payout_account.number_tag',
      'payout_account.number_tail',
      'return_account.holder',
      'return_account.bank',
      'return_account.number',
      'expense.payee',
      'incubation.initiators',
      'incubation.group_name',
      'incubation.mentor',
      'incubation_service.by_name',
      'evaluation_visit.people',
      'negotiation.people',
      'diligence_note.people',
      'remedy.filer_name',
      'result.record',
      'result.minutes',
      'opening_record.content',
      'meeting.minutes',
      'negotiation.record',
      'annual_report.content',
      'annual_report.known',
      'cofunding.giver',
      'expense.seller_key',
      'organization_tie.description',
      'single_source_objection.filer_name',
    ],
  },
  drafts: {
    whose: 'named',
    basis: 'contract',
    seenBy: 'team',
    keeping: { rule: 'bid-draft' },
    given: 'others',
    columns: ['bid_draft.content', 'bid_draft.sealed'],
  },
  bids: {
    whose: 'named',
    basis: 'duty',
    seenBy: 'officials',
    keeping: 'archive',
    given: 'others',
    onClosing: 'kept',
    columns: ['bid_envelope.ciphertext', 'bid_envelope.own_copy', 'opened_bid.content'],
  },
  files: {
    whose: 'named',
    basis: 'duty',
    seenBy: 'officials',
    keeping: 'archive',
    given: 'others',
    onClosing: 'kept',
    columns: [
      'file.name',
      'file.sha256',
      'picture.likeness',
      'picture.bands',
      'picture.shown_sha256',
      'picture.small_sha256',
    ],
  },
} as const satisfies Record<string, Holding>
export type HoldingCode = keyof typeof inventory
export const holdingCodes = Object.keys(inventory) as HoldingCode[]

/** Whatever names a row of these by a key is a deed of a person, or in which a person had a part: it is of the holding `deeds`. */
export const personTables = ['account', 'expert', 'volunteer', 'staff_member', 'seat', 'evaluation_seat'] as const

/** Which holding a column is of; undefined where it is of none. What names a column by itself comes before what names its whole table. */
export function holdingOf(table: string, column: string, refersTo: string | null): HoldingCode | undefined {
  const named = (name: string) =>
    holdingCodes.find((code) => (inventory[code].columns as readonly string[]).includes(name))
  return (
    named(`${table}.${column}`) ??
    named(`${table}.*`) ??
    (refersTo !== null && (personTables as readonly string[]).includes(refersTo) ? 'deeds' : undefined)
  )
}
