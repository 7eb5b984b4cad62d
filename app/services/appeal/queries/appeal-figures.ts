import { Prisma } from '#prisma/generated/client.ts'

/** What has come, stands promised, is to go back, went back and was passed on; fen as text. */
export type AppealMoney = {
  targetFen: string
  receivedFen: string
  promisedFen: string
  dueBackFen: string
  returnedFen: string
  passedFen: string
  /** How many have given, or promised and not given yet. */
  givers: number
}

/** The money of the appeal `a`, one JSON value. `received`: came and counts, passed or not. */
export const appealMoney = Prisma.sql`(
  SELECT jsonb_build_object('targetFen', a.target_fen::text,
    'receivedFen', coalesce(sum(p.amount_fen) FILTER (WHERE p.state IN ('RECEIVED', 'PASSED')), 0)::text,
    'promisedFen', coalesce(sum(p.amount_fen) FILTER (WHERE p.state = 'PLEDGED'), 0)::text,
    'dueBackFen', coalesce(sum(p.received_fen) FILTER (WHERE p.state = 'REFUND_DUE'), 0)::text,
    'returnedFen', coalesce(sum(p.received_fen) FILTER (WHERE p.state = 'REFUNDED'), 0)::text,
    'passedFen', coalesce(sum(p.amount_fen) FILTER (WHERE p.state = 'PASSED'), 0)::text,
    'givers', count(*) FILTER (WHERE p.state IN ('PLEDGED', 'RECEIVED', 'PASSED'))::int)
  FROM pledge p WHERE p.appeal_id = a.id)`

/** What the appeal `a` is for: a call or a project with its number, or the fund alone. */
export const appealPurpose = Prisma.sql`jsonb_build_object(
  'kind', CASE WHEN a.project_id IS NOT NULL THEN 'project' WHEN a.call_id IS NOT NULL THEN 'call' ELSE 'fund' END,
  'fundId', a.fund_id, 'fundName', (SELECT name FROM fund WHERE id = a.fund_id),
  'callNo', (SELECT call_no FROM call WHERE id = a.call_id), 'callTitle', (SELECT title FROM call WHERE id = a.call_id),
  'projectNo', (SELECT project_no FROM project WHERE id = a.project_id), 'projectTitle', (SELECT title FROM project WHERE id = a.project_id))`

export type AppealPurpose = {
  kind: 'fund' | 'call' | 'project'
  fundId: string
  fundName: string
  callNo: string | null
  callTitle: string | null
  projectNo: string | null
  projectTitle: string | null
}

/** Accounts that were given of the appeal `a`, newest first. */
export const appealAccounts = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'dueOn', g.due_on, 'isFinal', g.is_final, 'words', g.words, 'givenAt', g.given_at,
    'receivedFen', g.received_fen::text, 'returnedFen', g.returned_fen::text, 'passedFen', g.passed_fen::text) ORDER BY g.given_at DESC), '[]')
  FROM appeal_account g WHERE g.appeal_id = a.id)`

export type AppealAccountView = {
  id: string
  dueOn: string
  isFinal: boolean
  words: string
  givenAt: string
  receivedFen: string
  returnedFen: string
  passedFen: string
}
