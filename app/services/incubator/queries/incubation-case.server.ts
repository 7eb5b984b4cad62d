import type { Grade, Pointed } from '#app/domain/incubator/assessment.ts'
import {
  type GraduationCode,
  missingOf,
  standingOf,
  type TestItem,
  type TestStanding,
} from '#app/domain/incubator/graduation.ts'
import { type IncubationState, isTenant } from '#app/domain/incubator/lifecycle.ts'
import { incubationPolicy } from '#app/domain/incubator/policy.ts'
import type {
  ExitReason,
  GroupStage,
  IncubatorRule,
  IncubatorService,
  TenancyKind,
} from '#app/domain/incubator/terms.ts'
import { assessmentDueOn, type TenancyFacts, warningsOf } from '#app/domain/incubator/warnings.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readRule } from '../store.server.ts'

export type AgreementView = {
  id: string
  number: number
  seats: number
  areaM2: number
  fromOn: string
  toOn: string
  terms: string
  contentSha256: string
  offeredBy: string
  offeredAt: string
  signedBy: string | null
  signedAt: string | null
  withdrawnAt: string | null
  withdrawnReason: string
}
export type ServiceView = {
  id: string
  kind: IncubatorService
  givenOn: string
  hours: string
  what: string
  byName: string
  confirmedAt: string | null
  disputedReason: string
}
export type AssessmentView = {
  id: string
  assessedOn: string
  points: Pointed[]
  total: number
  grade: Grade
  advice: string
  reply: string
}
export type DeclarationView = {
  code: GraduationCode
  words: string
  number: number | null
  confirmedAt: string | null
  refusedReason: string
}
export type IncubationCase = {
  id: string
  version: number
  state: IncubationState
  incubator: { id: string; name: string; kinds: TenancyKind[]; isOpen: boolean }
  /** `isFiled`: a community group that is not registered. */
  organization: { id: string; name: string; isFiled: boolean } | null
  wasGroup: boolean
  groupName: string
  initiators: string
  leaderName: string
  classId: string
  className: string
  classes: { id: string; name: string; quota: number; taken: number }[]
  kind: TenancyKind
  stage: GroupStage
  need: string
  plan: string
  people: number
  wantedSeats: number
  wantedM2: number
  files: { fileId: string; title: string; name: string }[]
  sentAt: string | null
  checkDueOn: string | null
  checkReason: string
  /** Place in the waiting list, the first is 1. */
  waitingPlace: number | null
  fromOn: Day | null
  toOn: Day | null
  mentor: string
  planServices: IncubatorService[]
  goals: { id: string; text: string; dueOn: string; doneOn: string | null }[]
  extensionAskedAt: string | null
  graduatedOn: string | null
  exitReason: ExitReason | null
  exitWords: string
  noticeAt: string | null
  leaveByOn: string | null
  exitReply: string
  exitAnswer: string
  leftOn: string | null
  agreements: AgreementView[]
  services: ServiceView[]
  seeds: { projectNo: string; title: string }[]
  assessments: AssessmentView[]
  declarations: DeclarationView[]
  trainings: { id: string; title: string; startsAt: string; hours: string; attended: number | null }[]
  coachingHours: string
}
type Raw = IncubationCase & {
  bodyId: string | null
  accountId: string
  lastSeenOn: Day | null
  openGoalDueOn: Day | null
  listedSince: Day | null
  test: Omit<TestItem & { titleZh: string; titleEn: string }, 'declared'>[]
}
export type TestView = {
  code: GraduationCode
  title: string
  standing: TestStanding
  isRequired: boolean
  mayDeclare: boolean
}

/**
 * One application or tenancy as either side sees it. `side`: `own` for the applicant, `asked` for the incubator; null where it is not
 * the reader's on that side. Two statements.
 */
export async function readIncubationCase(ctx: Context, incubationId: string, side: 'own' | 'asked') {
  const { db, actor, locale, now } = ctx
  const en = locale === 'en'
  const today = dayOf(now)
  const [found] = await db.$queryRaw<{ page: Raw }[]>`
    SELECT jsonb_build_object('id', i.id, 'version', i.version, 'state', i.state, 'bodyId', b.body_id, 'accountId', i.account_id,
      'incubator', jsonb_build_object('id', b.id, 'name', CASE WHEN ${en} THEN b.name_en ELSE b.name_zh END, 'kinds', b.kinds, 'isOpen', b.is_open),
      'organization', CASE WHEN o.id IS NULL THEN NULL ELSE jsonb_build_object('id', o.id, 'name', o.name, 'isFiled', o.kind = 'COMMUNITY_GROUP' AND o.credit_code IS NULL) END,
      'wasGroup', i.was_group, 'groupName', i.group_name, 'initiators', i.initiators, 'leaderName', l.name, 'classId', i.class_id,
      'className', (SELECT CASE WHEN ${en} THEN c.name_en ELSE c.name_zh END FROM incubator_class c WHERE c.id = i.class_id),
      'classes', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', CASE WHEN ${en} THEN c.name_en ELSE c.name_zh END, 'quota', c.quota,
        'taken', incubator_class_taken(c.id)) ORDER BY c.position), '[]') FROM incubator_class c WHERE c.incubator_id = b.id),
      'kind', i.kind, 'stage', i.stage, 'need', i.need, 'plan', i.plan, 'people', i.people, 'wantedSeats', i.wanted_seats, 'wantedM2', i.wanted_m2,
      'files', (SELECT coalesce(jsonb_agg(jsonb_build_object('fileId', f.file_id, 'title', f.title, 'name', x.name) ORDER BY f.added_at), '[]')
        FROM incubation_file f JOIN file x ON x.id = f.file_id WHERE f.incubation_id = i.id),
      'sentAt', i.sent_at, 'checkDueOn', i.check_due_on, 'checkReason', i.check_reason,
      'waitingPlace', CASE WHEN i.state = 'WAITING' THEN (SELECT count(*) FROM incubation w WHERE w.class_id = i.class_id AND w.state = 'WAITING' AND (w.queued_at, w.id) <= (i.queued_at, i.id)) END,
      'fromOn', i.from_on, 'toOn', i.to_on, 'mentor', i.mentor, 'planServices', i.plan_services)
      || jsonb_build_object('goals', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'text', g.text, 'dueOn', g.due_on, 'doneOn', g.done_on) ORDER BY g.due_on, g.position), '[]') FROM incubation_goal g WHERE g.incubation_id = i.id),
      'extensionAskedAt', i.extension_asked_at, 'graduatedOn', i.graduated_on, 'exitReason', i.exit_reason, 'exitWords', i.exit_words, 'noticeAt', i.notice_at,
      'leaveByOn', i.leave_by_on, 'exitReply', i.exit_reply, 'exitAnswer', i.exit_answer, 'leftOn', i.left_on,
      'agreements', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'seats', a.seats, 'areaM2', a.area_m2, 'fromOn', a.from_on, 'toOn', a.to_on, 'terms', a.terms,
          'contentSha256', a.content_sha256, 'offeredBy', y.name, 'offeredAt', a.offered_at, 'signedBy', z.name, 'signedAt', a.signed_at, 'withdrawnAt', a.withdrawn_at, 'withdrawnReason', a.withdrawn_reason)
          ORDER BY a.offered_at DESC), '[]') FROM incubation_agreement a JOIN account y ON y.id = a.offered_by_id LEFT JOIN account z ON z.id = a.signed_by_id WHERE a.incubation_id = i.id),
      'services', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'givenOn', s.given_on, 'hours', trim_scale(s.hours)::text, 'what', s.what, 'byName', s.by_name,
          'confirmedAt', s.confirmed_at, 'disputedReason', s.disputed_reason) ORDER BY s.given_on DESC, s.recorded_at DESC), '[]') FROM incubation_service s WHERE s.incubation_id = i.id),
      'seeds', (SELECT coalesce(jsonb_agg(jsonb_build_object('projectNo', p.project_no, 'title', p.title) ORDER BY e.recorded_at), '[]') FROM incubation_seed e JOIN project p ON p.id = e.project_id WHERE e.incubation_id = i.id),
      'assessments', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'assessedOn', m.assessed_on, 'points', m.points, 'total', m.total, 'grade', m.grade, 'advice', m.advice, 'reply', m.reply)
          ORDER BY m.assessed_on DESC), '[]') FROM incubation_assessment m WHERE m.incubation_id = i.id),
      'declarations', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'words', d.words, 'number', d.number, 'confirmedAt', d.confirmed_at, 'refusedReason', d.refused_reason)), '[]')
        FROM incubation_declaration d WHERE d.incubation_id = i.id),
      'trainings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'title', v.title, 'startsAt', v.starts_at, 'hours', trim_scale(v.hours)::text, 'attended', s.attended) ORDER BY v.starts_at DESC), '[]')
        FROM training_signup s JOIN incubator_training v ON v.id = s.training_id WHERE s.cancelled_at IS NULL AND v.incubator_id = b.id AND (s.incubation_id = i.id OR s.organization_id = i.organization_id)),
      'coachingHours', (SELECT trim_scale(coalesce(sum(s.hours), 0))::text FROM incubation_service s WHERE s.incubation_id = i.id AND s.confirmed_at IS NOT NULL),
      'lastSeenOn', incubation_seen(i.id), 'openGoalDueOn', (SELECT min(g.due_on) FROM incubation_goal g WHERE g.incubation_id = i.id AND g.done_on IS NULL),
      'listedSince', (SELECT min(c.from_on) FROM credit_span c WHERE c.organization_id = i.organization_id AND c.from_on <= ${today}::date AND (c.to_on IS NULL OR ${today}::date < c.to_on)),
      'test', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'how', t.how, 'isRequired', t.is_required, 'titleZh', t.title_zh, 'titleEn', t.title_en,
          'known', CASE WHEN t.how = 'DECLARED' THEN NULL ELSE incubation_known(i.organization_id, t.code, ${today}::date) END) ORDER BY t.position), '[]')
        FROM incubator_test t WHERE t.valid_from = (SELECT max(valid_from) FROM incubator_test WHERE valid_from <= ${today}::date))) AS page
    FROM incubation i JOIN incubator b ON b.id = i.incubator_id JOIN account l ON l.id = i.account_id LEFT JOIN organization o ON o.id = i.organization_id
    WHERE i.id = ${incubationId}::uuid`
  if (found === undefined) return null
  const { bodyId, accountId, lastSeenOn, openGoalDueOn, listedSince, test, ...page } = found.page
  const facts = { bodyId: bodyId ?? undefined, organizationId: page.organization?.id, leaderId: accountId }
  const isTheirs =
    side === 'own'
      ? may(incubationPolicy, 'readOwn', actor, facts)
      : page.state !== 'DRAFT' && page.sentAt !== null && may(incubationPolicy, 'readAsked', actor, facts)
  if (!isTheirs) return null
  const rule: IncubatorRule = await readRule(db, today)
  const tenancy = tenancyOf(page, { lastSeenOn, openGoalDueOn, listedSince })
  const items: (TestItem & { title: string })[] = test.map(({ titleZh, titleEn, ...item }) => {
    const declared = page.declarations.find(({ code, refusedReason }) => code === item.code && refusedReason === '')
    return {
      ...item,
      title: en ? titleEn : titleZh,
      declared: declared === undefined ? null : { isConfirmed: declared.confirmedAt !== null, number: declared.number },
    }
  })
  const may_ = (action: keyof typeof incubationPolicy) => may(incubationPolicy, action, actor, facts)
  return {
    ...page,
    rule,
    warnings: tenancy === null ? [] : warningsOf(tenancy, rule, today),
    assessmentDueOn: tenancy === null ? null : assessmentDueOn(tenancy, rule),
    test: items.map((item): TestView => {
      const standing = standingOf(item, rule.staffMin)
      return {
        code: item.code,
        title: item.title,
        standing,
        isRequired: item.isRequired,
        mayDeclare: standing === 'OPEN' || standing === 'DECLARED',
      }
    }),
    missing: missingOf(items, rule.staffMin),
    today,
    may: {
      write: may_('write'),
      confirm: may_('confirm'),
      sign: may_('sign'),
      become: (page.organization === null || page.organization.isFiled) && may_('becomeOrganization'),
      check: may_('check'),
      accompany: may_('accompany'),
      decide: may_('decide'),
    },
  }
}
export type CaseView = NonNullable<Awaited<ReturnType<typeof readIncubationCase>>>

function tenancyOf(
  page: Pick<IncubationCase, 'state' | 'fromOn' | 'toOn' | 'assessments'>,
  seen: Pick<TenancyFacts, 'lastSeenOn' | 'openGoalDueOn' | 'listedSince'>,
): TenancyFacts | null {
  const { state, fromOn, toOn, assessments } = page
  if (!isTenant(state) || fromOn === null || toOn === null) return null
  const [last] = assessments
  return {
    fromOn,
    toOn,
    ...seen,
    lastAssessment: last === undefined ? null : { on: last.assessedOn as Day, grade: last.grade },
  }
}
